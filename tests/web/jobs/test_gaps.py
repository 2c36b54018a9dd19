"""The job of a gap view: made, or left alone when the meeting is gone."""

import pytest

from models.gap_report import GapReport
from models.job import JobState
from tests.builders import a_meeting, a_region
from tests.fakes import FakeEmbedder
from web.actions.organising.gaps import ask_gaps
from web.clock import now
from web.jobs import gaps
from web.jobs.work import Work
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


@pytest.fixture
def meeting_id(sessions, monkeypatch):
    monkeypatch.setattr(gaps, "reader", lambda _name: FakeEmbedder())
    with sessions() as session:
        meeting = a_meeting(session, a_region(session))
        ask_gaps(session, meeting.id, at=now())
        session.commit()
        return meeting.id


def test_the_worker_makes_the_report(job_settings, sessions, meeting_id):
    assert Worker(job_settings, sessions).run_next()

    with sessions() as session:
        report = session.get_one(GapReport, meeting_id)
        assert (report.job.state, report.found["room"], report.seen_at is None) == (JobState.DONE, 0, False)


def test_a_meeting_that_is_gone_is_no_fault(job_settings, sessions, meeting_id):
    gaps.run(Work(job_settings, sessions, {"meeting_id": 999}, 1, lambda *_: None))

    with sessions() as session:
        assert session.get_one(GapReport, meeting_id).seen_at is None
