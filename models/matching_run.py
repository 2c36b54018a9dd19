"""Which matching runs were asked for, with which settings, and what came of them?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.proposals import UnmatchedCode
from models.base import Base, Identifier, state_type
from models.job import Job
from models.meeting import Meeting
from models.organisation import Organisation
from models.taste import Taste


class RunState(StrEnum):
    """How far a run is."""

    REQUESTED = "requested"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class MatchingRun(Base):
    """One run of the matcher for one meeting: enough is kept to repeat it exactly.

    A meeting has at most one run that was requested or is running. `job`: the work that does it.
    `settings`: MatcherSettings as plain data, the seed and the weights among them; `taste`: what was learnt
    from decisions, where these weights came from it. Counts are None until the run is done.
    `coalition_gap`: fraction below the best possible value. `problem`: a code, empty unless the run failed.
    """

    __tablename__ = "matching_run"
    __table_args__ = (
        CheckConstraint("state <> 'done' OR finished_at IS NOT NULL", name="done_has_a_moment"),
        CheckConstraint("state <> 'failed' OR problem <> ''", name="failed_has_a_problem"),
        Index(
            "uq_matching_run_active",
            "meeting_id",
            unique=True,
            sqlite_where=text("state IN ('requested', 'running')"),
            postgresql_where=text("state IN ('requested', 'running')"),
        ),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    state: Mapped[RunState] = mapped_column(state_type(RunState, "run_state"), default=RunState.REQUESTED)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    taste_id: Mapped[int | None] = mapped_column(ForeignKey("taste.id"), index=True)
    settings: Mapped[dict[str, Any]]
    embedder: Mapped[str] = mapped_column(default="")
    organisations: Mapped[int | None]
    statements: Mapped[int | None]
    pairings: Mapped[int | None]
    coalitions: Mapped[int | None]
    coalition_gap: Mapped[float | None]
    problem: Mapped[str] = mapped_column(default="")
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    requested_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    job: Mapped[Job | None] = relationship()
    taste: Mapped[Taste | None] = relationship()
    unmatched: Mapped[list["UnmatchedOrganisation"]] = relationship(
        cascade="all, delete-orphan",
        order_by="UnmatchedOrganisation.organisation_id",
    )


class UnmatchedOrganisation(Base):
    """An organisation that this run gave no pairing (`coalition` false) or no coalition (true), and why."""

    __tablename__ = "unmatched_organisation"

    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    coalition: Mapped[bool] = mapped_column(primary_key=True)
    code: Mapped[UnmatchedCode] = mapped_column(state_type(UnmatchedCode, "unmatched_code"))

    organisation: Mapped[Organisation] = relationship()
