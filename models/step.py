"""Which steps did organisations promise at a meeting, what became of them, and who was asked when?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.meeting import Meeting
from models.message import Message
from models.organisation import Organisation
from models.person import Language
from models.registration import Registration


class StepState(StrEnum):
    """How a step goes, as its organisation tells it."""

    DONE = "done"
    BUSY = "busy"
    STUCK = "stuck"
    DROPPED = "dropped"


class CheckRound(StrEnum):
    """When a mail asks how the steps go."""

    HALFWAY = "halfway"
    END = "end"


class AnswerWay(StrEnum):
    """How an answer came in."""

    MAIL = "mail"
    SITE = "site"
    ORGANISER = "organiser"  # who heard it, such as by telephone


class Step(Base):
    """What one organisation will do after a meeting, and by when.

    `registration_id`: who of its people promised it; None = not known. `with_partner`: it named an
    organisation that we know, `partner_id`; that is None again once the other one is gone. `partner_name`:
    who else it is with, in free words.
    """

    __tablename__ = "step"
    __table_args__ = (
        CheckConstraint("trim(text) <> ''", name="has_text"),
        CheckConstraint("partner_id <> organisation_id", name="another_organisation"),
        CheckConstraint("partner_id IS NULL OR with_partner", name="partner_is_told"),
        CheckConstraint("NOT with_partner OR partner_name = ''", name="partner_one_way"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="SET NULL"), index=True
    )
    text: Mapped[str]
    due_on: Mapped[date]
    with_partner: Mapped[bool] = mapped_column(default=False)
    partner_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    partner_name: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship(foreign_keys=[organisation_id])
    partner: Mapped[Organisation | None] = relationship(foreign_keys=[partner_id])
    registration: Mapped[Registration | None] = relationship()
    answers: Mapped[list["StepAnswer"]] = relationship(
        cascade="all, delete-orphan", order_by="StepAnswer.id", passive_deletes=True
    )

    @property
    def state(self) -> StepState | None:
        """How it goes, as told last; None = nothing was heard yet."""
        return self.answers[-1].state if self.answers else None

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to ask."""
        return self.state in (StepState.DONE, StepState.DROPPED)

    @property
    def times_stuck(self) -> int:
        """How often it was told that the step is stuck."""
        return sum(answer.state is StepState.STUCK for answer in self.answers)


class StepAnswer(Base):
    """What was told of a step, and why; kept, so that a step that is stuck twice is seen."""

    __tablename__ = "step_answer"

    id: Mapped[Identifier]
    step_id: Mapped[int] = mapped_column(ForeignKey("step.id", ondelete="CASCADE"), index=True)
    state: Mapped[StepState] = mapped_column(state_type(StepState, "step_state"))
    why: Mapped[str] = mapped_column(default="")
    way: Mapped[AnswerWay] = mapped_column(state_type(AnswerWay, "answer_way"))
    answered_at: Mapped[datetime]


class StepLink(Base):
    """A mail that asks how the steps of an organisation go, and the link in it; stored as SHA-256 only.

    It is to a participant or to a contact of the organisation, and nobody gets a second one in a round: the
    database refuses it. `message_id` is None once the mail was cleaned up.
    """

    __tablename__ = "step_link"
    __table_args__ = (
        UniqueConstraint("registration_id", "round"),
        UniqueConstraint("person_id", "meeting_id", "organisation_id", "round"),
        CheckConstraint("(registration_id IS NULL) <> (person_id IS NULL)", name="to_one_reader"),
    )

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    registration_id: Mapped[int | None] = mapped_column(ForeignKey("registration.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    round: Mapped[CheckRound] = mapped_column(state_type(CheckRound, "check_round"))
    message_id: Mapped[int | None] = mapped_column(ForeignKey("message.id", ondelete="SET NULL"), index=True)
    language: Mapped[Language] = mapped_column(state_type(Language, "language"))
    created_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()
    message: Mapped[Message | None] = relationship()
