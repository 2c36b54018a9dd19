"""Which organisation answered an offer or need of another on the notice board?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.organisation import Organisation, Statement
from models.person import Person


class AnswerState(StrEnum):
    """What became of an answer."""

    WAITING = "waiting"
    TAKEN_UP = "taken_up"
    DECLINED = "declined"


class BoardAnswer(Base):
    """A short message of one organisation to another about a statement on the notice board.

    `sender_name`, `sender_email`, `sender_phone`: what the sender agreed to share, else empty. As long as an
    answer waits, the same organisation cannot send another about the same statement.
    """

    __tablename__ = "board_answer"
    __table_args__ = (
        CheckConstraint("trim(message) <> ''", name="has_message"),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decision_has_a_moment"),
        Index(
            "uq_board_answer_one_waiting",
            "statement_id",
            "sender_id",
            unique=True,
            sqlite_where=text("state = 'waiting'"),
            postgresql_where=text("state = 'waiting'"),
        ),
        Index("ix_board_answer_sender_id_created_at", "sender_id", "created_at"),
    )

    id: Mapped[Identifier]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    sender_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    message: Mapped[str]
    sender_name: Mapped[str] = mapped_column(default="")
    sender_email: Mapped[str] = mapped_column(default="")
    sender_phone: Mapped[str] = mapped_column(default="")
    state: Mapped[AnswerState] = mapped_column(
        state_type(AnswerState, "answer_state"), default=AnswerState.WAITING
    )
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]

    statement: Mapped[Statement] = relationship()
    sender: Mapped[Organisation] = relationship()
    person: Mapped[Person | None] = relationship()
