"""Which initiatives are there, for whom, and how many count for a programme?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.initiative import Initiative, InitiativePartner
from models.meeting import Meeting
from models.programme import Programme, ProgrammeMeeting, ProgrammeRegion


@dataclass(frozen=True, slots=True)
class Counted:
    """How many initiatives of a programme have started, run now, and show a result."""

    started: int
    running: int
    proven: int


def initiative_with_all(session: Session, initiative_id: int) -> Initiative | None:
    """The initiative with all that its page shows."""
    return session.scalars(_whole().where(Initiative.id == initiative_id)).one_or_none()


def initiatives_for(
    session: Session, regions: Collection[str], organisations: Collection[int]
) -> Sequence[Initiative]:
    """The initiatives of these regions, and those that one of these organisations is asked for, by name."""
    own = select(InitiativePartner.initiative_id).where(InitiativePartner.organisation_id.in_(organisations))
    wanted = _whole().where(or_(Initiative.region_code.in_(regions), Initiative.id.in_(own)))
    return session.scalars(wanted.order_by(Initiative.name, Initiative.id)).all()


def initiatives_of_programme(session: Session, programme_id: int) -> Sequence[Initiative]:
    """The initiatives that count for this programme, by name."""
    wanted = _whole().where(Initiative.programme_id == programme_id)
    return session.scalars(wanted.order_by(Initiative.name, Initiative.id)).all()


def programme_for(session: Session, region_code: str, meeting_id: int | None) -> Programme | None:
    """For which programme something new in this region counts: that of the meeting, else the newest one."""
    of_meeting = (
        select(Programme)
        .join(ProgrammeMeeting, ProgrammeMeeting.programme_id == Programme.id)
        .where(ProgrammeMeeting.meeting_id == meeting_id)
    )
    newest = (
        select(Programme)
        .join(ProgrammeRegion, ProgrammeRegion.programme_id == Programme.id)
        .where(ProgrammeRegion.region_code == region_code)
        .order_by(Programme.starts_on.desc(), Programme.id.desc())
        .limit(1)
    )
    found = session.scalar(of_meeting) if meeting_id is not None else None
    return found or session.scalar(newest)


def region_of_meeting(session: Session, meeting_id: int) -> str:
    """The code of the region of this meeting."""
    return session.scalars(select(Meeting.region_code).where(Meeting.id == meeting_id)).one()


def _whole() -> Select[Initiative]:
    return select(Initiative).options(
        joinedload(Initiative.region),
        joinedload(Initiative.programme),
        selectinload(Initiative.partners).joinedload(InitiativePartner.organisation),
        selectinload(Initiative.agreements),
        selectinload(Initiative.results),
    )
