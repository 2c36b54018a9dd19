"""How many were registered for a meeting, who came of them, and from where?"""

from dataclasses import dataclass

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from models.guest import MeetingInvitation
from models.organisation import Organisation
from models.registration import Registration


@dataclass(frozen=True, slots=True)
class Headcount:
    """So many organisations, with so many persons."""

    organisations: int
    persons: int


@dataclass(frozen=True, slots=True)
class FromPlace:
    """Who comes from a municipality; `code` None = the organisation told no place."""

    code: str | None
    organisations: int
    persons: int


def ever_registered(session: Session, meeting_id: int) -> Headcount:
    """Everyone who was registered at some time, also who cancelled since."""
    return _counted(session, meeting_id, standing_only=False)


def still_coming(session: Session, meeting_id: int) -> Headcount:
    """Everyone who comes."""
    return _counted(session, meeting_id, standing_only=True)


def invited_and_answered(session: Session, meeting_id: int) -> tuple[int, int]:
    """How many organisations were invited, and how many of them said yes or no."""
    invitations = select(MeetingInvitation.organisation_id).where(MeetingInvitation.meeting_id == meeting_id)
    registered = exists().where(
        Registration.meeting_id == meeting_id,
        Registration.organisation_id == MeetingInvitation.organisation_id,
    )
    answered = invitations.where(or_(MeetingInvitation.declined_at.is_not(None), registered))
    counts = [
        session.scalar(select(func.count()).select_from(rows.subquery())) or 0
        for rows in (invitations, answered)
    ]
    return counts[0], counts[1]


def present(session: Session, meeting_id: int) -> Headcount:
    """Everyone who was seen at the door."""
    counts = select(func.count(Registration.organisation_id.distinct()), func.count(Registration.id)).where(
        Registration.meeting_id == meeting_id, Registration.arrived_at.is_not(None)
    )
    return Headcount(*session.execute(counts).one())


def coming_from(session: Session, meeting_id: int) -> tuple[FromPlace, ...]:
    """Who comes, by municipality of the organisation; the most organisations first, then by code."""
    count = func.count(Registration.organisation_id.distinct())
    rows = session.execute(
        select(Organisation.municipality_code, count, func.count(Registration.id))
        .join(Registration, Registration.organisation_id == Organisation.id)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .group_by(Organisation.municipality_code)
    )
    places = [FromPlace(*row) for row in rows]
    return tuple(sorted(places, key=lambda one: (-one.organisations, one.code or "~")))


def _counted(session: Session, meeting_id: int, *, standing_only: bool) -> Headcount:
    counts = select(func.count(Registration.organisation_id.distinct()), func.count(Registration.id)).where(
        Registration.meeting_id == meeting_id
    )
    if standing_only:
        counts = counts.where(Registration.cancelled_at.is_(None))
    return Headcount(*session.execute(counts).one())
