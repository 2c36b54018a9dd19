"""What did an attendee think of the meeting? Three questions."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, state_type
from models.registration import Registration


class Worth(StrEnum):
    """How much someone has of the meeting."""

    MUCH = "much"
    SOME = "some"
    NOTHING = "nothing"


class Feedback(Base):
    """The answers of one attendee, of which none must be given.

    `met_new`: whether they spoke to someone whom they would not have met otherwise.
    `advice`: what can be better, in their own words; shown to organisers without a name.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        CheckConstraint("met_new IS NOT NULL OR worth IS NOT NULL OR advice <> ''", name="says_something"),
    )

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    met_new: Mapped[bool | None]
    worth: Mapped[Worth | None] = mapped_column(state_type(Worth, "worth"))
    advice: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
