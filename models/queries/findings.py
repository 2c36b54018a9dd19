"""What did regions write for a national meeting, and what do the records of a region suggest to write?"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.feedback import Feedback
from models.finding import Finding
from models.initiative import Initiative
from models.meeting import Meeting
from models.programme import ProgrammeMeeting
from models.registration import Registration
from models.step import Step, StepState


@dataclass(frozen=True, slots=True)
class StuckStep:
    """A step that is stuck or was dropped, and why, as its organisation told it last."""

    text: str
    why: str


def findings_for(session: Session, part_id: int, region_code: str | None = None) -> Sequence[Finding]:
    """What was written for this meeting, by kind, region and place; of one region, if it is given."""
    wanted = (
        select(Finding)
        .where(Finding.part_id == part_id)
        .order_by(Finding.region_code, Finding.kind.desc(), Finding.position)
        .options(joinedload(Finding.region))
    )
    if region_code is not None:
        wanted = wanted.where(Finding.region_code == region_code)
    return session.scalars(wanted).all()


def has_findings(session: Session, part_id: int) -> bool:
    """Whether any region wrote something for this meeting."""
    return bool(session.scalar(select(exists().where(Finding.part_id == part_id))))


def initiatives_of(session: Session, programme_id: int, region_code: str) -> Sequence[Initiative]:
    """The initiatives of the region in this programme with their results, those with the most first."""
    found = session.scalars(
        select(Initiative)
        .where(Initiative.programme_id == programme_id, Initiative.region_code == region_code)
        .order_by(Initiative.name, Initiative.id)
        .options(selectinload(Initiative.results))
    ).all()
    return sorted(found, key=lambda one: -len(one.results))


def stuck_steps(session: Session, programme_id: int, region_code: str) -> list[StuckStep]:
    """The steps of its meetings that are stuck or dropped, with a reason; the newest first."""
    steps = session.scalars(
        select(Step)
        .join(Step.meeting)
        .join(ProgrammeMeeting, ProgrammeMeeting.meeting_id == Meeting.id)
        .where(ProgrammeMeeting.programme_id == programme_id, Meeting.region_code == region_code)
        .order_by(Meeting.starts_at.desc(), Step.id)
        .options(selectinload(Step.answers))
    )
    return [
        StuckStep(one.text, one.answers[-1].why)
        for one in steps
        if one.state in (StepState.STUCK, StepState.DROPPED) and one.answers[-1].why
    ]


def advice_of(session: Session, programme_id: int, region_code: str) -> tuple[str, ...]:
    """What attendees of its meetings would do better, in no order that tells who wrote it."""
    rows = session.scalars(
        select(Feedback.advice)
        .join(Registration, Registration.id == Feedback.registration_id)
        .join(Meeting, Meeting.id == Registration.meeting_id)
        .join(ProgrammeMeeting, ProgrammeMeeting.meeting_id == Meeting.id)
        .where(
            ProgrammeMeeting.programme_id == programme_id,
            Meeting.region_code == region_code,
            Feedback.advice != "",
        )
        .distinct()
    )
    return tuple(sorted(rows))
