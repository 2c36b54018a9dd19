"""Which programmes concern these regions, and to which one does a meeting belong?"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.programme import Programme, ProgrammeMeeting, ProgrammePart, ProgrammeRegion


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


def part_of(session: Session, meeting_id: int) -> ProgrammePart | None:
    """The part of its programme that this meeting is."""
    return session.scalar(
        select(ProgrammePart)
        .join(ProgrammeMeeting, ProgrammeMeeting.part_id == ProgrammePart.id)
        .where(ProgrammeMeeting.meeting_id == meeting_id)
    )


def parts_of_meetings(session: Session, programme_id: int) -> dict[int, int | None]:
    """Of each meeting of the programme the id of its part; None = it is a meeting beside the plan."""
    chosen = select(ProgrammeMeeting.meeting_id, ProgrammeMeeting.part_id)
    return dict(session.execute(chosen.where(ProgrammeMeeting.programme_id == programme_id)).all())


def kinds_held(session: Session, programme_id: int) -> dict[int, str]:
    """Of each part that has meetings the slug of their kind."""
    chosen = (
        select(ProgrammeMeeting.part_id, Meeting.kind_slug)
        .join(Meeting, Meeting.id == ProgrammeMeeting.meeting_id)
        .where(ProgrammeMeeting.programme_id == programme_id, ProgrammeMeeting.part_id.is_not(None))
    )
    return {part: kind for part, kind in session.execute(chosen) if part is not None}
