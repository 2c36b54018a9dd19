"""What would a change do to the proposals? Asked for, worked out beside the runs, never proposed."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.job import Job
from models.matching_run import MatchingRun, RunState


class Trial(Base):
    """A question of an organiser about a run: what if? `job`: the work that answers it.

    `asked`: settings and decisions to try; `found`: the groups that would then be proposed; both as
    web/actions/proposals/what_if.py reads them. Identifiers and figures only.
    """

    __tablename__ = "trial"
    __table_args__ = (
        CheckConstraint("state <> 'done' OR finished_at IS NOT NULL", name="done_has_a_moment"),
        CheckConstraint("state <> 'failed' OR problem <> ''", name="failed_has_a_problem"),
    )

    id: Mapped[Identifier]
    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"), index=True)
    state: Mapped[RunState] = mapped_column(state_type(RunState, "trial_state"), default=RunState.REQUESTED)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    asked: Mapped[dict[str, Any]]
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problem: Mapped[str] = mapped_column(default="")
    requested_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]

    run: Mapped[MatchingRun] = relationship()
    job: Mapped[Job | None] = relationship()
