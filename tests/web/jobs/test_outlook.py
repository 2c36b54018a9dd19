"""The job of an outlook: made, or left alone when the organisation is gone."""

import pytest

from models.job import JobState
from models.outlook import Outlook
from tests.builders import a_kind, an_organisation
from tests.fakes import FakeEmbedder
from web.actions.organisations.outlook import ask_outlook
from web.clock import now
from web.jobs import outlook
from web.jobs.work import Work
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


@pytest.fixture
def organisation_id(sessions, monkeypatch):
    monkeypatch.setattr(outlook, "reader", lambda _name: FakeEmbedder())
    with sessions() as session:
        found = an_organisation(session, "De Linde", kind_slug=a_kind(session).slug, offers=("een zaal",))
        ask_outlook(session, found.id, at=now()).job.run_after = now()
        session.commit()
        return found.id


def test_the_worker_makes_the_outlook(job_settings, sessions, organisation_id):
    assert Worker(job_settings, sessions).run_next()

    with sessions() as session:
        made = session.get_one(Outlook, organisation_id)
        assert (made.job.state, len(made.found["kinds"])) == (JobState.DONE, 5)


def test_an_organisation_that_is_gone_is_no_fault(job_settings, sessions, organisation_id):
    outlook.run(Work(job_settings, sessions, {"organisation_id": 999}, 1, lambda *_: None))

    with sessions() as session:
        assert session.get_one(Outlook, organisation_id).made_at is None
