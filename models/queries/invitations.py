"""Which meetings are for an organisation, and who comes to them for it?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.publication import MatchListEntry, Publication
from models.region import Municipality, Region
from models.registration import Registration


def upcoming_meetings(session: Session, at: datetime) -> Sequence[Meeting]:
    """Every meeting that has not ended, soonest first."""
    return session.scalars(
        select(Meeting).where(Meeting.ends_at > at).order_by(Meeting.starts_at, Meeting.id)
    ).all()


def meetings_nearby(session: Session, organisation: Organisation, at: datetime) -> Sequence[Meeting]:
    """The meetings to come whose area holds a municipality of the organisation, soonest first.

    A meeting without an area of its own is for its whole region.
    """
    codes = {municipality.code for municipality in organisation.area}
    if organisation.municipality_code is not None:
        codes.add(organisation.municipality_code)
    here = Municipality.code.in_(codes)
    whole_region = ~Meeting.area.any() & Meeting.region.has(Region.municipalities.any(here))
    return session.scalars(
        select(Meeting)
        .where(Meeting.ends_at > at, or_(Meeting.area.any(here), whole_region))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def registered_meetings(session: Session, organisation_id: int) -> Sequence[Meeting]:
    """The meetings, past ones too, that someone of this organisation is registered for, latest first."""
    return session.scalars(
        select(Meeting)
        .where(
            Meeting.id.in_(
                select(Registration.meeting_id).where(
                    Registration.organisation_id == organisation_id, Registration.cancelled_at.is_(None)
                )
            )
        )
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    ).all()


def registrations_of(session: Session, meeting_id: int, organisation_id: int) -> Sequence[Registration]:
    """Who comes to the meeting for the organisation, by place number; cancelled ones left out."""
    return session.scalars(
        select(Registration)
        .where(
            Registration.meeting_id == meeting_id,
            Registration.organisation_id == organisation_id,
            Registration.cancelled_at.is_(None),
        )
        .order_by(Registration.place_number)
    ).all()


def has_match_list(session: Session, meeting_id: int, organisation_id: int) -> bool:
    """Whether the meeting's latest publication gave the organisation a match list with something on it."""
    latest = (
        select(func.max(Publication.number)).where(Publication.meeting_id == meeting_id).scalar_subquery()
    )
    statement = select(MatchListEntry.position).join(
        Publication, Publication.id == MatchListEntry.publication_id
    )
    return (
        session.scalar(
            statement.where(
                Publication.meeting_id == meeting_id,
                Publication.number == latest,
                MatchListEntry.organisation_id == organisation_id,
            ).limit(1)
        )
        is not None
    )
