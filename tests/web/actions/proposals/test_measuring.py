"""Who comes after the run is measured with everyone else; the proposals stay as they are."""

import pytest

from models.figures_exchange import load_figures
from models.job import JobState
from models.queries.coalition_board import coalitions_of
from tests.arena import Arena
from tests.builders import NOON
from tests.fakes import FakeEmbedder
from web.actions.proposals.measuring import measuring_of, request_measuring, run_measuring

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


def measured(session, arena, *others):
    figures, _rules = load_figures(session, arena.run, [*arena.ids, *(one.id for one in others)])
    return [profile.id for profile in figures.profiles]


def test_latecomers_get_figures_beside_everyone_else(session, arena):
    late = arena.newcomer(offers=("vrachtwagen",), needs=("boekhouding",))
    assert measured(session, arena, late) == arena.ids
    reports = []

    run_measuring(
        session, arena.run.id, embedder=FakeEmbedder(), at=NOON, report=lambda *far: reports.append(far)
    )

    assert measured(session, arena, late) == [*arena.ids, late.id]
    assert [one.id for one in coalitions_of(session, arena.run.id)] == [arena.first.id, arena.second.id]
    assert reports[-1][0] + 1 == reports[-1][1]


def test_measuring_is_asked_for_once_at_a_time(session, arena):
    job = request_measuring(session, arena.run, actor=arena.actor(), at=NOON)

    assert request_measuring(session, arena.run, actor=arena.actor(), at=NOON) is job
    job.state, job.finished_at = JobState.DONE, NOON
    session.flush()
    assert measuring_of(session, arena.run.id) is None
    assert request_measuring(session, arena.run, actor=arena.actor(), at=NOON) is not job
