"""What happens when an organisation answers? Its people come, wait for a place, or do not come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.guest import MeetingInvitation, WaitingGuest
from models.meeting import Meeting
from models.message import MessageKind
from models.organisation import Organisation
from models.person import Person
from models.queries.guests import waiting_guests
from models.queries.invitations import registrations_of
from models.queries.publications import addresses_without_mail
from models.registration import Registration
from web.actions.accounts.people import tidy_email
from web.actions.actor import SERVICE, Actor
from web.actions.log import record
from web.actions.organising.answer_links import new_answer_link
from web.actions.organising.inviting import withdraw_asking
from web.actions.organising.places import fill_later, lock_places
from web.actions.organising.registrations import (
    Attendee,
    TooManyPersonsError,
    cancel,
    register,
    require_new,
    require_open,
)
from web.actions.outbox import queue, release
from web.actions.site import Site
from web.documents import CalendarUse, Invitee, calendar_of, spoken_moment
from web.mail import render_mail

Guest = Registration | WaitingGuest


@dataclass(frozen=True, slots=True)
class Came:
    """What became of an answer: who comes, and who waits for a place."""

    coming: tuple[Registration, ...]
    waiting: tuple[WaitingGuest, ...]


def come(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    people: Sequence[Attendee],
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> Came:
    """These people come for the organisation; for whom there is no place waits. Each is told by mail.

    What asked the organisation to answer and has not left yet stays here. Raises what `register` raises, but
    for MeetingFullError; then nobody of them comes.
    """
    require_open(meeting, at)
    left = lock_places(session, meeting).for_newcomers
    waiting = waiting_guests(session, meeting.id, organisation.id)
    present = registrations_of(session, meeting.id, organisation.id)
    if len(present) + len(waiting) + len(people) > meeting.maximum_persons:
        raise TooManyPersonsError(meeting.maximum_persons)
    for place, person in enumerate(people):
        require_new([*present, *waiting, *people[:place]], person)
    first = people if left is None else people[:left]
    coming = register(session, meeting, organisation, first, actor=actor, at=at)
    added = [_waiting(meeting, organisation, one, at) for one in people[len(first) :]]
    session.add_all(added)
    _note_answer(session, meeting, organisation, declined_at=None, actor=actor, at=at)
    for guest in added:
        record(session, actor, "wait_for_place", "waiting_guest", guest.id, at=at)
    tell_guests(session, coming, MessageKind.COMING, site=site, at=at)
    tell_guests(session, added, MessageKind.WAITING_LIST, site=site, at=at)
    return Came(tuple(coming), tuple(added))


def decline(
    session: Session, meeting: Meeting, organisation: Organisation, *, actor: Actor, at: datetime
) -> None:
    """Nobody of the organisation comes (any more); its places go to who waits. Saying it twice is fine."""
    require_open(meeting, at)
    lock_places(session, meeting)
    for registration in registrations_of(session, meeting.id, organisation.id):
        cancel(session, registration, actor=actor, at=at)
    for guest in waiting_guests(session, meeting.id, organisation.id):
        stop_waiting(session, guest, actor=actor, at=at)
    _note_answer(session, meeting, organisation, declined_at=at, actor=actor, at=at)
    record(session, actor, "decline", "meeting", meeting.id, at=at, detail=str(organisation.id))


def stop_waiting(session: Session, guest: WaitingGuest, *, actor: Actor, at: datetime) -> None:
    """Take someone off the waiting list."""
    record(session, actor, "stop_waiting", "waiting_guest", guest.id, at=at)
    session.delete(guest)
    session.flush()


def fill_places(session: Session, meeting: Meeting, *, site: Site, at: datetime) -> int:
    """How many moved up from the waiting list, longest waiting first; each is told by mail.

    Who would be one too many of their organisation is passed over and goes on waiting.
    """
    if at >= meeting.starts_at or meeting.cancelled_at is not None:
        return 0
    places = lock_places(session, meeting)
    left = places.waiting if places.left is None else places.left
    moved = 0
    for guest in waiting_guests(session, meeting.id):
        present = registrations_of(session, meeting.id, guest.organisation_id)
        if moved < left and len(present) < meeting.maximum_persons:
            _move_up(session, meeting, guest, site=site, at=at)
            moved += 1
    return moved


def tell_guests(
    session: Session, guests: Sequence[Guest], kind: MessageKind, *, site: Site, at: datetime
) -> None:
    """Write to those with an address who did not object, at once: it is about their own coming."""
    session.flush()
    silent = addresses_without_mail(session, [guest.email for guest in guests])
    told = [
        _tell(session, guest, kind, site=site, at=at)
        for guest in guests
        if guest.email and guest.email not in silent
    ]
    release(session, told, actor=SERVICE, at=at)


def _move_up(session: Session, meeting: Meeting, guest: WaitingGuest, *, site: Site, at: datetime) -> None:
    person = Attendee(guest.name, guest.email, guest.language)
    session.delete(guest)
    session.flush()
    moved = register(session, meeting, guest.organisation, [person], actor=SERVICE, at=at)
    tell_guests(session, moved, MessageKind.PLACE_FREE, site=site, at=at)


def _tell(session: Session, guest: Guest, kind: MessageKind, *, site: Site, at: datetime) -> int:
    meeting, language = guest.meeting, guest.language
    person_id = session.scalar(select(Person.id).where(Person.email == guest.email))
    link = new_answer_link(
        session,
        meeting,
        guest.organisation_id,
        person_id=person_id,
        language=language,
        site=site,
        at=at,
    )
    mail = render_mail(
        kind.value,
        language,
        attendee=guest.name,
        organisation=guest.organisation.name,
        meeting=meeting.title,
        when=spoken_moment(meeting.starts_at, language),
        place=meeting.place,
        link=link,
        site=site.base_url,
    )
    comes = isinstance(guest, Registration)
    invitee = Invitee(guest.email, site.sender)
    calendar = calendar_of(meeting, base_url=site.base_url, at=at, use=CalendarUse.KEEP, invitee=invitee)
    message = queue(
        session,
        kind,
        guest.email,
        mail=mail,
        language=language,
        at=at,
        calendar=calendar if comes else "",
        meeting=meeting,
        registration_id=guest.id if comes else None,
        organisation_id=guest.organisation_id,
    )
    return message.id


def _note_answer(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    *,
    declined_at: datetime | None,
    actor: Actor,
    at: datetime,
) -> None:
    withdraw_asking(session, meeting.id, organisation.id, actor=actor, at=at)
    invitation = session.get(MeetingInvitation, (meeting.id, organisation.id))
    if invitation is not None:
        invitation.declined_at = declined_at
    if declined_at is not None:
        fill_later(session, meeting.id, at=at)
    session.flush()


def _waiting(meeting: Meeting, organisation: Organisation, person: Attendee, at: datetime) -> WaitingGuest:
    return WaitingGuest(
        meeting_id=meeting.id,
        organisation_id=organisation.id,
        name=person.name.strip(),
        email=tidy_email(person.email),
        language=person.language,
        created_at=at,
    )
