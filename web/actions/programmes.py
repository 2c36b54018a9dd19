"""How does an organiser run a programme? Its regions and meetings, its phases, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.meeting import Meeting, MeetingKind
from models.programme import Phase, PhaseTask, Programme, ProgrammeMeeting
from models.region import Region
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """What an organiser tells of a programme; `regions`: codes, `kinds`: slugs."""

    name: str
    aim: str
    wanted_examples: int
    starts_on: date
    ends_on: date
    regions: tuple[str, ...]
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A phase; `tasks`: one text for each thing to arrange."""

    name: str
    starts_on: date
    ends_on: date
    tasks: tuple[str, ...]


class ProgrammeFault(StrEnum):
    """What can be wrong with a programme or a phase; the web turns each into a sentence."""

    NAME_TAKEN = "name_taken"
    ENDS_BEFORE_START = "ends_before_start"
    NO_REGION = "no_region"
    OUTSIDE_OWN_REGIONS = "outside_own_regions"
    REGION_HAS_MEETINGS = "region_has_meetings"
    OUTSIDE_PROGRAMME = "outside_programme"


class ProgrammeRefusedError(ActionError):
    """The draft has a fault, at this field; nothing was changed."""

    code = "programme_refused"

    def __init__(self, field: str, fault: ProgrammeFault) -> None:
        super().__init__(f"{field}: {fault}")
        self.field, self.fault = field, fault


class Progress(StrEnum):
    """How far the meetings of one kind are in one region."""

    HELD = "held"
    PLANNED = "planned"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """One region and one kind of meeting; `meetings`: earliest first."""

    progress: Progress
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """All that is done in one region: a cell for each kind of the programme, and meetings of other kinds."""

    region: Region
    cells: tuple[Cell, ...]
    others: tuple[Meeting, ...]


def save_programme(
    session: Session, draft: ProgrammeDraft, programme: Programme | None, *, actor: Actor, at: datetime
) -> Programme:
    """Store a new programme (None), or the change of this one. Raises ProgrammeRefusedError.

    A new one needs at least one region of the organiser's own: who makes it must be able to change it.
    """
    _require_sound(session, draft, programme, actor)
    told = programme or Programme(created_at=at)
    told.name, told.aim, told.wanted_examples = draft.name.strip(), draft.aim.strip(), draft.wanted_examples
    told.starts_on, told.ends_on = draft.starts_on, draft.ends_on
    told.regions = list(session.scalars(select(Region).where(Region.code.in_(draft.regions))))
    told.kinds = list(session.scalars(select(MeetingKind).where(MeetingKind.slug.in_(draft.kinds))))
    session.add(told)
    session.flush()
    action = "change_programme" if programme else "create_programme"
    record(session, actor, action, "programme", told.id, at=at)
    return told


def save_phases(
    session: Session, programme: Programme, drafts: Sequence[PhaseDraft], *, actor: Actor, at: datetime
) -> None:
    """Make these the phases, in this order; a thing that is done stays done where its text stays.

    Raises ProgrammeRefusedError with the field `phases-N`.
    """
    for number, draft in enumerate(drafts):
        if draft.ends_on < draft.starts_on:
            raise ProgrammeRefusedError(f"phases-{number}", ProgrammeFault.ENDS_BEFORE_START)
        if draft.starts_on < programme.starts_on or draft.ends_on > programme.ends_on:
            raise ProgrammeRefusedError(f"phases-{number}", ProgrammeFault.OUTSIDE_PROGRAMME)
    done = {task.text: task for phase in programme.phases for task in phase.tasks if task.done_at}
    fresh = [_phase(position, draft, done) for position, draft in enumerate(drafts)]
    programme.phases.clear()
    session.flush()
    programme.phases = fresh
    session.flush()
    record(session, actor, "change_phases", "programme", programme.id, at=at)


def tick(session: Session, task: PhaseTask, *, done: bool, actor: Actor, at: datetime) -> None:
    """Say that a thing is arranged, or take that back."""
    task.done_at, task.done_by = (at, actor.person_id) if done else (None, None)
    record(session, actor, "tick_task" if done else "untick_task", "phase_task", task.id, at=at)


def place_meeting(session: Session, meeting: Meeting, programme: Programme | None) -> None:
    """Let a meeting belong to this programme, or to none."""
    session.execute(delete(ProgrammeMeeting).where(ProgrammeMeeting.meeting_id == meeting.id))
    if programme is not None:
        session.add(ProgrammeMeeting(meeting_id=meeting.id, programme_id=programme.id))
    session.flush()


def rows_of(programme: Programme, at: datetime) -> tuple[RegionRow, ...]:
    """How far each region is with each kind of meeting, by name of the region."""
    return tuple(_row(programme, region, at) for region in programme.regions)


def _row(programme: Programme, region: Region, at: datetime) -> RegionRow:
    here = [meeting for meeting in programme.meetings if meeting.region_code == region.code]
    kinds = [kind.slug for kind in programme.kinds]
    by_kind = {kind: tuple(one for one in here if one.kind_slug == kind) for kind in kinds}
    others = tuple(meeting for meeting in here if meeting.kind_slug not in by_kind)
    return RegionRow(region, tuple(_cell(by_kind[kind], at) for kind in kinds), others)


def _cell(meetings: tuple[Meeting, ...], at: datetime) -> Cell:
    if not meetings:
        return Cell(Progress.MISSING, ())
    held = any(meeting.ends_at <= at for meeting in meetings)
    return Cell(Progress.HELD if held else Progress.PLANNED, meetings)


def _phase(position: int, draft: PhaseDraft, done: dict[str, PhaseTask]) -> Phase:
    tasks = [
        PhaseTask(
            position=place,
            text=text,
            done_at=done[text].done_at if text in done else None,
            done_by=done[text].done_by if text in done else None,
        )
        for place, text in enumerate(draft.tasks)
    ]
    return Phase(
        position=position,
        name=draft.name.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        tasks=tasks,
    )


def _require_sound(
    session: Session, draft: ProgrammeDraft, programme: Programme | None, actor: Actor
) -> None:
    same = select(Programme.id).where(Programme.name == draft.name.strip())
    taken = session.scalar(same if programme is None else same.where(Programme.id != programme.id))
    if taken is not None:
        raise ProgrammeRefusedError("name", ProgrammeFault.NAME_TAKEN)
    if draft.ends_on < draft.starts_on:
        raise ProgrammeRefusedError("ends_on", ProgrammeFault.ENDS_BEFORE_START)
    if not draft.regions:
        raise ProgrammeRefusedError("regions", ProgrammeFault.NO_REGION)
    if not actor.organises & set(draft.regions):
        raise ProgrammeRefusedError("regions", ProgrammeFault.OUTSIDE_OWN_REGIONS)
    left = {meeting.region_code for meeting in programme.meetings} if programme else set()
    if left - set(draft.regions):
        raise ProgrammeRefusedError("regions", ProgrammeFault.REGION_HAS_MEETINGS)
