"""What is forgotten of who came to meetings, comes, or waits for a place? All, but that someone came."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from models.circle import CaseState, CircleMember, PracticeCase
from models.encounter import ListStance
from models.feedback import Feedback
from models.message import Message
from models.paper import ListFile
from models.person import Person, UserSession
from models.queries import own_data as stored
from models.registration import Registration
from models.seating import SeatWish
from web.actions.afterwards.nomination_answers import forget_unanswered
from web.actions.afterwards.step_checks import end_step_links
from web.actions.organising.places import fill_later

# What stands where a name stood, in every language.
NO_NAME = "–"


def forget_attendees(session: Session, registrations: Sequence[Registration]) -> None:
    """Take names, addresses and links off these registrations; that an organisation came, stays."""
    ids = [one.id for one in registrations]
    for one in registrations:
        one.name, one.email = NO_NAME, ""
        one.link_hash = one.earlier_link_hash = None
    session.execute(delete(UserSession).where(UserSession.registration_id.in_(ids)))
    end_step_links(session, ids)
    session.execute(delete(CircleMember).where(CircleMember.registration_id.in_(ids)))
    # What an organiser agreed with speaks of no person, and stays; the rest nobody has looked at.
    unread = (PracticeCase.registration_id.in_(ids), PracticeCase.state != CaseState.ACCEPTED)
    session.execute(delete(PracticeCase).where(*unread))
    forget_unanswered(session, ids)
    session.execute(delete(SeatWish).where(SeatWish.registration_id.in_(ids)))
    # Names stand in it; it is made again in a minute.
    meetings = {one.meeting_id for one in registrations}
    session.execute(delete(ListFile).where(ListFile.meeting_id.in_(meetings)))
    told = Feedback.registration_id.in_(ids)
    only_words = (Feedback.met_new.is_(None), Feedback.worth.is_(None))
    session.execute(delete(Feedback).where(told, *only_words))
    session.execute(update(Feedback).where(told).values(advice=""))
    session.execute(delete(ListStance).where(ListStance.registration_id.in_(ids)))
    session.flush()


def forget_guest(session: Session, person: Person, *, at: datetime) -> None:
    """Forget where this person came; what is to come is cancelled, and who waits longest gets the place."""
    registrations = stored.registrations_of_person(session, person)
    forget_attendees(session, registrations)
    for one in registrations:
        if one.cancelled_at is None and one.meeting.ends_at > at:
            one.cancelled_at, one.place_number, one.arrived_at = at, None, None
            session.flush()
            fill_later(session, one.meeting_id, at=at)
    ids = [one.id for one in registrations]
    session.execute(delete(Message).where(Message.registration_id.in_(ids)))
    for guest in stored.waiting_places_of(session, person):
        session.delete(guest)
    session.flush()
