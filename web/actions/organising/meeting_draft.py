"""What does an organiser tell about a meeting, and what is wrong with it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kind import Theme
from models.meeting import Meeting, MeetingKind
from models.queries.meetings import organisations_above
from models.region import Municipality
from web.actions.errors import ActionError

# What organisers of this programme do: answers in 13 days before, the definitive invitation 6 days before.
RSVP_DAYS = 13
FINAL_INVITATION_DAYS = 6
MOST_PERSONS = 20
MOST_PROPOSALS = 20
LARGEST_CAPACITY = 5000
_HERE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """All that an organiser tells about a meeting. Moments carry their zone; `area` and `themes` are keys.

    `rsvp_by` and `final_invitation_by` left out: 13 and 6 days before the meeting.
    """

    kind: str
    title: str
    starts_at: datetime
    ends_at: datetime
    goal: str = ""
    working_form: str = ""
    place: str = ""
    joint_start_minutes: int = 0
    rsvp_by: date | None = None
    final_invitation_by: date | None = None
    maximum_persons: int = 2
    capacity: int | None = None
    minimum_proposals: int = 2
    maximum_proposals: int = 5
    area: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    source: str = ""


class MeetingFaultCode(StrEnum):
    """What can be wrong with a draft; the web turns each into a sentence."""

    NO_TITLE = "no_title"
    ENDS_BEFORE_START = "ends_before_start"
    JOINT_START_TOO_LONG = "joint_start_too_long"
    RSVP_AFTER_MEETING = "rsvp_after_meeting"
    INVITATION_AFTER_MEETING = "invitation_after_meeting"
    INVITATION_BEFORE_RSVP = "invitation_before_rsvp"
    PERSONS_OUT_OF_RANGE = "persons_out_of_range"
    MORE_PERSONS_REGISTERED = "more_persons_registered"
    MINIMUM_ABOVE_MAXIMUM = "minimum_above_maximum"
    PROPOSALS_OUT_OF_RANGE = "proposals_out_of_range"
    CAPACITY_OUT_OF_RANGE = "capacity_out_of_range"
    PERSONS_ABOVE_CAPACITY = "persons_above_capacity"
    UNKNOWN_CHOICE = "unknown_choice"


@dataclass(frozen=True, slots=True)
class MeetingFault:
    """One fault of a draft and its field; `names`: the organisations of MORE_PERSONS_REGISTERED."""

    field: str
    code: MeetingFaultCode
    names: tuple[str, ...] = ()


class MeetingRefusedError(ActionError):
    """The draft has faults, all of them listed; nothing was changed."""

    code = "meeting_refused"

    def __init__(self, faults: Sequence[MeetingFault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.code}" for fault in faults))
        self.faults = tuple(faults)


def require_sound(session: Session, draft: MeetingDraft, meeting: Meeting | None) -> None:
    """Raise MeetingRefusedError with every fault; `meeting`: the one to change, None = a new one."""
    faults = [*_faults_of_dates(draft), *_faults_of_numbers(draft), *_faults_of_choices(session, draft)]
    if not draft.title.strip():
        faults.append(MeetingFault("title", MeetingFaultCode.NO_TITLE))
    crowded = organisations_above(session, meeting.id, draft.maximum_persons) if meeting else ()
    if crowded:
        code = MeetingFaultCode.MORE_PERSONS_REGISTERED
        faults.append(MeetingFault("maximum_persons", code, tuple(crowded)))
    if faults:
        raise MeetingRefusedError(faults)


def dates_of(draft: MeetingDraft) -> tuple[date, date]:
    """The last day to answer and for the definitive invitation; one that was left out keeps to the other."""
    rsvp_by, final_by = _proposed_dates(draft.starts_at)
    chosen_rsvp = draft.rsvp_by or (
        min(rsvp_by, draft.final_invitation_by) if draft.final_invitation_by else rsvp_by
    )
    return chosen_rsvp, draft.final_invitation_by or max(final_by, chosen_rsvp)


def area_of(session: Session, draft: MeetingDraft) -> list[Municipality]:
    """The municipalities of the draft that exist."""
    return list(session.scalars(select(Municipality).where(Municipality.code.in_(draft.area))))


def themes_of(session: Session, draft: MeetingDraft) -> list[Theme]:
    """The themes of the draft that exist."""
    return list(session.scalars(select(Theme).where(Theme.slug.in_(draft.themes))))


def _faults_of_dates(draft: MeetingDraft) -> Iterator[MeetingFault]:
    rsvp_by, final_by = dates_of(draft)
    day = draft.starts_at.astimezone(_HERE).date()
    if draft.ends_at <= draft.starts_at:
        yield MeetingFault("ends_at", MeetingFaultCode.ENDS_BEFORE_START)
    elif not 0 <= draft.joint_start_minutes < (draft.ends_at - draft.starts_at).total_seconds() / 60:
        yield MeetingFault("joint_start_minutes", MeetingFaultCode.JOINT_START_TOO_LONG)
    if rsvp_by > day:
        yield MeetingFault("rsvp_by", MeetingFaultCode.RSVP_AFTER_MEETING)
    if draft.final_invitation_by and final_by > day:
        yield MeetingFault("final_invitation_by", MeetingFaultCode.INVITATION_AFTER_MEETING)
    elif rsvp_by <= day and final_by < rsvp_by:
        yield MeetingFault("final_invitation_by", MeetingFaultCode.INVITATION_BEFORE_RSVP)


def _faults_of_numbers(draft: MeetingDraft) -> Iterator[MeetingFault]:
    if not 1 <= draft.maximum_persons <= MOST_PERSONS:
        yield MeetingFault("maximum_persons", MeetingFaultCode.PERSONS_OUT_OF_RANGE)
    if draft.capacity is not None and not 1 <= draft.capacity <= LARGEST_CAPACITY:
        yield MeetingFault("capacity", MeetingFaultCode.CAPACITY_OUT_OF_RANGE)
    elif draft.capacity is not None and draft.maximum_persons > draft.capacity:
        yield MeetingFault("capacity", MeetingFaultCode.PERSONS_ABOVE_CAPACITY)
    if not (draft.minimum_proposals >= 0 and 1 <= draft.maximum_proposals <= MOST_PROPOSALS):
        yield MeetingFault("maximum_proposals", MeetingFaultCode.PROPOSALS_OUT_OF_RANGE)
    elif draft.minimum_proposals > draft.maximum_proposals:
        yield MeetingFault("minimum_proposals", MeetingFaultCode.MINIMUM_ABOVE_MAXIMUM)


def _faults_of_choices(session: Session, draft: MeetingDraft) -> Iterator[MeetingFault]:
    if session.get(MeetingKind, draft.kind) is None:
        yield MeetingFault("kind", MeetingFaultCode.UNKNOWN_CHOICE)
    if len(area_of(session, draft)) != len(set(draft.area)):
        yield MeetingFault("area", MeetingFaultCode.UNKNOWN_CHOICE)
    if len(themes_of(session, draft)) != len(set(draft.themes)):
        yield MeetingFault("themes", MeetingFaultCode.UNKNOWN_CHOICE)


def _proposed_dates(starts_at: datetime) -> tuple[date, date]:
    day = starts_at.astimezone(_HERE).date()
    return day - timedelta(days=RSVP_DAYS), day - timedelta(days=FINAL_INVITATION_DAYS)
