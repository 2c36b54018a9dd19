"""Which cases were brought to a learning circle, who talks with whom, and which lessons are shared?"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.circle import CircleGroup, CircleMember, LearningCircle, PracticeCase
from models.meeting import Meeting
from models.registration import Registration


def cases_at(session: Session, meeting_id: int) -> Sequence[PracticeCase]:
    """The cases of those who come, with their lessons; the first that was brought comes first."""
    wanted = (
        select(PracticeCase)
        .join(PracticeCase.registration)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .order_by(PracticeCase.registration_id)
        .options(selectinload(PracticeCase.lesson))
    )
    return session.scalars(wanted).all()


def groups_at(session: Session, meeting_id: int) -> Sequence[CircleGroup]:
    """The groups of the meeting with their members, in the order in which they were made."""
    wanted = select(CircleGroup).where(CircleGroup.meeting_id == meeting_id).order_by(CircleGroup.id)
    return session.scalars(wanted.options(selectinload(CircleGroup.members))).all()


def group_of(session: Session, registration_id: int) -> CircleGroup | None:
    """The group that this guest is in, or None."""
    wanted = select(CircleGroup).join(CircleGroup.members)
    return session.scalars(
        wanted.where(CircleMember.registration_id == registration_id).options(
            selectinload(CircleGroup.members)
        )
    ).first()


def shared_circles(session: Session) -> Sequence[LearningCircle]:
    """The circles of which everyone who organises may read the lessons, the newest meeting first."""
    wanted = (
        select(LearningCircle)
        .join(LearningCircle.meeting)
        .where(LearningCircle.shared_at.is_not(None))
        .order_by(Meeting.starts_at.desc(), Meeting.id)
    )
    return session.scalars(wanted.options(joinedload(LearningCircle.meeting))).all()
