from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from models.database import create_engine
from models.job import Job, JobName, JobState
from tests.builders import NOON
from web.actions import jobs

pytestmark = pytest.mark.both_databases

MINUTE = timedelta(minutes=1)


@pytest.fixture
def job(session) -> Job:
    return jobs.enqueue(session, JobName.MATCH, {"run_id": 7}, at=NOON)


def _state(session, job: Job) -> tuple[JobState, int, str]:
    session.refresh(job)
    return job.state, job.attempts, job.problem


def test_claim_takes_the_job_that_waits_longest(session):
    later = jobs.enqueue(session, JobName.MATCH, {}, at=NOON + MINUTE)
    first = jobs.enqueue(session, JobName.SEND_MAIL, {}, at=NOON)

    taken = [jobs.claim(session, at=NOON + 2 * MINUTE) for _ in range(3)]

    assert taken == [first, later, None]


def test_claimed_job_knows_its_arguments_lease_and_attempt(session, job):
    taken = jobs.claim(session, at=NOON, lease=MINUTE)

    assert (taken.arguments, taken.lease_until, taken.attempts) == ({"run_id": 7}, NOON + MINUTE, 1)


def test_claim_leaves_what_must_wait(session):
    jobs.enqueue(session, JobName.MATCH, {}, at=NOON + MINUTE)

    assert jobs.claim(session, at=NOON) is None


def test_job_of_a_process_that_died_comes_back_when_its_lease_ends(session, job):
    jobs.claim(session, at=NOON, lease=MINUTE)

    assert jobs.claim(session, at=NOON + MINUTE / 2) is None
    assert jobs.claim(session, at=NOON + MINUTE).attempts == 2


def test_renewed_lease_keeps_the_job(session, job):
    jobs.claim(session, at=NOON, lease=MINUTE)

    jobs.renew(session, job.id, at=NOON + MINUTE / 2, lease=MINUTE)

    assert jobs.claim(session, at=NOON + MINUTE) is None


def test_finished_job_is_done_for_good(session, job):
    jobs.claim(session, at=NOON)

    jobs.finish(session, job.id, at=NOON + MINUTE)

    assert _state(session, job) == (JobState.DONE, 1, "")
    assert (job.finished_at, job.lease_until) == (NOON + MINUTE, None)
    assert jobs.claim(session, at=NOON + 60 * MINUTE) is None


def test_failed_job_says_why_and_stays_so(session, job):
    jobs.claim(session, at=NOON)

    jobs.fail(session, job.id, problem="ResultFaulty", at=NOON)

    assert _state(session, job) == (JobState.FAILED, 1, "ResultFaulty")
    assert jobs.claim(session, at=NOON + 60 * MINUTE) is None


def test_failed_job_with_a_moment_is_tried_again_then(session, job):
    jobs.claim(session, at=NOON)

    jobs.fail(session, job.id, problem="TimeoutError", at=NOON, again_at=NOON + 5 * MINUTE)

    assert _state(session, job) == (JobState.WAITING, 1, "TimeoutError")
    assert jobs.claim(session, at=NOON + 4 * MINUTE) is None
    assert jobs.claim(session, at=NOON + 5 * MINUTE).attempts == 2


def test_job_that_is_given_back_loses_no_attempt(session, job):
    jobs.claim(session, at=NOON)

    jobs.give_back(session, job.id, at=NOON)

    assert _state(session, job) == (JobState.WAITING, 0, "")


def test_progress_is_kept_while_the_job_is_held(session, job):
    jobs.claim(session, at=NOON)

    jobs.report_progress(session, job.id, done=3, total=8)

    session.refresh(job)
    assert (job.progress, job.progress_total) == (3, 8)


def test_who_lost_the_job_changes_nothing_any_more(session, job):
    jobs.report_progress(session, job.id, done=3, total=8)
    jobs.finish(session, job.id, at=NOON)

    assert _state(session, job) == (JobState.WAITING, 0, "")
    assert job.progress == 0


def test_two_processes_at_one_moment_never_hold_the_same_job(database_url):
    engine = create_engine(database_url)
    with Session(engine) as setup:
        for number in range(2):
            jobs.enqueue(setup, JobName.MATCH, {"run_id": number}, at=NOON)
        setup.commit()

    with Session(engine) as one, Session(engine) as other:
        mine = jobs.claim(one, at=NOON)
        if engine.dialect.name == "sqlite":
            one.commit()  # SQLite has one writer at a time: the other one waits here
        theirs = jobs.claim(other, at=NOON)
        assert {mine.arguments["run_id"], theirs.arguments["run_id"]} == {0, 1}
        one.rollback()
        other.rollback()
    engine.dispose()
