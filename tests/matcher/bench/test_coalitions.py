"""The choice of coalitions beside its peers, small."""

import numpy as np
import pytest

from matcher.bench.coalitions import cp_sat, greedy_groups, optimal_groups, whole_programme


def test_optimal_groups_beat_greedy_where_the_best_one_blocks_two() -> None:
    members = [[0, 1, 2], [3, 4, 5], [2, 3, 6]]
    scores = np.array([0.6, 0.6, 0.9])

    ours, gap = optimal_groups(members, scores, 7)
    greedy = greedy_groups(members, scores, 7)
    whole, exact = whole_programme(members, scores, 7), cp_sat(members, scores, 7)

    assert whole is not None
    assert exact is not None
    assert ours.value == pytest.approx(whole.value) == pytest.approx(exact.value) == pytest.approx(6 * 0.9)
    assert (ours.left_out, greedy.left_out, gap) == (1, 4, pytest.approx(0, abs=1e-4))
