import pytest
from sqlalchemy import select

from models.job import Job, JobName, JobState
from models.taste import Taste
from tests.builders import a_region, an_organiser
from tests.tasting import a_programme, judge_by
from web.actions.jobs import enqueue
from web.clock import now
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


def test_the_worker_learns_from_decisions_once(settings, sessions):
    with sessions() as session:
        region = a_region(session)
        programme = a_programme(session, region)
        judge_by(session, an_organiser(session), programme)
        for _ in range(2):
            enqueue(session, JobName.LEARN, {"programme_id": programme.id}, at=now())
        wanted = programme.id
        session.commit()
    worker = Worker(settings, sessions)

    assert (worker.run_next(), worker.run_next()) == (True, True)

    with sessions() as session:
        assert {job.state for job in session.scalars(select(Job))} == {JobState.DONE}
        assert [taste.programme_id for taste in session.scalars(select(Taste))] == [wanted]
