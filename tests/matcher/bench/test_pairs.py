"""The choice of pairs beside its peers, small."""

import numpy as np
import pytest

from matcher.bench.pairs import gini, greedy_pairs, most_possible, optimal_pairs, round_robin_pairs
from matcher.constraints import MeetingRules
from matcher.measures import measure
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region


def test_optimal_pairs_lie_between_their_peers_and_the_bound() -> None:
    settings = MatcherSettings(maximum_proposals=2)
    measures = measure(region(12), rules=MeetingRules(), settings=settings, embedder=FakeEmbedder())

    ours = optimal_pairs(measures, settings)
    peers = [greedy_pairs(measures, settings), round_robin_pairs(measures, settings)]

    assert ours.value >= max(peer.value for peer in peers) - 1e-3
    assert ours.value <= most_possible(measures, settings) + 1e-9
    assert max(found.most for found in (ours, *peers)) <= 2
    assert min(peer.value for peer in peers) > 0


def test_gini_tells_how_unequal_counts_are() -> None:
    assert gini(np.array([3, 3, 3])) == 0
    assert gini(np.array([0, 0, 0])) == 0
    assert gini(np.array([0, 0, 9])) == pytest.approx(2 / 3)
