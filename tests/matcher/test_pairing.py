"""A fair choice of pairs."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from matcher.pairing import choose_pairs
from matcher.settings import MatcherSettings

Grid = NDArray[np.float64]


def grid(n: int, seed: int) -> Grid:
    scores = np.triu(np.random.default_rng(seed).random((n, n)), k=1)
    return scores + scores.T


def strangers(n: int) -> NDArray[np.bool_]:
    return ~np.eye(n, dtype=np.bool_)


def best_by_trying_all(scores: Grid, settings: MatcherSettings) -> float:
    """The greatest sum of scores with minimum and maximum kept, by trying every set of pairs."""
    pairs = list(combinations(range(len(scores)), 2))
    best = -1.0
    for mask in range(2 ** len(pairs)):
        chosen = [pair for place, pair in enumerate(pairs) if mask >> place & 1]
        counts = np.bincount(np.array(chosen, dtype=int).ravel(), minlength=len(scores))
        if settings.minimum_proposals <= counts.min() and counts.max() <= settings.maximum_proposals:
            best = max(best, sum(scores[pair] for pair in chosen))
    return best


@pytest.mark.parametrize("seed", range(5))
def test_choose_pairs_finds_the_best_sum(seed: int) -> None:
    settings = MatcherSettings(minimum_proposals=1, maximum_proposals=2)
    scores = grid(5, seed)

    chosen = choose_pairs(scores, strangers(5), settings)

    assert np.isclose(sum(scores[pair] for pair in chosen), best_by_trying_all(scores, settings), atol=1e-3)


@given(n=st.integers(0, 14), seed=st.integers(0, 1000), most=st.integers(1, 4), share=st.floats(0, 1))
def test_choose_pairs_keeps_the_maximum_and_what_is_not_allowed(
    n: int, seed: int, most: int, share: float
) -> None:
    allowed = (grid(n, seed + 1) < share) & strangers(n)
    settings = MatcherSettings(minimum_proposals=1, maximum_proposals=most)

    chosen = choose_pairs(grid(n, seed), allowed, settings)

    assert all(first < second and allowed[first, second] for first, second in chosen)
    assert len(set(chosen)) == len(chosen)
    assert np.bincount(np.array(chosen, dtype=int).ravel(), minlength=n).max(initial=0) <= most


def test_choose_pairs_serves_the_unpopular_and_does_not_crowd_the_popular() -> None:
    popularity = np.linspace(0.05, 0.95, 40)
    scores = np.minimum.outer(popularity, popularity) * np.maximum.outer(popularity, popularity)
    settings = MatcherSettings(minimum_proposals=2, maximum_proposals=4)

    chosen = choose_pairs(scores, strangers(40), settings)

    counts = np.bincount(np.array(chosen).ravel(), minlength=40)
    assert counts.min() >= 2
    assert counts.max() <= 4


def test_choose_pairs_serves_someone_with_one_possible_partner() -> None:
    allowed = strangers(6)
    allowed[0, 2:] = allowed[2:, 0] = False
    scores = np.full((6, 6), 0.9)
    scores[0, 1] = scores[1, 0] = 0.2

    assert (0, 1) in choose_pairs(scores, allowed, MatcherSettings(minimum_proposals=1, maximum_proposals=1))


def test_choose_pairs_lets_the_seed_decide_ties_and_only_that() -> None:
    equal = np.full((12, 12), 0.5)
    settings = [MatcherSettings(minimum_proposals=1, maximum_proposals=1, seed=seed) for seed in (1, 1, 2)]

    first, again, other = (choose_pairs(equal, strangers(12), each) for each in settings)

    assert first == again != other
