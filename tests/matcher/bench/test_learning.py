"""The simulation of organisers, small."""

import numpy as np
import pytest

from matcher.bench.learning import Exam, simulate
from matcher.bench.organisers import Page, organisers
from matcher.documented import Documented
from matcher.learning import SPREAD
from matcher.signs import Sign
from matcher.weighing import Weights
from tests.matcher.builders import region

WEIGHTS = Weights(-6.0, {str(sign): 0.6 / spread for sign, spread in SPREAD.items()})
LOT = np.random.default_rng(3)
PAGES = [
    Page(np.clip(0.5 + LOT.standard_normal((80, len(Sign))) * np.array(list(SPREAD.values())), 0, 1))
    for _ in range(5)
]
GRID = LOT.random((len(Sign), 6, 6))
EXAM = Exam(
    Documented(tuple(region(6)), (1, 1, 1, 2, 2, 2)),
    {str(sign): (grid + grid.T) / 2 for sign, grid in zip(Sign, GRID, strict=True)},
)


def test_a_taste_is_followed_on_decisions_not_seen() -> None:
    judge = organisers(PAGES, WEIGHTS)["kinds that often work together"]

    lesson = simulate(PAGES, judge, EXAM, weights=WEIGHTS, seed=1)

    assert lesson.after > lesson.before > 0.5
    assert lesson.certainty > 0.5


def test_decisions_by_lot_leave_the_order_nearly_as_it_was() -> None:
    lessons = [
        simulate(PAGES, organisers(PAGES, WEIGHTS)["by lot"], EXAM, weights=WEIGHTS, seed=seed)
        for seed in range(5)
    ]

    assert np.mean([lesson.order for lesson in lessons]) > 0.95
    assert np.mean([lesson.after - lesson.before for lesson in lessons]) == pytest.approx(0, abs=0.02)


def test_the_same_seed_gives_the_same_lesson() -> None:
    judge = organisers(PAGES, WEIGHTS)["tires down the page"]

    assert simulate(PAGES, judge, EXAM, weights=WEIGHTS, seed=4) == simulate(
        PAGES, judge, EXAM, weights=WEIGHTS, seed=4
    )
