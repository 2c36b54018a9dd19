"""What is learnt from decisions, and how far it may go."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.decisions import Decision, outcome
from matcher.learning import CLEAR, FARTHEST, SPREAD, learn_taste
from matcher.signs import Sign
from matcher.weighing import Weights

KNOWN = Weights(-6.0, {str(sign): 0.6 / spread for sign, spread in SPREAD.items()})


def pairs(n: int, seed: int = 1) -> np.ndarray:
    """The signs of n pairs, around a half, with the usual spread."""
    lot = np.random.default_rng(seed)
    return np.clip(0.5 + lot.standard_normal((n, len(Sign))) * np.array(list(SPREAD.values())), 0, 1)


def decided(signs: np.ndarray, approved: np.ndarray, judge: int = 1) -> list[Decision]:
    return [
        Decision({str(sign): value for sign, value in zip(Sign, row, strict=True)}, yes, judge)
        for row, yes in zip(signs.tolist(), approved.tolist(), strict=True)
    ]


def likes(sign: Sign, n: int = 50, seed: int = 1) -> list[Decision]:
    """Decisions of someone who approves the half in which this sign is strongest."""
    signs = pairs(n, seed)
    liked = signs[:, list(Sign).index(sign)]
    return decided(signs, liked > np.median(liked))


def distance(weights: Weights) -> float:
    """How far the weights lie from the known ones, as a share of these."""
    spread = np.array(list(SPREAD.values()))
    known, learnt = (np.array([each.slopes[sign] for sign in Sign]) for each in (KNOWN, weights))
    return float(np.linalg.norm((learnt - known) * spread) / np.linalg.norm(known * spread))


@pytest.mark.parametrize("sign", Sign)
def test_a_steady_taste_is_followed_after_fifty_decisions(sign: Sign) -> None:
    taste = learn_taste(likes(sign), KNOWN)

    changes = {each: (taste.weights.slopes[each] - KNOWN.slopes[each]) * SPREAD[each] for each in Sign}
    assert max(changes, key=lambda each: changes[each]) is sign
    assert taste.certainty > 0.9
    assert distance(taste.weights) == pytest.approx(FARTHEST, abs=0.01)


def test_a_few_decisions_overturn_nothing() -> None:
    taste = learn_taste(likes(Sign.USUAL, n=4), KNOWN)

    assert taste.certainty < CLEAR
    assert taste.weights == KNOWN


def test_decisions_by_lot_change_nothing() -> None:
    found = []
    for seed in range(10):
        by_lot = np.random.default_rng(100 + seed).random(50) < 0.6
        found.append(learn_taste(decided(pairs(50, seed), by_lot), KNOWN).weights)

    assert found == [KNOWN] * 10


def test_whoever_goes_by_the_fit_changes_nothing() -> None:
    signs = pairs(50)
    fit = KNOWN.logit({str(sign): signs[:, place] for place, sign in enumerate(Sign)})

    taste = learn_taste(decided(signs, fit > np.median(fit)), KNOWN)

    assert taste.weights == KNOWN


@pytest.mark.parametrize("approved", [True, False])
def test_decisions_of_one_sort_teach_nothing(approved: bool) -> None:
    taste = learn_taste(decided(pairs(30), np.full(30, approved)), KNOWN)

    assert (taste.weights, taste.certainty) == (KNOWN, 0.0)


def test_no_decisions_teach_nothing() -> None:
    assert learn_taste([], KNOWN).weights == KNOWN


def test_strict_and_lenient_judges_are_told_apart() -> None:
    """Who judged the usual pairs refuses nearly everything, who judged the others nearly nothing."""
    usual, unusual = pairs(40, 1), pairs(40, 2)
    usual[:, list(Sign).index(Sign.USUAL)] = 0.9
    unusual[:, list(Sign).index(Sign.USUAL)] = 0.2
    few, most = np.arange(40) % 10 == 0, np.arange(40) % 10 != 0

    together = learn_taste([*decided(usual, few, 1), *decided(unusual, most, 1)], KNOWN)
    apart = learn_taste([*decided(usual, few, 1), *decided(unusual, most, 2)], KNOWN)

    assert together.weights.slopes[Sign.USUAL] < apart.weights.slopes[Sign.USUAL]
    assert apart.weights == KNOWN


def test_the_usual_pair_keeps_its_fit() -> None:
    decisions = likes(Sign.CAUSE)
    middle = {str(sign): np.array(np.mean([decision.signs[sign] for decision in decisions])) for sign in Sign}

    taste = learn_taste(decisions, KNOWN)

    assert taste.weights.logit(middle) == pytest.approx(KNOWN.logit(middle))


def test_a_sign_that_is_missing_is_an_error() -> None:
    decisions = likes(Sign.CAUSE)
    decisions[0] = replace(decisions[0], signs={})

    with pytest.raises(KeyError, match="answered"):
        learn_taste(decisions, KNOWN)


def test_a_sign_without_a_weight_so_far_can_be_learnt() -> None:
    without = Weights(KNOWN.intercept, {k: v for k, v in KNOWN.slopes.items() if k != Sign.USUAL})

    assert learn_taste(likes(Sign.USUAL), without).weights.slopes[Sign.USUAL] > 0


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 60), st.integers(0, 1000), st.integers(0, 3))
def test_weights_stay_near_and_never_speak_against_a_meeting(n: int, seed: int, judges: int) -> None:
    lot = np.random.default_rng(seed)
    approved = lot.random(n) < lot.random()
    decisions = [
        replace(each, judge=int(lot.integers(0, judges + 1)))
        for each in decided(np.round(lot.random((n, len(Sign)))), approved)
    ]

    weights = learn_taste(decisions, KNOWN).weights

    assert min(weights.slopes.values()) >= 0
    assert distance(weights) <= FARTHEST + 1e-9
    assert learn_taste(decisions[::-1], KNOWN).weights.slopes == pytest.approx(weights.slopes, abs=1e-2)


def lived(n: int, seed: int = 5) -> list[Decision]:
    """Initiatives, of which the half ran in which organisations are of the most usual kinds."""
    signs = pairs(n, seed)
    usual = signs[:, list(Sign).index(Sign.USUAL)]
    return [
        outcome({str(sign): value for sign, value in zip(Sign, row, strict=True)}, ran=bool(ran), among=1)
        for row, ran in zip(signs, usual > np.median(usual), strict=True)
    ]


def by_lot(n: int = 40) -> list[Decision]:
    """Decisions without a taste."""
    return decided(pairs(n, 2), np.random.default_rng(3).random(n) < 0.5)


def test_what_ran_is_followed_where_organisers_decide_by_lot() -> None:
    taste = learn_taste([*by_lot(), *lived(20)], KNOWN)

    assert learn_taste(by_lot(), KNOWN).weights == KNOWN
    assert taste.weights.slopes[Sign.USUAL] > KNOWN.slopes[Sign.USUAL]
    assert distance(taste.weights) <= FARTHEST + 1e-6


def test_a_few_initiatives_overturn_nothing() -> None:
    assert learn_taste([*by_lot(), *lived(3)], KNOWN).weights == KNOWN


def test_initiatives_that_all_ran_teach_nothing_of_signs() -> None:
    all_ran = [replace(one, approved=True) for one in lived(20)]

    assert learn_taste([*by_lot(), *all_ran], KNOWN).weights == KNOWN


def test_a_weight_of_three_counts_as_three_decisions() -> None:
    decisions = likes(Sign.USUAL, n=20)

    heavier = learn_taste([replace(one, weight=3.0) for one in decisions], KNOWN)

    assert heavier.certainty == pytest.approx(learn_taste(decisions * 3, KNOWN).certainty)
