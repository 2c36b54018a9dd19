"""Which work is next, and who holds it? Jobs have leases, so that the work of a dead process comes back."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, exists, or_, select, update
from sqlalchemy.orm import Session

from models.job import Job, JobName, JobState
from web.clock import HERE

LEASE = timedelta(seconds=60)
MOST_ATTEMPTS = 6
DAY = timedelta(days=1)


def enqueue(session: Session, name: JobName, arguments: Mapping[str, Any], *, at: datetime) -> Job:
    """A job that runs as soon as this transaction is committed. `arguments`: identifiers only."""
    job = Job(name=name, arguments=dict(arguments), run_after=at, created_at=at)
    session.add(job)
    session.flush()
    return job


def enqueue_daily(session: Session, name: JobName, *, at: datetime) -> Job | None:
    """The job of this Dutch day, or None when it was asked for already."""
    today = at.astimezone(HERE).replace(hour=0, minute=0, second=0, microsecond=0)
    if session.scalar(select(exists().where(Job.name == name, Job.created_at >= today))):
        return None
    return enqueue(session, name, {}, at=at)


def claim(session: Session, *, at: datetime, lease: timedelta = LEASE) -> Job | None:
    """The job that waits longest, now leased to the caller, or None.

    One statement on SQLite and on PostgreSQL, so that two processes never hold one job. A job whose lease ran
    out is taken again; its `attempts` tell how often it was begun.
    """
    due = or_(
        and_(Job.state == JobState.WAITING, Job.run_after <= at),
        and_(Job.state == JobState.LEASED, Job.lease_until <= at),
    )
    next_one = (
        select(Job.id)
        .where(due)
        .order_by(Job.run_after, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # PostgreSQL only; SQLite has one writer at a time
        .scalar_subquery()
    )
    taken = (
        update(Job)
        .where(Job.id == next_one)
        .values(state=JobState.LEASED, lease_until=at + lease, attempts=Job.attempts + 1)
        .returning(Job)
        .execution_options(synchronize_session=False, populate_existing=True)
    )
    return session.scalars(taken).one_or_none()


def take(session: Session, job: Job, *, at: datetime, lease: timedelta) -> None:
    """Hold this job, fresh from `enqueue`, from the start: whoever asked for it does it at once."""
    job.state, job.lease_until, job.attempts = JobState.LEASED, at + lease, 1
    session.flush()


def renew(session: Session, job_id: int, *, at: datetime, lease: timedelta = LEASE) -> None:
    """Hold the job for another lease."""
    _update_leased(session, job_id, lease_until=at + lease)


def report_progress(session: Session, job_id: int, *, done: int, total: int) -> None:
    """Remember how far the job is: `done` of `total` steps."""
    _update_leased(session, job_id, progress=done, progress_total=total)


def finish(session: Session, job_id: int, *, at: datetime) -> None:
    """Mark the job as done."""
    _update_leased(session, job_id, state=JobState.DONE, lease_until=None, finished_at=at, problem="")


def give_back(session: Session, job_id: int, *, at: datetime) -> None:
    """Let another process take the job at once; this attempt does not count."""
    _update_leased(
        session, job_id, state=JobState.WAITING, lease_until=None, run_after=at, attempts=Job.attempts - 1
    )


def fail(
    session: Session, job_id: int, *, problem: str, at: datetime, again_at: datetime | None = None
) -> None:
    """Mark the job as failed for good, or, with `again_at`, put it back for then. `problem`: a class name."""
    if again_at is None:
        _update_leased(
            session, job_id, state=JobState.FAILED, lease_until=None, finished_at=at, problem=problem
        )
    else:
        _update_leased(
            session, job_id, state=JobState.WAITING, lease_until=None, run_after=again_at, problem=problem
        )


def _update_leased(session: Session, job_id: int, **values: object) -> None:
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.LEASED)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
