"""What was learnt from the decisions of a programme's organisers, when, and from how many?"""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identifier


class Taste(Base):
    """What one look at all decisions taught; the newest of a programme is in force, unless it was reset.

    `known`: the weights that shipped then, `learnt`: those to use instead, both as matcher/weighing.py stores
    them. `shares_before`, `shares_after`: how much of the order each sign decides with these, fractions by
    name. `certainty`: fraction, how likely it is that these organisers have a taste of their own.
    `approved`, `refused`: how many decisions it was learnt from; `ran`, `stopped`: how many initiatives, that
    ran for half a year or stopped before. Whoever resets it lets the decisions up to
    that moment count no more; taking that back empties `reset_at`.
    """

    __tablename__ = "taste"
    __table_args__ = (
        CheckConstraint("certainty BETWEEN 0 AND 1", name="certainty_is_a_fraction"),
        CheckConstraint("approved > 0 AND refused > 0", name="learnt_from_both"),
        CheckConstraint("ran >= 0", name="ran_not_negative"),
        CheckConstraint("stopped >= 0", name="stopped_not_negative"),
        CheckConstraint("reset_at >= learnt_at", name="reset_after_learning"),
    )

    id: Mapped[Identifier]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    learnt_at: Mapped[datetime]
    approved: Mapped[int]
    refused: Mapped[int]
    ran: Mapped[int] = mapped_column(default=0, server_default="0")
    stopped: Mapped[int] = mapped_column(default=0, server_default="0")
    certainty: Mapped[float]
    known: Mapped[dict[str, Any]]
    learnt: Mapped[dict[str, Any]]
    shares_before: Mapped[dict[str, Any]]
    shares_after: Mapped[dict[str, Any]]
    reset_at: Mapped[datetime | None]
