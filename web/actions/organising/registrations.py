"""How does an organisation come to a meeting? Register its people, change them, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.guest import MeetingInvitation, WaitingGuest
from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Language
from models.queries.invitations import registrations_of
from models.registration import Registration
from web.actions.accounts.people import tidy_email
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.gaps import follow_gaps
from web.actions.organising.places import fill_later, lock_places
from web.clock import HERE


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person who will come; without a mail address they get their match list from their organisation."""

    name: str
    email: str = ""
    language: Language = Language.DUTCH

    def __post_init__(self) -> None:
        """Refuse a blank name."""
        if not self.name.strip():
            raise ValueError("an attendee has a blank name; give the name that goes on the list")


class TooManyPersonsError(ActionError):
    """The organisation has no place left for so many persons."""

    code = "too_many_persons"

    def __init__(self, maximum: int) -> None:
        super().__init__(f"a meeting with at most {maximum} persons per organisation; cancel someone first")
        self.maximum = maximum


class MeetingFullError(ActionError):
    """There is no place left; `left`: how many more persons could come."""

    code = "meeting_full"

    def __init__(self, left: int) -> None:
        super().__init__(f"{left} places are left; let the others wait, or raise the capacity")
        self.left = left


class MeetingIsCancelledError(ActionError):
    """The meeting does not take place."""

    code = "meeting_cancelled"


class MeetingIsOverError(ActionError):
    """The meeting has begun or is over: who comes can no longer be changed."""

    code = "meeting_is_over"


class AlreadyRegisteredError(ActionError):
    """This person is on the organisation's list already."""

    code = "already_registered"

    def __init__(self, name: str) -> None:
        super().__init__("this person is registered already; nothing to do")
        self.name = name


def is_late(meeting: Meeting, at: datetime) -> bool:
    """Whether the last day to answer has passed; registering is still possible then."""
    return meeting.rsvp_by is not None and at.astimezone(HERE).date() > meeting.rsvp_by


def is_open(meeting: Meeting, at: datetime) -> bool:
    """Whether people can still register, change and cancel: until the meeting begins, unless it is off."""
    return at < meeting.starts_at and meeting.cancelled_at is None


def register(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    people: Sequence[Attendee],
    *,
    actor: Actor,
    at: datetime,
) -> list[Registration]:
    """The registrations of these people, in the given order; all of them or none.

    Raises MeetingIsOverError, MeetingIsCancelledError, AlreadyRegisteredError, TooManyPersonsError,
    MeetingFullError.
    """
    require_open(meeting, at)
    left = lock_places(session, meeting).left
    added = _added(session, meeting, organisation, people, at=at)
    if left is not None and len(people) > left:
        raise MeetingFullError(left)
    return _stored(session, meeting, added, actor=actor, at=at)


def walk_in(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    person: Attendee,
    *,
    actor: Actor,
    at: datetime,
) -> Registration:
    """The registration of someone who stands at the door: they come in, also where the meeting is full.

    Raises MeetingIsOverError once the meeting has ended, AlreadyRegisteredError, TooManyPersonsError.
    """
    if at >= meeting.ends_at:
        raise MeetingIsOverError(f"the meeting ended at {meeting.ends_at.isoformat()}")
    lock_places(session, meeting)
    (added,) = _stored(
        session,
        meeting,
        _added(session, meeting, organisation, [person], at=at),
        actor=actor,
        at=at,
    )
    added.arrived_at = at
    return added


def change_attendee(
    session: Session, registration: Registration, person: Attendee, *, actor: Actor, at: datetime
) -> None:
    """Correct who comes on this place; raises MeetingIsOverError, AlreadyRegisteredError."""
    require_open(registration.meeting, at)
    everyone = registrations_of(session, registration.meeting_id, registration.organisation_id)
    require_new([other for other in everyone if other.id != registration.id], person)
    email = tidy_email(person.email)
    if email != registration.email:
        # The links in earlier mails belong to whoever had the other address.
        registration.link_hash = registration.earlier_link_hash = None
    registration.name = person.name.strip()
    registration.email = email
    registration.language = person.language
    record(session, actor, "change_registration", "registration", registration.id, at=at)


def cancel(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> None:
    """Give the place back, and let who waits longest have it; cancelling twice changes nothing.

    An invited organisation of which nobody comes any more is not reminded. Raises MeetingIsOverError.
    """
    require_open(registration.meeting, at)
    if registration.cancelled_at is not None:
        return
    registration.cancelled_at = at
    registration.place_number = None
    record(session, actor, "cancel_registration", "registration", registration.id, at=at)
    session.flush()
    if not registrations_of(session, registration.meeting_id, registration.organisation_id):
        key = (registration.meeting_id, registration.organisation_id)
        invitation = session.get(MeetingInvitation, key)
        if invitation is not None:
            invitation.declined_at = at
    fill_later(session, registration.meeting_id, at=at)
    follow_gaps(session, registration.meeting_id, at=at)


def require_open(meeting: Meeting, at: datetime) -> None:
    """Raise MeetingIsCancelledError or MeetingIsOverError when nobody can register or change any more."""
    if meeting.cancelled_at is not None:
        raise MeetingIsCancelledError("the meeting does not take place; nothing can be changed any more")
    if not is_open(meeting, at):
        raise MeetingIsOverError(f"the meeting began at {meeting.starts_at.isoformat()}")


def require_new(present: Sequence[Registration | WaitingGuest | Attendee], person: Attendee) -> None:
    """Refuse the same mail address, and the same name unless two addresses tell them apart."""
    email = tidy_email(person.email)
    for other in present:
        same_name = other.name.casefold() == person.name.strip().casefold()
        theirs = tidy_email(other.email)
        told_apart = bool(email and theirs and email != theirs)
        if (email and email == theirs) or (same_name and not told_apart):
            raise AlreadyRegisteredError(person.name.strip())


def _added(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    people: Sequence[Attendee],
    *,
    at: datetime,
) -> list[Registration]:
    present = registrations_of(session, meeting.id, organisation.id)
    taken = {registration.place_number for registration in present}
    free = [place for place in range(1, meeting.maximum_persons + 1) if place not in taken]
    if len(people) > len(free):
        raise TooManyPersonsError(meeting.maximum_persons)
    added: list[Registration] = []
    for place, person in zip(free, people, strict=False):
        require_new([*present, *added], person)
        added.append(_registration(meeting, organisation, person, place=place, at=at))
    return added


def _stored(
    session: Session, meeting: Meeting, added: list[Registration], *, actor: Actor, at: datetime
) -> list[Registration]:
    # The tables have the last word: an organiser may lower the maximum at the same moment.
    try:
        with session.begin_nested():
            session.add_all(added)
    except IntegrityError as refusal:
        raise TooManyPersonsError(meeting.maximum_persons) from refusal
    timing = "late" if is_late(meeting, at) else "in_time"
    for registration in added:
        record(session, actor, "register", "registration", registration.id, at=at, detail=timing)
    follow_gaps(session, meeting.id, at=at)
    return added


def _registration(
    meeting: Meeting, organisation: Organisation, person: Attendee, *, place: int, at: datetime
) -> Registration:
    return Registration(
        meeting_id=meeting.id,
        maximum_persons=meeting.maximum_persons,
        organisation_id=organisation.id,
        place_number=place,
        name=person.name.strip(),
        email=tidy_email(person.email),
        language=person.language,
        created_at=at,
    )
