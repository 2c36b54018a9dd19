"""Who has to hear that a meeting is definitive, changed or off? A mail with a calendar file for each."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.guest import LetterKind, WaitingGuest
from models.meeting import Meeting
from models.message import Message, MessageState
from models.person import Language, Person
from models.queries.guests import mails_of, waiting_guests
from models.queries.publications import active_registrations, addresses_without_mail
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.organising.answer_links import new_answer_link
from web.actions.organising.guest_list import Guest, GuestState, guest_list
from web.actions.organising.letter_fields import Reader
from web.actions.organising.letters import MAIL_KINDS, letter_to, letters_for
from web.actions.outbox import queue, release, withdraw
from web.actions.site import Site
from web.documents import CalendarUse, Invitee, calendar_of

NEWS = (LetterKind.DEFINITIVE, LetterKind.CHANGE, LetterKind.CANCELLATION)


@dataclass(frozen=True, slots=True)
class Listener:
    """Someone who has to hear of it; `registration_id` None = invited or waiting, and not coming (yet)."""

    name: str
    email: str
    language: Language
    organisation_id: int
    organisation: str
    registration_id: int | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """`to_write`: who gets a mail; `silent`: who has no address or objected to mail."""

    to_write: tuple[Listener, ...]
    silent: tuple[Listener, ...]


def audience_of(session: Session, meeting: Meeting, kind: LetterKind) -> Audience:
    """Who has not heard this yet: who comes; if it changed, who read otherwise; if it is off, all."""
    listeners = _coming(session, meeting)
    if kind is not LetterKind.DEFINITIVE:
        listeners += _others(session, meeting)
    wanting_none = addresses_without_mail(session, [one.email for one in listeners])
    told = _told(session, meeting, kind)
    if kind is LetterKind.CHANGE:
        read = _read_before(session, meeting)
        listeners = [one for one in listeners if one.email in read or not one.email]
    silent = [one for one in listeners if not one.email or one.email in wanting_none]
    return Audience(
        tuple(one for one in listeners if one not in silent and one.email not in told), tuple(silent)
    )


def write_news(session: Session, meeting: Meeting, kind: LetterKind, *, site: Site, at: datetime) -> int:
    """How many mails now wait for their release, with the words and facts of now; nobody hears it twice."""
    waiting = [mail.id for mail in waiting_news(session, meeting, kind)]
    session.execute(delete(Message).where(Message.id.in_(waiting)))
    letters = letters_for(session, meeting, kind)
    listeners = audience_of(session, meeting, kind).to_write
    for one in listeners:
        link = new_answer_link(
            session,
            meeting,
            one.organisation_id,
            person_id=_person_id(session, one),
            language=one.language,
            site=site,
            at=at,
        )
        reader = Reader(one.name, one.organisation, link)
        queue(
            session,
            MAIL_KINDS[kind],
            one.email,
            mail=letter_to(letters[one.language], kind, meeting, reader, language=one.language, site=site),
            language=one.language,
            at=at,
            calendar=_calendar(meeting, one, site, at),
            meeting=meeting,
            registration_id=one.registration_id,
            organisation_id=one.organisation_id,
        )
    return len(listeners)


def release_news(
    session: Session, meeting: Meeting, kind: LetterKind, *, site: Site, actor: Actor, at: datetime
) -> int:
    """How many mails left; they tell of the meeting as it is now."""
    if any(mail.sequence != meeting.sequence for mail in waiting_news(session, meeting, kind)):
        write_news(session, meeting, kind, site=site, at=at)
    waiting = [mail.id for mail in waiting_news(session, meeting, kind)]
    release(session, waiting, actor=actor, at=at)
    return len(waiting)


def waiting_news(session: Session, meeting: Meeting, kind: LetterKind) -> list[Message]:
    """The mails of this kind that wait for their release."""
    mails = mails_of(session, meeting.id, (MAIL_KINDS[kind],))
    return [mail for mail in mails if mail.state is MessageState.WAITING]


def cancel_meeting(session: Session, meeting: Meeting, *, site: Site, actor: Actor, at: datetime) -> int:
    """The meeting is off: nobody can answer any more, and a mail waits for all who were written to."""
    if meeting.cancelled_at is None:
        meeting.cancelled_at = at
        session.flush()
        record(session, actor, "cancel_meeting", "meeting", meeting.id, at=at)
    _withdraw_waiting(session, meeting, actor=actor, at=at, but=LetterKind.CANCELLATION)
    return write_news(session, meeting, LetterKind.CANCELLATION, site=site, at=at)


def revive_meeting(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> None:
    """The meeting takes place after all; mails that say otherwise and still wait are withdrawn."""
    meeting.cancelled_at = None
    session.flush()
    withdraw(session, waiting_news(session, meeting, LetterKind.CANCELLATION), actor=actor, at=at)
    record(session, actor, "revive_meeting", "meeting", meeting.id, at=at)


def _withdraw_waiting(
    session: Session, meeting: Meeting, *, actor: Actor, at: datetime, but: LetterKind
) -> None:
    kinds = [kind for letter, kind in MAIL_KINDS.items() if letter is not but]
    mails = mails_of(session, meeting.id, kinds)
    withdraw(
        session,
        [mail for mail in mails if mail.state is MessageState.WAITING or mail.retry_at is not None],
        actor=actor,
        at=at,
    )


def _coming(session: Session, meeting: Meeting) -> list[Listener]:
    return [
        _listener(registration, registration.id) for registration in active_registrations(session, meeting.id)
    ]


def _others(session: Session, meeting: Meeting) -> list[Listener]:
    """Who waits for a place, and who was invited by mail and has not answered."""
    waiting = [_listener(guest, None) for guest in waiting_guests(session, meeting.id)]
    asked = guest_list(session, meeting).among(GuestState.SENT, GuestState.ON_ITS_WAY)
    return [*waiting, *(one for guest in asked if (one := _invited(guest)) is not None)]


def _invited(guest: Guest) -> Listener | None:
    """The person who was asked to answer, as long as they belong to the organisation."""
    for member in guest.organisation.members:
        person = member.person
        if guest.mail is not None and person.email == guest.mail.recipient:
            organisation = guest.organisation
            return Listener(person.name, person.email, person.language, organisation.id, organisation.name)
    return None


def _listener(guest: Registration | WaitingGuest, registration_id: int | None) -> Listener:
    return Listener(
        guest.name,
        guest.email,
        guest.language,
        guest.organisation_id,
        guest.organisation.name,
        registration_id,
    )


def _told(session: Session, meeting: Meeting, kind: LetterKind) -> frozenset[str]:
    """The addresses that have had this news: by a mail of its kind, of a change by any mail since."""
    left = select(Message.recipient).where(
        Message.meeting_id == meeting.id,
        Message.sequence == meeting.sequence,
        Message.state.in_((MessageState.RELEASED, MessageState.SENT)),
    )
    if kind is not LetterKind.CHANGE:
        left = left.where(Message.kind == MAIL_KINDS[kind])
    return frozenset(session.scalars(left))


def _read_before(session: Session, meeting: Meeting) -> frozenset[str]:
    """The addresses that had a mail with the meeting as it was before."""
    left = select(Message.recipient).where(
        Message.meeting_id == meeting.id,
        Message.sequence < meeting.sequence,
        Message.state.in_((MessageState.RELEASED, MessageState.SENT)),
    )
    return frozenset(session.scalars(left))


def _calendar(meeting: Meeting, listener: Listener, site: Site, at: datetime) -> str:
    """Who comes keeps the meeting in their calendar; who was only asked may look at it."""
    invitee = Invitee(listener.email, site.sender)
    if meeting.cancelled_at is not None:
        return calendar_of(meeting, base_url=site.base_url, at=at, use=CalendarUse.REMOVE, invitee=invitee)
    if listener.registration_id is None:
        return calendar_of(meeting, base_url=site.base_url, at=at)
    return calendar_of(meeting, base_url=site.base_url, at=at, use=CalendarUse.KEEP, invitee=invitee)


def _person_id(session: Session, listener: Listener) -> int | None:
    return session.scalar(select(Person.id).where(Person.email == listener.email))
