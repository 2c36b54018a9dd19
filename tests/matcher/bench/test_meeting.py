"""The choice beside its peers, small."""

import numpy as np
import pytest

from matcher.bench.meeting import (
    gini,
    greedy_groups,
    greedy_pairs,
    optimal_groups,
    optimal_pairs,
    whole_programme,
)
from matcher.constraints import MeetingRules
from matcher.measures import measure
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region


def test_optimal_pairs_are_worth_at_least_the_greedy_ones() -> None:
    settings = MatcherSettings(maximum_proposals=2)
    measures = measure(region(12), rules=MeetingRules(), settings=settings, embedder=FakeEmbedder())

    ours, greedy = optimal_pairs(measures, settings), greedy_pairs(measures, settings)

    assert ours.value >= greedy.value - 1e-3
    assert max(ours.most, greedy.most) <= 2


def test_optimal_groups_beat_greedy_where_the_best_one_blocks_two() -> None:
    members = [[0, 1, 2], [3, 4, 5], [2, 3, 6]]
    scores = np.array([0.6, 0.6, 0.9])

    ours, gap = optimal_groups(members, scores, 7)
    greedy = greedy_groups(members, scores, 7)
    whole = whole_programme(members, scores, 7)

    assert whole is not None
    assert ours.value == pytest.approx(whole.value) == pytest.approx(6 * 0.9)
    assert (ours.left_out, greedy.left_out, gap) == (1, 4, pytest.approx(0, abs=1e-4))


def test_gini_tells_how_unequal_counts_are() -> None:
    assert gini(np.array([3, 3, 3])) == 0
    assert gini(np.array([0, 0, 0])) == 0
    assert gini(np.array([0, 0, 9])) == pytest.approx(2 / 3)
