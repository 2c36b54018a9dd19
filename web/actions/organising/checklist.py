"""What does an organiser still have to arrange for a meeting, by when, and who did what?"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.checklist import Anchor, MeetingPhase, MeetingTask
from models.facts import DATA
from models.meeting import Meeting
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

MOST_TASKS = 60
FURTHEST_DAYS = 400  # before or after the meeting
# For what should have been done before the meeting was made.
TIME_TO_CATCH_UP = timedelta(days=7)
_HERE = ZoneInfo("Europe/Amsterdam")


class TooManyTasksError(ActionError):
    """The list of the meeting is full."""

    code = "too_many_tasks"


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """Something to arrange that an organiser adds; `due`: the last day for it."""

    phase: MeetingPhase
    name: str
    due: date


@dataclass(frozen=True, slots=True)
class Line:
    """A task with the last day for it, and whether that day is past while it is not done."""

    task: MeetingTask
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """The tasks of a meeting by phase, what is due first on top; `taken_off`: what was taken off the list."""

    phases: Mapping[MeetingPhase, Sequence[Line]]
    taken_off: Sequence[MeetingTask]

    @property
    def lines(self) -> list[Line]:
        """All that is on the list."""
        return [line for lines in self.phases.values() for line in lines]

    @property
    def late(self) -> list[Line]:
        """What should have been arranged by now."""
        return [line for line in self.lines if line.late]

    @property
    def done(self) -> int:
        """How much is arranged."""
        return sum(line.task.done_at is not None for line in self.lines)

    def next(self) -> Line | None:
        """What has to be arranged first of all that is not late."""
        open_ = [line for line in self.lines if line.task.done_at is None and not line.late]
        return min(open_, key=lambda line: line.due, default=None)


def checklist_of(session: Session, meeting: Meeting, at: datetime) -> Checklist:
    """The check-list of the meeting at this moment."""
    today = at.astimezone(_HERE).date()
    tasks = session.scalars(
        select(MeetingTask)
        .where(MeetingTask.meeting_id == meeting.id)
        .order_by(MeetingTask.position, MeetingTask.id)
    ).all()
    phases: dict[MeetingPhase, list[Line]] = {phase: [] for phase in MeetingPhase}
    for task in tasks:
        if task.taken_off_at is None:
            due = _due(meeting, task)
            phases[task.phase].append(Line(task, due, task.done_at is None and due < today))
    for lines in phases.values():
        lines.sort(key=lambda line: line.due)
    return Checklist(MappingProxyType(phases), [task for task in tasks if task.taken_off_at is not None])


def is_near(meeting: Meeting, day: date) -> bool:
    """Whether a task of this meeting may be due on this day."""
    return abs((day - _day(meeting)).days) <= FURTHEST_DAYS


def add_usual_tasks(session: Session, meeting: Meeting) -> None:
    """Put on the list what has to be arranged for every meeting."""
    for position, told in enumerate(_usual()):
        session.add(
            MeetingTask(
                meeting_id=meeting.id,
                position=position,
                phase=MeetingPhase(told["phase"]),
                anchor=Anchor(told.get("anchor", "meeting")),
                name_nl=told["name_nl"],
                name_en=told["name_en"],
                days=told["days"],
            )
        )
    session.flush()


def add_task(session: Session, meeting: Meeting, draft: TaskDraft, *, actor: Actor, at: datetime) -> None:
    """Put something on the list; it keeps its distance to the meeting. Raises TooManyTasksError."""
    position = len(session.scalars(select(MeetingTask.id).where(MeetingTask.meeting_id == meeting.id)).all())
    if position >= MOST_TASKS:
        raise TooManyTasksError(f"meeting {meeting.id} has {position} tasks already")
    days = (draft.due - _day(meeting)).days
    session.add(
        MeetingTask(
            meeting_id=meeting.id,
            position=position,
            phase=draft.phase,
            name_nl=draft.name.strip(),
            days=days,
        )
    )
    session.flush()
    record(session, actor, "add_task", "meeting", meeting.id, at=at)


def tick_task(session: Session, task: MeetingTask, *, done: bool, actor: Actor, at: datetime) -> None:
    """Say that something is arranged, or take that back; who said so first stays."""
    if done != (task.done_at is not None):
        task.done_at, task.done_by = (at, actor.person_id) if done else (None, None)
        record(session, actor, "tick_task" if done else "untick_task", "meeting_task", task.id, at=at)


def take_off(session: Session, task: MeetingTask, *, off: bool, actor: Actor, at: datetime) -> None:
    """Take something off the list, or put it back."""
    task.taken_off_at = at if off else None
    record(session, actor, "take_off_task" if off else "put_back_task", "meeting_task", task.id, at=at)


def _due(meeting: Meeting, task: MeetingTask) -> date:
    anchors = {Anchor.RSVP: meeting.rsvp_by, Anchor.FINAL_INVITATION: meeting.final_invitation_by}
    due = (anchors.get(task.anchor) or _day(meeting)) + timedelta(days=task.days)
    made = meeting.created_at.astimezone(_HERE).date()
    return due if due >= made else min(made + TIME_TO_CATCH_UP, _day(meeting))


def _day(meeting: Meeting) -> date:
    return meeting.starts_at.astimezone(_HERE).date()


@cache
def _usual() -> Sequence[Mapping[str, Any]]:
    told: Sequence[Mapping[str, Any]] = tomllib.loads((DATA / "checklist.toml").read_text(encoding="utf-8"))[
        "task"
    ]
    return told
