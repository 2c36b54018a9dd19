import sys
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from models.job import Job, JobName, JobState
from web.actions import jobs
from web.clock import now
from web.database import make_session_factory
from web.jobs.work import TryAgainLater, Work
from web.jobs.worker import HANDLERS, Worker
from web.settings import Settings

pytestmark = pytest.mark.both_databases


@pytest.fixture
def sessions(settings: Settings, database_url: str):
    factory = make_session_factory(settings.model_copy(update={"database_url": database_url}))
    yield factory
    factory.kw["bind"].dispose()


@pytest.fixture
def worker(settings, sessions, monkeypatch) -> Callable[..., Worker]:
    """What makes a worker for which every job runs this function."""

    def make(run: Callable[[Work], None], **options: object) -> Worker:
        monkeypatch.setitem(sys.modules, "fake_job", SimpleNamespace(run=run))
        return Worker(settings, sessions, handlers={JobName.MATCH: "fake_job"}, **options)

    return make


def _enqueue(sessions: sessionmaker[Session], arguments: dict[str, int]) -> None:
    with sessions() as session:
        jobs.enqueue(session, JobName.MATCH, arguments, at=now())
        session.commit()


def _only_job(sessions: sessionmaker[Session]) -> Job:
    with sessions() as session:
        return session.scalars(select(Job)).one()


def test_every_kind_of_work_has_a_module():
    assert set(HANDLERS) == set(JobName)


def test_worker_without_jobs_says_that_there_was_none(worker):
    assert worker(lambda work: None).run_next() is False


def test_worker_hands_a_job_its_arguments_and_notes_that_it_is_done(worker, sessions):
    _enqueue(sessions, {"run_id": 7})
    seen = []

    def run(work: Work) -> None:
        work.report(2, 5)
        seen.append((dict(work.arguments), work.attempt))

    assert worker(run).run_next() is True
    job = _only_job(sessions)
    assert seen == [({"run_id": 7}, 1)]
    assert (job.state, job.progress, job.progress_total) == (JobState.DONE, 2, 5)


def test_one_bad_job_fails_and_the_next_one_runs(worker, sessions):
    def run(work: Work) -> None:
        raise LookupError("Ans de Vries, ans@example.org")

    _enqueue(sessions, {})
    with capture_logs() as events:
        worker(run).run_next()

    job = _only_job(sessions)
    assert (job.state, job.problem) == (JobState.FAILED, "LookupError")
    assert "ans@example.org" not in str(events)
    assert any(event["event"] == "job_failed" for event in events)


def test_job_that_lost_the_database_stays_leased_and_comes_back(worker, sessions):
    def run(work: Work) -> None:
        raise OperationalError("SELECT 1", {}, ConnectionError())

    _enqueue(sessions, {})
    with pytest.raises(OperationalError):
        worker(run).run_next()

    assert _only_job(sessions).state is JobState.LEASED


def test_job_that_must_be_tried_again_waits_that_long(worker, sessions):
    def run(work: Work) -> None:
        raise TryAgainLater(timedelta(minutes=5), TimeoutError())

    _enqueue(sessions, {})
    before = now()
    worker(run).run_next()

    job = _only_job(sessions)
    assert (job.state, job.problem) == (JobState.WAITING, "TimeoutError")
    assert timedelta(minutes=5) <= job.run_after - before < timedelta(minutes=6)


def test_job_interrupted_by_the_end_of_the_process_goes_back(worker, sessions):
    def run(work: Work) -> None:
        raise SystemExit(0)

    _enqueue(sessions, {})
    with pytest.raises(SystemExit):
        worker(run).run_next()

    job = _only_job(sessions)
    assert (job.state, job.attempts) == (JobState.WAITING, 0)


def test_job_that_ended_its_process_again_and_again_is_given_up(worker, sessions):
    _enqueue(sessions, {})
    for _ in range(jobs.MOST_ATTEMPTS):
        with sessions() as session:
            jobs.claim(session, at=now(), lease=timedelta(0))
            session.commit()

    worker(lambda work: None).run_next()

    job = _only_job(sessions)
    assert (job.state, job.problem) == (JobState.FAILED, "AbandonedJob")


def test_long_job_keeps_its_lease(worker, sessions):
    def run(work: Work) -> None:
        first = _only_job(sessions).lease_until
        deadline = now() + timedelta(seconds=10)
        while _only_job(sessions).lease_until == first and now() < deadline:
            pass
        work.report(int(_only_job(sessions).lease_until > first), 1)

    _enqueue(sessions, {})
    worker(run, lease=timedelta(seconds=0.3)).run_next()

    assert _only_job(sessions).progress == 1
