"""What works in a region, what does not and why, as its organisers tell it at a national meeting?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.region import Region


class FindingKind(StrEnum):
    """What a finding is about."""

    WORKS = "works"
    FAILS = "fails"


class Finding(Base):
    """One thing that works or does not, in the words of a region. `part_id`: the national meeting it is for.

    A region has at most three of each kind; `position` counts from 0. `theme`: under which the plenary
    speaks of it, in the words of whoever prepares it; empty = not chosen yet.
    """

    __tablename__ = "finding"
    __table_args__ = (
        # The pair makes the database itself refuse a part of another programme.
        ForeignKeyConstraint(
            ["part_id", "programme_id"],
            ["programme_part.id", "programme_part.programme_id"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("part_id", "region_code", "kind", "position"),
        CheckConstraint("position BETWEEN 0 AND 2", name="at_most_three"),
        CheckConstraint("trim(text) <> ''", name="has_text"),
    )

    id: Mapped[Identifier]
    programme_id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"))
    part_id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    kind: Mapped[FindingKind] = mapped_column(state_type(FindingKind, "finding_kind"))
    position: Mapped[int]
    text: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    region: Mapped[Region] = relationship()
