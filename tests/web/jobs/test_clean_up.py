from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from models.job import Job, JobName, JobState
from models.log import LogEntry
from models.message import Message, MessageKind
from web.clock import now
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


def test_day_is_planned_once_and_cleaned_by_the_worker(settings, sessions):
    with sessions() as session:
        long_ago = now() - timedelta(days=91)
        session.add(
            Message(
                kind=MessageKind.SIGN_IN, recipient="a@example.org", subject="s", body="", created_at=long_ago
            )
        )
        session.commit()
    worker = Worker(settings, sessions)

    worker.plan_day()
    worker.plan_day()
    with capture_logs() as events:
        done = [worker.run_next() for _ in range(4)]

    with sessions() as session:
        jobs = session.scalars(select(Job)).all()
        lines = session.scalars(select(LogEntry)).all()
        assert session.scalars(select(Message)).all() == []
    assert (done, [(job.name, job.state) for job in jobs]) == (
        [True, True, True, False],
        [(name, JobState.DONE) for name in (JobName.CLEAN_UP, JobName.RENEW, JobName.REMIND)],
    )
    assert [(line.action, line.subject, line.detail) for line in lines] == [("clean", "mails", "1")]
    assert [event["mails"] for event in events if event["event"] == "cleaned_up"] == [1]
    assert "a@example.org" not in str(events)
