"""Who comes to a meeting from experience, and what did they ask of the organiser?"""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from models.experience import Compensation, Experience
from models.organisation import Organisation
from models.registration import Registration

PAID = frozenset({Compensation.FEE, Compensation.VOUCHER})


@dataclass(frozen=True, slots=True)
class ExpertsComing:
    """The experts who come, by name, and how many of them want which compensation."""

    experts: tuple[Organisation, ...]
    counts: dict[Compensation, int]

    @property
    def to_compensate(self) -> int:
        """How many get a fee or a voucher."""
        return sum(self.counts[kind] for kind in PAID)


def experts_coming(session: Session, meeting_id: int) -> ExpertsComing:
    """Those who come to this meeting from experience; each counts once."""
    coming = select(Registration.organisation_id).where(
        Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None)
    )
    experts = session.scalars(
        select(Organisation)
        .join(Experience, Experience.organisation_id == Organisation.id)
        .where(Organisation.id.in_(coming))
        .order_by(Organisation.name, Organisation.id)
        .options(selectinload(Organisation.experience).selectinload(Experience.moments))
    ).all()
    asked = [expert.experience.compensation for expert in experts if expert.experience]
    return ExpertsComing(tuple(experts), {kind: asked.count(kind) for kind in Compensation})
