"""The job of a plan: done with everyone's seat, or failed with a code."""

import pytest
from sqlalchemy import func, select

from matcher.seating_checks import SeatingFault, SeatingFaultCode
from matcher.seats import SeatingSettings
from models.job import JobState
from models.matching_run import RunState
from models.seating import SeatingPlan, SeatRow
from tests.builders import NOON, a_meeting, a_region, a_registration, an_organisation
from web.actions.actor import SERVICE
from web.actions.tables.seating import PlanFaultyError, request_plan
from web.jobs import seat
from web.jobs.work import Work
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


@pytest.fixture
def plan_id(sessions):
    """A plan that was asked for, of six guests at two tables in two rounds."""
    with sessions() as session:
        meeting = a_meeting(session, a_region(session))
        for number in range(6):
            a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        plan = request_plan(session, meeting, SeatingSettings(2, 3, 2), actor=SERVICE, at=NOON)
        session.commit()
        return plan.id


def test_the_worker_gives_everyone_a_seat_in_each_round(job_settings, sessions, plan_id):
    assert Worker(job_settings, sessions).run_next()

    with sessions() as session:
        plan = session.get_one(SeatingPlan, plan_id)
        assert (plan.state, plan.job.state) == (RunState.DONE, JobState.DONE)
        assert session.scalar(select(func.count()).select_from(SeatRow)) == 12


def test_a_plan_that_breaks_the_rules_fails_and_leaves_no_seat(monkeypatch, job_settings, sessions, plan_id):
    fault = SeatingFault(SeatingFaultCode.TWO_SEATS, (1,))
    monkeypatch.setattr("web.actions.tables.seating.check_seating", lambda *_, **__: (fault,))
    work = Work(job_settings, sessions, {"plan_id": plan_id}, 1, lambda *_: None)

    with pytest.raises(PlanFaultyError):
        seat.run(work)

    with sessions() as session:
        plan = session.get_one(SeatingPlan, plan_id)
        assert (plan.state, plan.problem) == (RunState.FAILED, "faulty_plan:two_seats")
        assert session.scalar(select(func.count()).select_from(SeatRow)) == 0
