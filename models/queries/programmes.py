"""Which programmes concern these regions, and to which one does a meeting belong?"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.programme import Programme, ProgrammeMeeting, ProgrammeRegion


def programmes_in(session: Session, regions: Collection[str]) -> Sequence[Programme]:
    """The programmes in which at least one of these regions takes part, the newest first."""
    concerned = select(ProgrammeRegion.programme_id).where(ProgrammeRegion.region_code.in_(regions))
    return session.scalars(
        select(Programme)
        .where(Programme.id.in_(concerned))
        .order_by(Programme.starts_on.desc(), Programme.name)
    ).all()


def programme_of(session: Session, meeting_id: int) -> Programme | None:
    """The programme that this meeting belongs to."""
    return session.scalar(
        select(Programme).join(ProgrammeMeeting).where(ProgrammeMeeting.meeting_id == meeting_id)
    )


def regions_of_programme(session: Session, programme_id: int) -> frozenset[str]:
    """The codes of the regions that take part."""
    codes = select(ProgrammeRegion.region_code).where(ProgrammeRegion.programme_id == programme_id)
    return frozenset(session.scalars(codes))
