"""The job of a question: answered, or failed with a code that says why."""

import pytest

from models.coalition_board import RunFigures
from models.job import JobState
from models.matching_run import RunState
from models.trial import Trial
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.own_proposals import NotMeasuredError
from web.actions.proposals.what_if import Change, ask, effects_of
from web.jobs import what_if
from web.jobs.work import Work
from web.jobs.worker import Worker

pytestmark = pytest.mark.both_databases


@pytest.fixture
def trial_id(sessions):
    with sessions() as session:
        arena = Arena(session)
        pinned = Change(pin=((arena.ids[0], arena.ids[8]),))
        trial = ask(session, arena.run, pinned, actor=arena.actor(), at=NOON)
        session.commit()
        return trial.id


def test_the_worker_answers_the_question(job_settings, sessions, trial_id):
    assert Worker(job_settings, sessions).run_next()

    with sessions() as session:
        trial = session.get_one(Trial, trial_id)
        assert (trial.state, trial.job.state) == (RunState.DONE, JobState.DONE)
        assert len(effects_of(trial).pairings.came) >= 1


def test_a_question_about_a_run_without_figures_fails_and_says_so(job_settings, sessions, trial_id):
    with sessions() as session:
        session.delete(session.get_one(RunFigures, session.get_one(Trial, trial_id).run_id))
        session.commit()
    work = Work(job_settings, sessions, {"trial_id": trial_id}, 1, lambda *_: None)

    with pytest.raises(NotMeasuredError):
        what_if.run(work)

    with sessions() as session:
        trial = session.get_one(Trial, trial_id)
        assert (trial.state, trial.problem) == (RunState.FAILED, "not_measured")
