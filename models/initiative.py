"""Which initiatives grew out of meetings, who takes part, what was agreed, and what shows a result?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.organisation import Organisation
from models.programme import Programme
from models.region import Region


class InitiativePhase(StrEnum):
    """How far an initiative is, in order."""

    IDEA = "idea"
    PREPARING = "preparing"
    RUNNING = "running"
    ENDED = "ended"


class PartnerRole(StrEnum):
    """What an organisation does in an initiative, beside coordinating it."""

    CHAIR = "chair"
    CORE_GROUP = "core_group"
    PARTNER = "partner"


class Initiative(Base):
    """Something that organisations start together. `programme_id`: for the goal of which it counts.

    `started_on`: since when it runs; what never ran can end too. `step_id`, `proposal_id`: what it grew
    out of. `coordinator_id`: the partner that leads it; None = nobody does (any more).
    """

    __tablename__ = "initiative"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("trim(goal) <> ''", name="has_goal"),
        CheckConstraint("phase <> 'running' OR started_on IS NOT NULL", name="running_has_started"),
        CheckConstraint("(phase = 'ended') = (ended_on IS NOT NULL)", name="ended_has_a_day"),
        CheckConstraint("phase <> 'ended' OR trim(ended_why) <> ''", name="ended_says_why"),
        CheckConstraint("ended_on >= started_on", name="ends_after_start"),
    )

    id: Mapped[Identifier]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    programme_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme.id", ondelete="SET NULL"), index=True
    )
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id", ondelete="SET NULL"), index=True)
    proposal_id: Mapped[int | None] = mapped_column(
        ForeignKey("proposal.id", ondelete="SET NULL"), index=True
    )
    coordinator_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    name: Mapped[str]
    goal: Mapped[str]
    chances: Mapped[str] = mapped_column(default="")
    pitfalls: Mapped[str] = mapped_column(default="")
    first_actions: Mapped[str] = mapped_column(default="")
    phase: Mapped[InitiativePhase] = mapped_column(
        state_type(InitiativePhase, "initiative_phase"), default=InitiativePhase.IDEA
    )
    started_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    ended_why: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    region: Mapped[Region] = relationship()
    programme: Mapped[Programme | None] = relationship()
    partners: Mapped[list["InitiativePartner"]] = relationship(
        cascade="all, delete-orphan", order_by="InitiativePartner.id", passive_deletes=True
    )
    agreements: Mapped[list["InitiativeAgreement"]] = relationship(
        cascade="all, delete-orphan",
        order_by="InitiativeAgreement.due_on, InitiativeAgreement.id",
        passive_deletes=True,
    )
    results: Mapped[list["InitiativeResult"]] = relationship(
        cascade="all, delete-orphan",
        order_by="InitiativeResult.measured_on, InitiativeResult.id",
        passive_deletes=True,
    )

    @property
    def taking_part(self) -> list["InitiativePartner"]:
        """Who confirmed that they take part, and still does."""
        return [one for one in self.partners if one.takes_part]


class InitiativePartner(Base):
    """An organisation in an initiative. Only `confirmed_at` lets others read its name.

    `left_on`: since then it does not take part; `organisation_id` None = it is not on this site any more.
    """

    __tablename__ = "initiative_partner"
    __table_args__ = (
        UniqueConstraint("initiative_id", "organisation_id"),
        CheckConstraint("left_on IS NULL OR confirmed_at IS NOT NULL", name="only_who_took_part_leaves"),
    )

    id: Mapped[Identifier]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    role: Mapped[PartnerRole] = mapped_column(state_type(PartnerRole, "partner_role"))
    asked_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    left_on: Mapped[date | None]

    organisation: Mapped[Organisation | None] = relationship()

    @property
    def takes_part(self) -> bool:
        """Whether it confirmed, and is still there."""
        return self.confirmed_at is not None and self.left_on is None and self.organisation_id is not None

    @property
    def is_asked(self) -> bool:
        """Whether it has not answered yet."""
        return self.confirmed_at is None and self.organisation_id is not None


class InitiativeAgreement(Base):
    """What the partners agreed, and by when."""

    __tablename__ = "initiative_agreement"
    __table_args__ = (CheckConstraint("trim(text) <> ''", name="has_text"),)

    id: Mapped[Identifier]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    done_at: Mapped[datetime | None]


class InitiativeResult(Base):
    """A number that shows a result: so many of what, on which day, and how anyone can check it."""

    __tablename__ = "initiative_result"
    __table_args__ = (
        CheckConstraint("number >= 0", name="number_not_negative"),
        CheckConstraint("trim(what) <> ''", name="says_what"),
        CheckConstraint("trim(evidence) <> ''", name="has_evidence"),
    )

    id: Mapped[Identifier]
    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    what: Mapped[str]
    measured_on: Mapped[date]
    evidence: Mapped[str]
