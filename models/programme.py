"""Which programmes run, where, with which meetings, and what has to be arranged in each phase?"""

from datetime import date, datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.meeting import Meeting, MeetingKind
from models.person import Person
from models.region import Region


class Programme(Base):
    """A plan over several regions and years; meetings belong to one or to none.

    `wanted_examples`: how many coalitions with a result it wants to show, 0 = not told.
    """

    __tablename__ = "programme"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("wanted_examples >= 0", name="wanted_examples_not_negative"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[Identifier]
    name: Mapped[str] = mapped_column(unique=True)
    aim: Mapped[str] = mapped_column(default="")
    wanted_examples: Mapped[int] = mapped_column(default=0)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    created_at: Mapped[datetime]

    regions: Mapped[list[Region]] = relationship(secondary="programme_region", order_by=Region.name)
    parts: Mapped[list["ProgrammePart"]] = relationship(
        cascade="all, delete-orphan", order_by="ProgrammePart.position"
    )
    meetings: Mapped[list[Meeting]] = relationship(
        secondary="programme_meeting", order_by=Meeting.starts_at, passive_deletes=True
    )
    phases: Mapped[list["Phase"]] = relationship(cascade="all, delete-orphan", order_by="Phase.position")


class ProgrammeRegion(Base):
    """A region that takes part in a programme."""

    __tablename__ = "programme_region"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True
    )
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True, index=True)


class ProgrammePart(Base):
    """A meeting that each region of a programme gets or, when `national`, one that is for all regions.

    `name`: its own name, such as that of a congress; empty = that of its kind. `after_earlier`: it comes
    after the parts that stand before it, such as a learning circle after the first two meetings.
    """

    __tablename__ = "programme_part"
    __table_args__ = (
        # The pair is what meetings point to, so that the database itself refuses a part of another programme.
        UniqueConstraint("id", "programme_id"),
        CheckConstraint("position >= 0", name="position_not_negative"),
    )

    id: Mapped[Identifier]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    kind_slug: Mapped[str] = mapped_column(ForeignKey("meeting_kind.slug"), index=True)
    name: Mapped[str] = mapped_column(default="")
    national: Mapped[bool] = mapped_column(default=False)
    after_earlier: Mapped[bool] = mapped_column(default=False)

    kind: Mapped[MeetingKind] = relationship(lazy="joined", innerjoin=True)


class ProgrammeMeeting(Base):
    """A meeting that belongs to a programme; it can belong to one. `part_id`: which part of it, if any."""

    __tablename__ = "programme_meeting"
    __table_args__ = (
        ForeignKeyConstraint(
            ["part_id", "programme_id"], ["programme_part.id", "programme_part.programme_id"]
        ),
    )

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)
    part_id: Mapped[int | None] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), index=True)


class Phase(Base):
    """A part of a programme in time, with what has to be arranged before it ends."""

    __tablename__ = "phase"
    __table_args__ = (
        UniqueConstraint("programme_id", "position"),
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[Identifier]
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    starts_on: Mapped[date]
    ends_on: Mapped[date]

    tasks: Mapped[list["PhaseTask"]] = relationship(
        cascade="all, delete-orphan", order_by="PhaseTask.position"
    )


class PhaseTask(Base):
    """One thing to arrange; `done_by` is empty too once that person was erased."""

    __tablename__ = "phase_task"
    __table_args__ = (CheckConstraint("trim(text) <> ''", name="has_text"),)

    id: Mapped[Identifier]
    phase_id: Mapped[int] = mapped_column(ForeignKey("phase.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    text: Mapped[str]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    doer: Mapped[Person | None] = relationship()
