"""Which programmes run, where, with which meetings, and what has to be arranged in each phase?"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.meeting import Meeting, MeetingKind
from models.region import Region


class Programme(Base):
    """A plan over several regions and years; meetings belong to one or to none.

    `wanted_examples`: how many coalitions with a result it wants to show, 0 = not told. `kinds`: the kinds of
    meeting that each of its regions gets.
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
    kinds: Mapped[list[MeetingKind]] = relationship(secondary="programme_kind", order_by=MeetingKind.name_nl)
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


class ProgrammeKind(Base):
    """A kind of meeting that each region of a programme gets."""

    __tablename__ = "programme_kind"

    programme_id: Mapped[int] = mapped_column(
        ForeignKey("programme.id", ondelete="CASCADE"), primary_key=True
    )
    kind_slug: Mapped[str] = mapped_column(ForeignKey("meeting_kind.slug"), primary_key=True, index=True)


class ProgrammeMeeting(Base):
    """A meeting that belongs to a programme; it can belong to one."""

    __tablename__ = "programme_meeting"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id", ondelete="CASCADE"), index=True)


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
