"""Which work waits for the job process, and which is being done under a lease?"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identifier, state_type


class JobName(StrEnum):
    """The kinds of work."""

    GAPS = "gaps"
    IMPORT = "import"
    LEARN = "learn"
    MATCH = "match"
    OUTLOOK = "outlook"
    MEASURE = "measure"
    SEAT = "seat"
    SEND_MAIL = "send_mail"
    CLEAN_UP = "clean_up"
    RENEW = "renew"
    FILL_PLACES = "fill_places"
    REMIND = "remind"
    PRINT_LISTS = "print_lists"
    WHAT_IF = "what_if"


class JobState(StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    LEASED = "leased"
    DONE = "done"
    FAILED = "failed"


class Job(Base):
    """A piece of work, taken under a lease: when the process dies, the lease ends and the work comes back.

    `arguments` holds identifiers only, never personal data. `progress` of `progress_total` steps are done.
    `problem`: the class of the last failure, never its text (which could hold personal data).
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint("(state = 'leased') = (lease_until IS NOT NULL)", name="leased_has_a_lease"),
        Index("ix_job_state_run_after", "state", "run_after"),
    )

    id: Mapped[Identifier]
    name: Mapped[JobName] = mapped_column(state_type(JobName, "job_name"))
    arguments: Mapped[dict[str, Any]]
    state: Mapped[JobState] = mapped_column(state_type(JobState, "job_state"), default=JobState.WAITING)
    run_after: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    progress: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
