from datetime import timedelta

import pytest
from sqlalchemy import select

from models.job import Job, JobState
from models.message import Message
from models.organisation import OrganisationMember, OrganisationRole
from tests.builders import a_person, an_organisation
from web.clock import now
from web.database import make_session_factory
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


def test_worker_plans_the_daily_job_once_and_it_asks_whose_turn_it_is(settings, database_url):
    sessions = make_session_factory(settings.model_copy(update={"database_url": database_url}))
    with sessions() as session:
        member = OrganisationMember(person=a_person(session), role=OrganisationRole.OWNER)
        bank = an_organisation(session, "Voedselbank", needs=("koeling",), members=[member])
        bank.statements[0].confirmed_at = now() - timedelta(days=settings.renewal_days + 1)
        session.commit()
    worker = Worker(settings, sessions)

    for _ in range(2):
        worker.plan_day()
    while worker.run_next():
        pass

    with sessions() as session:
        assert set(session.scalars(select(Job.state))) == {JobState.DONE}
        assert session.scalars(select(Message.recipient)).all() == ["piet@example.org"]
    sessions.kw["bind"].dispose()
