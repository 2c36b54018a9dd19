"""The job that measures who came after the run."""

import pytest

from models.coalition_board import RunFigures
from tests.arena import Arena
from tests.fakes import FakeEmbedder
from web.jobs import measure
from web.jobs.work import Work

pytestmark = pytest.mark.both_databases


def test_job_keeps_the_figures_of_everyone_who_comes(job_settings, sessions, monkeypatch):
    with sessions() as session:
        arena = Arena(session)
        arena.newcomer()
        before, run_id = session.get(RunFigures, arena.run.id).figures, arena.run.id
        session.commit()
    monkeypatch.setattr(measure, "reader", lambda _name: FakeEmbedder())

    measure.run(Work(job_settings, sessions, {"run_id": run_id}, 1, lambda *_far: None))

    with sessions() as session:
        after = session.get(RunFigures, run_id)
    assert (after.figures != before, after.measured_at.year >= 2026) == (True, True)
