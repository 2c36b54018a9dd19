"""How does an organisation come to a meeting? Register its people, change them, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Language
from models.queries.invitations import registrations_of
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.people import tidy_email
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
    """Whether people can still register, change and cancel: until the meeting begins."""
    return at < meeting.starts_at


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

    Raises MeetingIsOverError, AlreadyRegisteredError, TooManyPersonsError.
    """
    _require_open(meeting, at)
    _lock(session, organisation)
    present = registrations_of(session, meeting.id, organisation.id)
    taken = {registration.place_number for registration in present}
    free = [place for place in range(1, meeting.maximum_persons + 1) if place not in taken]
    if len(people) > len(free):
        raise TooManyPersonsError(meeting.maximum_persons)
    added: list[Registration] = []
    for place, person in zip(free, people, strict=False):
        _require_new([*present, *added], person)
        added.append(_registration(meeting, organisation, person, place=place, at=at))
    _store(session, meeting, added)
    timing = "late" if is_late(meeting, at) else "in_time"
    for registration in added:
        record(session, actor, "register", "registration", registration.id, at=at, detail=timing)
    return added


def change_attendee(
    session: Session, registration: Registration, person: Attendee, *, actor: Actor, at: datetime
) -> None:
    """Correct who comes on this place; raises MeetingIsOverError, AlreadyRegisteredError."""
    _require_open(registration.meeting, at)
    everyone = registrations_of(session, registration.meeting_id, registration.organisation_id)
    _require_new([other for other in everyone if other.id != registration.id], person)
    email = tidy_email(person.email)
    if email != registration.email:
        # The links in earlier mails belong to whoever had the other address.
        registration.link_hash = registration.earlier_link_hash = None
    registration.name = person.name.strip()
    registration.email = email
    registration.language = person.language
    record(session, actor, "change_registration", "registration", registration.id, at=at)


def cancel(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> None:
    """Give the place back; cancelling twice changes nothing. Raises MeetingIsOverError."""
    _require_open(registration.meeting, at)
    if registration.cancelled_at is not None:
        return
    registration.cancelled_at = at
    registration.place_number = None
    record(session, actor, "cancel_registration", "registration", registration.id, at=at)


def _lock(session: Session, organisation: Organisation) -> None:
    """Let colleagues who register at the same moment wait for each other."""
    session.execute(select(Organisation.id).where(Organisation.id == organisation.id).with_for_update())


def _store(session: Session, meeting: Meeting, added: list[Registration]) -> None:
    # The tables have the last word: an organiser may lower the maximum at the same moment.
    try:
        with session.begin_nested():
            session.add_all(added)
    except IntegrityError as refusal:
        raise TooManyPersonsError(meeting.maximum_persons) from refusal


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


def _require_open(meeting: Meeting, at: datetime) -> None:
    if not is_open(meeting, at):
        raise MeetingIsOverError(f"the meeting began at {meeting.starts_at.isoformat()}")


def _require_new(present: Sequence[Registration], person: Attendee) -> None:
    """Refuse the same mail address, and the same name unless two addresses tell them apart."""
    email = tidy_email(person.email)
    for other in present:
        same_name = other.name.casefold() == person.name.strip().casefold()
        told_apart = bool(email and other.email and email != other.email)
        if (email and email == other.email) or (same_name and not told_apart):
            raise AlreadyRegisteredError(person.name.strip())
