"""Whom may a guest name as the driving force, and how? From a list of who came, with why in one sentence."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.nomination import Nomination
from models.organisation import Audience
from models.queries.meetings import everyone_coming
from models.queries.nominations import nominations_by
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.lists.encounters import MeetingStage, NotYetError, stage_of
from web.actions.log import record
from web.actions.organisations.contact_details import ShownContact, contacts_for

MOST_NAMED = 3  # by one guest at one meeting


class ChoiceUnknown(ActionError):
    """Whoever was chosen does not stand on the list."""

    code = "driver_unknown"


class NamedAlready(ActionError):
    """This guest named the same one before."""

    code = "driver_named_already"


class TooManyNamed(ActionError):
    """This guest named as many as they can."""

    code = "too_many_drivers"


@dataclass(frozen=True, slots=True)
class Choice:
    """Someone who can be named. `person`: their name, empty = the organisation as a whole."""

    organisation_id: int
    organisation: str
    person_id: int | None = None
    person: str = ""

    @property
    def key(self) -> str:
        """What stands for this choice in a form."""
        return f"{self.organisation_id}-{self.person_id or 0}"


@dataclass(frozen=True, slots=True)
class Choices:
    """Who can be named, organisation by organisation, and the contacts whose names that shows."""

    choices: tuple[Choice, ...]
    shown: tuple[ShownContact, ...]


def choices_for(session: Session, registration: Registration) -> Choices:
    """The other organisations that come, and those of their contacts whom everyone there may know by name."""
    names = {
        guest.organisation_id: guest.organisation.name
        for guest in everyone_coming(session, registration.meeting_id)
        if guest.organisation_id != registration.organisation_id
    }
    contacts = contacts_for(session, tuple(names), Audience.MEETING)
    found: list[Choice] = []
    shown: list[ShownContact] = []
    for organisation_id, name in names.items():
        known = [one for one in contacts.get(organisation_id, ()) if one.name]
        found += [Choice(organisation_id, name, one.person_id, one.name) for one in known]
        found.append(Choice(organisation_id, name))
        shown += known
    return Choices(tuple(found), tuple(shown))


def name_driver(
    session: Session, registration: Registration, key: str, why: str, *, actor: Actor, at: datetime
) -> Nomination:
    """Remember whom this guest names, and why; nobody is told yet.

    Raises NotYetError, ChoiceUnknown, NamedAlready, TooManyNamed.
    """
    if stage_of(registration.meeting, at) is MeetingStage.BEFORE:
        raise NotYetError(f"meeting {registration.meeting_id} is on a later day")
    # One writer at a time for a guest: a form that is sent twice at one moment names once.
    session.execute(select(Registration.id).where(Registration.id == registration.id).with_for_update())
    choice = next((one for one in choices_for(session, registration).choices if one.key == key), None)
    if choice is None:
        raise ChoiceUnknown(f"{key!r} is nobody whom guest {registration.id} can name")
    before = nominations_by(session, registration.id)
    if any(one.target == (choice.organisation_id, choice.person_id) for one in before):
        raise NamedAlready(f"guest {registration.id} named {key} already")
    if len(before) >= MOST_NAMED:
        raise TooManyNamed(f"guest {registration.id} named {MOST_NAMED} already")
    nomination = Nomination(
        meeting_id=registration.meeting_id,
        registration_id=registration.id,
        organisation_id=choice.organisation_id,
        person_id=choice.person_id,
        why=why.strip(),
        named_at=at,
    )
    session.add(nomination)
    session.flush()
    record(session, actor, "name_driver", "registration", registration.id, at=at)
    return nomination


def take_back(
    session: Session, registration: Registration, nomination_id: int, *, actor: Actor, at: datetime
) -> bool:
    """Whether this guest had named someone so, which is undone now."""
    own = next((one for one in nominations_by(session, registration.id) if one.id == nomination_id), None)
    if own is None:
        return False
    session.delete(own)
    session.flush()
    record(session, actor, "take_back_driver", "registration", registration.id, at=at)
    return True


def named_texts(session: Session, registration: Registration) -> tuple[str, ...]:
    """Whom this guest named, and why."""
    rows = nominations_by(session, registration.id)
    return tuple(f"{one.name}: {one.why}" if one.why else one.name for one in rows)
