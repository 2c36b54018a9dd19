"""Which two organisations were made one, and what has to be put back if that was wrong?"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.organisation import Organisation

UNDO_PERIOD = timedelta(days=30)  # how long what a merge moved is remembered


class OrganisationMerge(Base):
    """An organisation took in another one, whose row is gone.

    `changes`: every row that was changed, added or taken away, before and after; see models/rows.py. They
    hold personal data, so they are emptied when it is undone, after UNDO_PERIOD, and when
    someone of whom they tell is erased.
    """

    __tablename__ = "organisation_merge"

    id: Mapped[Identifier]
    kept_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    absorbed_id: Mapped[int] = mapped_column(BigInteger)
    absorbed_name: Mapped[str]
    changes: Mapped[dict[str, Any]]
    merged_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    merged_at: Mapped[datetime]
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    undone_at: Mapped[datetime | None]

    kept: Mapped[Organisation] = relationship()
