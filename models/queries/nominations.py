"""Who was named as the driving force, by whom, and where?"""

from collections.abc import Collection, Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.meeting import Meeting
from models.nomination import Nomination, NominationAnswer
from models.organisation import Organisation


def nominations_at(session: Session, meeting_id: int) -> Sequence[Nomination]:
    """All of a meeting, the first that was named first."""
    return session.scalars(_whole().where(Nomination.meeting_id == meeting_id)).all()


def agreed_in(session: Session, region_code: str) -> Sequence[Nomination]:
    """All of a region's meetings of which the named one agreed."""
    of_region = _whole().join(Nomination.meeting).where(Meeting.region_code == region_code)
    return session.scalars(of_region.where(Nomination.answer == NominationAnswer.AGREED)).all()


def nominations_by(session: Session, registration_id: int) -> Sequence[Nomination]:
    """Whom this guest named."""
    return session.scalars(_whole().where(Nomination.registration_id == registration_id)).all()


def nominations_of(
    session: Session, person_id: int, organisation_ids: Collection[int]
) -> Sequence[Nomination]:
    """Where this person was named, or one of these organisations as a whole; nothing that was declined."""
    organisations = Nomination.person_id.is_(None) & Nomination.organisation_id.in_(organisation_ids)
    mine = or_(Nomination.person_id == person_id, organisations)
    standing = Nomination.answer != NominationAnswer.DECLINED
    return session.scalars(_whole().where(mine, standing)).all()


def _whole() -> Select[Nomination]:
    return (
        select(Nomination)
        .order_by(Nomination.id)
        .options(
            joinedload(Nomination.organisation).selectinload(Organisation.members),
            joinedload(Nomination.person),
            selectinload(Nomination.meeting),
        )
    )
