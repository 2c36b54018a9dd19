"""Who did what, and when? And who was shown whose contact details?"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identifier


class LogEntry(Base):
    """One action of one person on one thing; no names, addresses or texts, only codes and identifiers.

    `person_id` is None for what the service itself did, and after the person was erased.
    """

    __tablename__ = "log_entry"

    id: Mapped[Identifier]
    at: Mapped[datetime] = mapped_column(index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    action: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[str]
    detail: Mapped[str] = mapped_column(default="")


class ContactView(Base):
    """On this day, contact details of this person were shown: once a day for each who looked.

    Who looked is an organisation (any of its people, or a personal link) or the organisers of a region.
    """

    __tablename__ = "contact_view"
    __table_args__ = (
        CheckConstraint("(organisation_id IS NULL) <> (region_code IS NULL)", name="organisation_or_region"),
        UniqueConstraint("person_id", "organisation_id", "region_code", "seen_on"),
    )

    id: Mapped[Identifier]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    region_code: Mapped[str | None] = mapped_column(ForeignKey("region.code"))
    seen_on: Mapped[date] = mapped_column(index=True)
