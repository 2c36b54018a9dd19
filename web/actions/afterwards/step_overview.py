"""How do the steps go, in a region and at a meeting? Counted, and who has not been heard."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import MessageState
from models.organisation import Organisation
from models.queries.meetings import meetings_in
from models.queries.steps import links_at, steps_at, steps_of_region, who_came
from models.step import Step, StepLink, StepState
from web.clock import HERE

STUCK_TOO_OFTEN = 2


@dataclass(frozen=True, slots=True)
class MeetingSteps:
    """One meeting: how many steps are in each state (None = nothing heard), and who came without a step."""

    meeting: Meeting
    counts: Mapping[StepState | None, int]
    without: tuple[Organisation, ...]

    @property
    def total(self) -> int:
        """How many steps there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Silent:
    """An open step of which we heard nothing. `asked_at`: when we asked by mail, None = not yet."""

    step: Step
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class RegionSteps:
    """All meetings of the region that are over or have steps, newest first; `stuck`: stuck twice or more."""

    meetings: tuple[MeetingSteps, ...]
    silent: tuple[Silent, ...]
    stuck: tuple[Step, ...]

    @property
    def counts(self) -> Mapping[StepState | None, int]:
        """How many steps of the region are in each state."""
        return sum((Counter(one.counts) for one in self.meetings), Counter())


def region_steps(session: Session, code: str, *, at: datetime) -> RegionSteps:
    """How the steps of a region go at this moment."""
    by_meeting: dict[int, list[Step]] = {}
    for step in steps_of_region(session, code):
        by_meeting.setdefault(step.meeting_id, []).append(step)
    shown = [
        one
        for one in reversed(meetings_in(session, code))
        if one.id in by_meeting or (one.ends_at <= at and one.cancelled_at is None)
    ]
    came = who_came(session, [one.id for one in shown])
    meetings = [_counted(one, by_meeting.get(one.id, []), came[one.id]) for one in shown]
    steps = [step for one in shown for step in by_meeting.get(one.id, [])]
    return RegionSteps(
        meetings=tuple(one for one in meetings if one.total or one.without),
        silent=silent_steps(session, steps, at=at),
        stuck=tuple(one for one in steps if one.times_stuck >= STUCK_TOO_OFTEN and not one.is_over),
    )


def meeting_steps(session: Session, meeting: Meeting) -> MeetingSteps:
    """The same of one meeting."""
    came = who_came(session, [meeting.id])
    return _counted(meeting, steps_at(session, meeting.id), came[meeting.id])


def silent_steps(session: Session, steps: Sequence[Step], *, at: datetime) -> tuple[Silent, ...]:
    """The steps that nothing was told of since we asked, or since their day has passed."""
    links = links_at(session, {step.meeting_id for step in steps})
    today = at.astimezone(HERE).date()
    found = []
    for step in steps:
        asked = max((one.created_at for one in links if _asked(one, step)), default=None)
        heard = step.answers[-1].answered_at if step.answers else None
        unanswered = asked is not None and (heard is None or heard < asked)
        if not step.is_over and (unanswered or (heard is None and step.due_on < today)):
            found.append(Silent(step, asked))
    return tuple(found)


def _counted(meeting: Meeting, steps: Sequence[Step], came: Mapping[int, Organisation]) -> MeetingSteps:
    promised = {step.organisation_id for step in steps}
    return MeetingSteps(
        meeting,
        Counter(step.state for step in steps),
        tuple(one for id_, one in came.items() if id_ not in promised),
    )


def _asked(link: StepLink, step: Step) -> bool:
    """Whether this mail left and asked after this step; one that was cleaned up since had left."""
    about = (link.meeting_id, link.organisation_id) == (step.meeting_id, step.organisation_id)
    left = link.message is None or link.message.state in (MessageState.SENT, MessageState.RELEASED)
    return about and left
