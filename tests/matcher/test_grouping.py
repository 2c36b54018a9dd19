"""A set of coalitions in which nobody is twice."""

from collections import Counter
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import matcher.grouping
from matcher.grouping import PLACE_WORTH, Choice, choose_coalitions

Members = list[tuple[int, ...]]


def random_coalitions(n: int, count: int, seed: int) -> tuple[Members, np.ndarray]:
    lot = np.random.default_rng(seed)
    rows = {
        tuple(sorted(lot.choice(n, size=lot.integers(3, 6), replace=False).tolist())) for _ in range(count)
    }
    return sorted(rows), lot.random(len(rows))


def value(members: Members, scores: np.ndarray, chosen: tuple[int, ...]) -> float:
    return sum(len(members[place]) * (scores[place] + PLACE_WORTH) for place in chosen)


def fits(members: Members, chosen: tuple[int, ...]) -> bool:
    return max(Counter(one for place in chosen for one in members[place]).values(), default=0) <= 1


@pytest.mark.parametrize("seed", range(5))
def test_choose_coalitions_finds_the_best(seed: int) -> None:
    members, scores = random_coalitions(9, 16, seed)
    every_choice = (
        chosen
        for size in range(4)
        for chosen in combinations(range(len(members)), size)
        if fits(members, chosen)
    )
    best = max(value(members, scores, chosen) for chosen in every_choice)

    choice = choose_coalitions(members, scores, organisations=9, seed=1)

    assert np.isclose(value(members, scores, choice.chosen), best, rtol=3e-3)


@settings(deadline=None)
@given(n=st.integers(5, 20), count=st.integers(1, 60), seed=st.integers(0, 1000))
def test_choose_coalitions_puts_nobody_in_two(n: int, count: int, seed: int) -> None:
    members, scores = random_coalitions(n, count, seed)

    choice = choose_coalitions(members, scores, organisations=n, seed=seed)

    assert choice.chosen
    assert fits(members, choice.chosen)
    assert 0 <= choice.gap < 0.01
    assert choice == choose_coalitions(members, scores, organisations=n, seed=seed)


def test_choose_coalitions_thins_a_large_problem_and_stays_near_the_best(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    members, scores = random_coalitions(30, 300, seed=3)
    exact = choose_coalitions(members, scores, organisations=30, seed=1)
    monkeypatch.setattr(matcher.grouping, "EXACT_ORGANISATIONS", 15)

    thinned = choose_coalitions(members, scores, organisations=30, seed=1)

    assert fits(members, thinned.chosen)
    assert value(members, scores, thinned.chosen) > 0.95 * value(members, scores, exact.chosen)
    assert (
        thinned.gap
        >= 1 - value(members, scores, thinned.chosen) / value(members, scores, exact.chosen) - 1e-3
    )


def test_choose_coalitions_lets_the_seed_decide_ties() -> None:
    members = list(combinations(range(6), 3))
    chosen = {
        choose_coalitions(members, np.full(20, 0.5), organisations=6, seed=seed).chosen for seed in range(6)
    }

    assert len(chosen) > 1
    assert all(len(each) == 2 for each in chosen)


def test_choose_coalitions_out_of_none_is_none() -> None:
    assert choose_coalitions([], np.zeros(0), organisations=4, seed=1) == Choice((), 0.0)
