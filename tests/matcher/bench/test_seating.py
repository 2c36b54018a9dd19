"""The tables beside their peers, small."""

import numpy as np
import pytest

from matcher.bench.seating import Figures, by_lot, cp_sat, figures, invented_worth, ours, round_robin


def test_figures_count_each_pair_once_and_name_repeats():
    worth = np.array([[0.0, 5, 1], [5, 0, 2], [1, 2, 0]])
    tables = np.array([[0, 0, 1], [0, 0, 1], [0, 1, 0]])

    assert figures(tables, worth, 0.5) == Figures(6.0, 1, 0.5)


def test_invented_worth_is_symmetric_and_the_same_for_a_seed():
    worth = invented_worth(6)

    assert (worth == worth.T).all()
    assert (worth == invented_worth(6)).all()
    assert (np.diag(worth) == 0).all()


def test_ours_is_worth_more_than_its_peers_and_repeats_nobody():
    worth = invented_worth(20)

    found = ours(worth, 5, 4)

    assert found.repeats == round_robin(worth, 5).repeats == 0
    assert found.value > max(round_robin(worth, 5).value, by_lot(worth, 5, 4).value)
    assert found.megabytes > 0


@pytest.mark.slow
def test_cp_sat_repeats_nobody_and_finds_no_more():
    worth = invented_worth(12)

    peer = cp_sat(worth, 4, 3, seconds=5)

    assert peer is not None
    assert peer.repeats == 0
    assert ours(worth, 4, 3).value >= 0.99 * peer.value
