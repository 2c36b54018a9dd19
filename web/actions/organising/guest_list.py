"""How far is each invited organisation: is a mail waiting, gone, failed, answered; or is there no address?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from models.guest import MeetingInvitation
from models.meeting import Meeting
from models.message import Message, MessageState
from models.organisation import Organisation
from models.queries.guests import invitations_to, persons_by_organisation, waiting_guests
from web.actions.organisations.contacts import people_to_write
from web.actions.organising.inviting import newest_asking


class GuestState(StrEnum):
    """How far an invited organisation is."""

    NOBODY = "nobody"  # no person with an address is known of it
    OBJECTED = "objected"  # everyone of it objected to mail
    WAITING = "waiting"  # its mail waits for the organiser
    ON_ITS_WAY = "on_its_way"
    RETRYING = "retrying"  # the mail server did not take it yet
    FAILED = "failed"
    SENT = "sent"
    COMING = "coming"
    ON_WAITING_LIST = "on_waiting_list"
    DECLINED = "declined"


UNREACHABLE = (GuestState.NOBODY, GuestState.OBJECTED)


@dataclass(frozen=True, slots=True)
class Guest:
    """An invited organisation. `persons`: how many come; `mail`: the newest that asked it to answer."""

    organisation: Organisation
    state: GuestState
    persons: int
    mail: Message | None


@dataclass(frozen=True, slots=True)
class GuestList:
    """Everyone who is invited, by name."""

    guests: tuple[Guest, ...]

    @property
    def counts(self) -> dict[GuestState, int]:
        """How many are how far, in the order of GuestState."""
        found = Counter(guest.state for guest in self.guests)
        return {state: found[state] for state in GuestState}

    def among(self, *states: GuestState) -> tuple[Guest, ...]:
        """Those who are so far."""
        return tuple(guest for guest in self.guests if guest.state in states)

    def of(self, organisation_id: int) -> Guest | None:
        """This organisation, if it is invited."""
        return next((guest for guest in self.guests if guest.organisation.id == organisation_id), None)

    @property
    def next_try(self) -> datetime | None:
        """When the mail server is tried again; None when it refuses nothing."""
        tries = [guest.mail.retry_at for guest in self.among(GuestState.RETRYING) if guest.mail]
        return min((moment for moment in tries if moment), default=None)


def guest_list(session: Session, meeting: Meeting) -> GuestList:
    """The guest list of the meeting as it is now."""
    persons = persons_by_organisation(session, meeting.id)
    waiting = {guest.organisation_id for guest in waiting_guests(session, meeting.id)}
    newest = newest_asking(session, meeting)
    return GuestList(
        tuple(
            Guest(
                one.organisation,
                _answer(one, persons, waiting)
                or mail_state(one.organisation, newest.get(one.organisation_id)),
                persons.get(one.organisation_id, 0),
                newest.get(one.organisation_id),
            )
            for one in invitations_to(session, meeting.id)
        )
    )


def mail_state(organisation: Organisation, mail: Message | None) -> GuestState:
    """How far the mail to this organisation is, or why there can be none."""
    if mail is None:
        return reach(organisation) or GuestState.FAILED
    states = {
        MessageState.WAITING: GuestState.WAITING,
        MessageState.SENT: GuestState.SENT,
        MessageState.FAILED: GuestState.FAILED,
    }
    on_its_way = GuestState.RETRYING if mail.retry_at else GuestState.ON_ITS_WAY
    return states.get(mail.state, on_its_way)


def reach(organisation: Organisation) -> GuestState | None:
    """Why nobody of this organisation can be written to; None when someone can."""
    if people_to_write(organisation):
        return None
    return GuestState.OBJECTED if organisation.members else GuestState.NOBODY


def unreachable(organisations: Sequence[Organisation]) -> tuple[tuple[Organisation, GuestState], ...]:
    """Those who cannot be written to, each with the reason."""
    return tuple((one, why) for one in organisations if (why := reach(one)) is not None)


def _answer(invitation: MeetingInvitation, persons: dict[int, int], waiting: set[int]) -> GuestState | None:
    if persons.get(invitation.organisation_id):
        return GuestState.COMING
    if invitation.organisation_id in waiting:
        return GuestState.ON_WAITING_LIST
    return GuestState.DECLINED if invitation.declined_at else None
