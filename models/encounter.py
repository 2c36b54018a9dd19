"""What do attendees say of the organisations on their list: beforehand, and once they have met?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, state_type
from models.organisation import Organisation
from models.registration import Registration


class Stance(StrEnum):
    """What someone says of an organisation before they meet."""

    KNOWN = "known"  # we know each other already
    DECLINED = "declined"  # not for me: seen by organisers and the matcher, never by the other
    WANTED = "wanted"  # I want to meet them


class Encounter(Base):
    """What one attendee says of one organisation after speaking to it; the other side has rows of its own.

    `met_at`: since when they say that they met; `agreed_at`: that they will do something together;
    `useful`: whether it was of use, None = not told. A row that says nothing any more is removed.
    """

    __tablename__ = "encounter"
    __table_args__ = (
        CheckConstraint("agreed_at IS NULL OR met_at IS NOT NULL", name="agreed_have_met"),
        CheckConstraint("met_at IS NOT NULL OR useful IS NOT NULL", name="says_something"),
    )

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    met_at: Mapped[datetime | None]
    agreed_at: Mapped[datetime | None]
    useful: Mapped[bool | None]

    registration: Mapped[Registration] = relationship()
    partner: Mapped[Organisation] = relationship()


class ListStance(Base):
    """What one attendee said of one organisation before they met; the last word counts."""

    __tablename__ = "list_stance"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    partner_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    stance: Mapped[Stance] = mapped_column(state_type(Stance, "stance"))
    said_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
    partner: Mapped[Organisation] = relationship()
