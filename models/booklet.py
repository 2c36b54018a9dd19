"""What does the Spierbundel of a region say: as its organisers edit it, and in each published version?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.region import Region


class SectionKind(StrEnum):
    """The sections of a Spierbundel, in order."""

    INTRODUCTION = "introduction"
    MEETINGS = "meetings"
    PARTICIPANTS = "participants"
    INITIATIVES = "initiatives"
    STEPS = "steps"
    MISSING = "missing"


class SectionUse(StrEnum):
    """What stands in a section: what was drawn from the records, the organiser's words, both, or nothing."""

    DRAWN = "drawn"
    OWN = "own"
    BOTH = "both"
    LEFT_OUT = "left_out"


class BookletSection(Base):
    """What the organisers of a region chose for a section; without a row it stands as it was drawn."""

    __tablename__ = "booklet_section"
    __table_args__ = (
        CheckConstraint("use NOT IN ('own', 'both') OR trim(own_text) <> ''", name="own_words_are_there"),
    )

    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)
    kind: Mapped[SectionKind] = mapped_column(
        state_type(SectionKind, "booklet_section_kind"), primary_key=True
    )
    use: Mapped[SectionUse] = mapped_column(state_type(SectionUse, "booklet_section_use"))
    own_text: Mapped[str] = mapped_column(default="")


class BookletVersion(Base):
    """A Spierbundel as it was published; `number` counts from 1 in each region.

    `figures`: counts, codes and places of texts, as web/actions/afterwards/booklet_contents.py reads them.
    No words stand in them. `withdrawn_at`: since then it is not public.
    """

    __tablename__ = "booklet_version"
    __table_args__ = (
        UniqueConstraint("region_code", "number"),
        CheckConstraint("number >= 1", name="number_from_one"),
        CheckConstraint("withdrawn_at >= published_at", name="withdrawn_after_published"),
    )

    id: Mapped[Identifier]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    number: Mapped[int]
    figures: Mapped[dict[str, Any]]
    published_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]

    region: Mapped[Region] = relationship()
    texts: Mapped[list["BookletText"]] = relationship(
        cascade="all, delete-orphan", order_by="BookletText.position", passive_deletes=True
    )


class BookletText(Base):
    """A text of a version; organisations are numbers in it, see web/actions/afterwards/booklet_names.py."""

    __tablename__ = "booklet_text"

    version_id: Mapped[int] = mapped_column(
        ForeignKey("booklet_version.id", ondelete="CASCADE"), primary_key=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str]
