"""Who did what, and when?"""

from datetime import datetime

from sqlalchemy import ForeignKey
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
