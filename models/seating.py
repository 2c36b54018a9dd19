"""Who sits at which table in which round? Plans with their seats, and the wishes that they keep to."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.seats import UnseatedCode
from models.base import Base, Identifier, state_type
from models.job import Job
from models.matching_run import RunState
from models.meeting import Meeting
from models.registration import Registration


class PlanOrigin(StrEnum):
    """How a plan came about."""

    COMPUTED = "computed"  # made anew, around locked seats
    REPAIRED = "repaired"  # the plan before, with as few changes as those who come now allow
    CHANGED = "changed"  # a copy of a published plan, for an organiser to change by hand


class SeatingPlan(Base):
    """One plan of a meeting; `number` counts from 1. A published plan is never changed, only followed up.

    `settings`: SeatingSettings as plain data, the seed among them; `tables`, `seats` and `rounds` stand
    beside them so that the database can hold every seat to them. `before`: the plan that this one started
    from. A meeting has at most one plan that was requested or is running. `problem`: a code, empty unless
    the plan failed.
    """

    __tablename__ = "seating_plan"
    __table_args__ = (
        UniqueConstraint("meeting_id", "number"),
        # The four are what seats point to, so that the database itself refuses a table too full.
        UniqueConstraint("id", "tables", "seats", "rounds"),
        CheckConstraint("tables >= 1 AND seats >= 1 AND rounds >= 1", name="has_places"),
        CheckConstraint("state <> 'done' OR finished_at IS NOT NULL", name="done_has_a_moment"),
        CheckConstraint("state <> 'failed' OR problem <> ''", name="failed_has_a_problem"),
        CheckConstraint("published_at IS NULL OR state = 'done'", name="only_done_is_published"),
        CheckConstraint("(published_at IS NULL) = (published_by IS NULL)", name="publishing_has_a_publisher"),
        Index(
            "uq_seating_plan_active",
            "meeting_id",
            unique=True,
            sqlite_where=text("state IN ('requested', 'running')"),
            postgresql_where=text("state IN ('requested', 'running')"),
        ),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    number: Mapped[int]
    origin: Mapped[PlanOrigin] = mapped_column(state_type(PlanOrigin, "plan_origin"))
    state: Mapped[RunState] = mapped_column(state_type(RunState, "plan_state"), default=RunState.REQUESTED)
    tables: Mapped[int]
    seats: Mapped[int]
    rounds: Mapped[int]
    settings: Mapped[dict[str, Any]]
    before_id: Mapped[int | None] = mapped_column(ForeignKey("seating_plan.id", ondelete="SET NULL"))
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    problem: Mapped[str] = mapped_column(default="")
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    published_at: Mapped[datetime | None]
    published_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    meeting: Mapped[Meeting] = relationship()
    job: Mapped[Job | None] = relationship()
    before: Mapped["SeatingPlan | None"] = relationship(remote_side="SeatingPlan.id")
    seat_rows: Mapped[list["SeatRow"]] = relationship(
        cascade="all, delete-orphan",
        order_by="SeatRow.round, SeatRow.table_number, SeatRow.place_number",
    )
    unseated_rows: Mapped[list["UnseatedRow"]] = relationship(
        cascade="all, delete-orphan", order_by="UnseatedRow.round, UnseatedRow.registration_id"
    )


class SeatRow(Base):
    """Someone's only seat in one round. `place_number` counts the seats of a table from 1.

    `tables`, `seats` and `rounds` repeat the plan's own (the database keeps them equal), so that no row can
    name a table, a seat or a round that is not there. `locked`: stays when the plan is made anew.
    """

    __tablename__ = "seat"
    __table_args__ = (
        ForeignKeyConstraint(
            ["plan_id", "tables", "seats", "rounds"],
            ["seating_plan.id", "seating_plan.tables", "seating_plan.seats", "seating_plan.rounds"],
            ondelete="CASCADE",
        ),
        UniqueConstraint("plan_id", "round", "table_number", "place_number"),
        CheckConstraint("round BETWEEN 1 AND rounds", name="round_is_there"),
        CheckConstraint("table_number BETWEEN 1 AND tables", name="table_is_there"),
        CheckConstraint("place_number BETWEEN 1 AND seats", name="table_not_too_full"),
    )

    plan_id: Mapped[int] = mapped_column(primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    tables: Mapped[int]
    seats: Mapped[int]
    rounds: Mapped[int]
    table_number: Mapped[int]
    place_number: Mapped[int]
    locked: Mapped[bool] = mapped_column(default=False)

    registration: Mapped[Registration] = relationship()


class UnseatedRow(Base):
    """Someone who has no seat in a round of a plan, and why."""

    __tablename__ = "unseated"

    plan_id: Mapped[int] = mapped_column(ForeignKey("seating_plan.id", ondelete="CASCADE"), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    code: Mapped[UnseatedCode] = mapped_column(state_type(UnseatedCode, "unseated_code"))

    registration: Mapped[Registration] = relationship()


class SeatWish(Base):
    """Where someone should sit at a meeting: only the place, never the reason.

    `table_number`: this table in every round; `near_door`; `stays`: at the same table in all rounds;
    `moderator`: leads a table.
    """

    __tablename__ = "seat_wish"
    __table_args__ = (CheckConstraint("table_number >= 1", name="table_from_one"),)

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    moderator: Mapped[bool] = mapped_column(default=False)
    table_number: Mapped[int | None]
    near_door: Mapped[bool] = mapped_column(default=False)
    stays: Mapped[bool] = mapped_column(default=False)


class KeptApart(Base):
    """Two organisations that an organiser keeps apart at a meeting; the lower id first. No reason is kept.

    What an organisation wants for itself alone stands in models/relation.py.
    """

    __tablename__ = "kept_apart"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="lower_id_first"),
        UniqueConstraint("meeting_id", "first_id", "second_id"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    first_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    second_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
