"""What do these organisers find important? Learnt from decisions, never far from what was known before."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from matcher.decisions import Decision
from matcher.signs import Sign
from matcher.weighing import Weights

Figures = NDArray[np.float64]

# How much each sign differs between pairs that are proposed (standard deviations); `./run bench learning`
# shows what it is today. In these steps all signs can be compared.
SPREAD = {
    Sign.ANSWERED: 0.2,
    Sign.RETURNED: 0.07,
    Sign.CAUSE: 0.12,
    Sign.WORDS: 0.24,
    Sign.SUBJECTS: 0.21,
    Sign.USUAL: 0.41,
    Sign.APART: 0.06,
}
# Beforehand three organisers in ten are thought to have a taste of their own; it lies within such a spread.
TASTE_BEFOREHAND, TASTE_SPREAD = 0.3, 1.0
# Below this certainty, after all decisions, nothing changes at all.
CLEAR = 0.5
# Strict or lenient: the spread of where organisers draw the line. And of how closely they follow the fit.
STRICTNESS_SPREAD, AGREEMENT_SPREAD = 2.0, 1.0
# What was learnt may weigh this much beside what was known. More than this costs quality on coalitions that
# are known to have worked, whoever the organiser is; see docs/benchmarks.md.
FARTHEST = 0.1


@dataclass(frozen=True, slots=True)
class Taste:
    """What was learnt: the weights to use from now on.

    `certainty`: fraction, how likely it is, after these decisions, that the organisers have a taste of their
    own at all; below CLEAR the weights are the known ones, and above it the step is shortened by it.
    """

    weights: Weights
    certainty: float


@dataclass(frozen=True, slots=True)
class _Prior:
    """What is believed of each coefficient beforehand: normal, and never below `least`."""

    mean: Figures
    spread: Figures
    least: Figures


def learn_taste(decisions: Sequence[Decision], known: Weights) -> Taste:
    """The weights that these decisions speak for, near the known ones.

    Logistic regression with a normal prior, of which the most likely coefficients are taken (MAP). How strict
    each judge is, and how closely they all follow the fit, are coefficients of their own and left out of the
    weights: someone who refuses much, or decides by lot, or tires down the page, teaches nothing about signs.
    The same model without a taste has a probability of its own (Laplace). The step is never longer than
    FARTHEST, and of that only so much is taken as a taste is likely: nothing below CLEAR. No slope falls
    below 0.

    Only pairs that were proposed are judged. The choice rests on the signs that the model knows, so it does
    not bend the coefficients, but about pairs unlike those proposed nothing is learnt and the prior stays.

    What became of initiatives is judged by time, as one more judge with a strictness of its own: initiatives
    are only compared with each other. Each counts as several decisions.

    Decisions of one sort, all approved or all refused, teach nothing. Raises KeyError when a sign is missing.
    """
    approved = np.array([decision.approved for decision in decisions], dtype=np.bool_)
    if not approved.any() or approved.all():
        return Taste(known, 0.0)
    spread, slopes = np.array([SPREAD[sign] for sign in Sign]), _slopes(known)
    signs = np.array([[decision.signs[sign] for sign in Sign] for decision in decisions], dtype=np.float64)
    middle = signs.mean(axis=0)
    follows = _judges(decisions), (signs - middle) @ slopes[:, None]
    judges = follows[0].shape[1]
    counts = np.array([decision.weight for decision in decisions], dtype=np.float64)
    steady = _Prior(
        mean=np.append(np.zeros(judges), 1.0),
        spread=np.append(np.full(judges, STRICTNESS_SPREAD), AGREEMENT_SPREAD),
        least=np.append(np.full(judges, -np.inf), 0.0),
    )
    with_taste = _Prior(
        mean=np.append(steady.mean, np.zeros(len(Sign))),
        spread=np.append(steady.spread, np.full(len(Sign), TASTE_SPREAD)),
        least=np.append(steady.least, -slopes * spread),
    )
    _, without = _most_likely(np.hstack(follows), approved, steady, counts)
    found, evidence = _most_likely(
        np.hstack([*follows, (signs - middle) / spread]), approved, with_taste, counts
    )
    odds = TASTE_BEFOREHAND / (1 - TASTE_BEFOREHAND) * np.exp(np.clip(evidence - without, -50, 50))
    certainty = float(odds / (1 + odds))
    if certainty < CLEAR:
        return Taste(known, certainty)
    step = certainty * _held_back(found[judges + 1 :], slopes * spread) / spread
    learnt = np.maximum(slopes + step, 0)
    weights = Weights(
        float(known.intercept + middle @ (slopes - learnt)),
        {str(sign): float(slope) for sign, slope in zip(Sign, learnt, strict=True)},
    )
    return Taste(weights, certainty)


def shares(weights: Weights) -> dict[str, float]:
    """How much of the order of proposals each sign decides, by name: fractions that add up to 1."""
    counts = _slopes(weights) * np.array([SPREAD[sign] for sign in Sign])
    return {str(sign): float(count) for sign, count in zip(Sign, counts / counts.sum(), strict=True)}


def _slopes(weights: Weights) -> Figures:
    return np.array([weights.slopes.get(str(sign), 0.0) for sign in Sign], dtype=np.float64)


def _judges(decisions: Sequence[Decision]) -> Figures:
    """Decisions × judges: 1 where the judge decided."""
    judges = np.array([decision.judge for decision in decisions])
    decided: Figures = (judges[:, None] == np.unique(judges)[None, :]).astype(np.float64)
    return decided


def _held_back(step: Figures, known: Figures) -> Figures:
    """The step, shortened to FARTHEST of the length of what is known; both in spreads."""
    longest, length = FARTHEST * np.linalg.norm(known), np.linalg.norm(step)
    return step * min(1.0, float(longest / length)) if length > 0 else step


def _most_likely(
    rows: Figures, approved: NDArray[np.bool_], prior: _Prior, counts: Figures
) -> tuple[Figures, float]:
    """The most likely coefficients, and the logarithm of how likely the decisions are under this model.

    `counts`: as how many decisions each row counts.
    """

    def misfit(at: Figures) -> tuple[float, Figures]:
        expected, away = rows @ at, (at - prior.mean) / prior.spread
        loss = counts @ np.logaddexp(0, np.where(approved, -expected, expected)) + (away**2).sum() / 2
        return float(loss), rows.T @ (counts * (_logistic(expected) - approved)) + away / prior.spread

    bounds = [(low, None) for low in prior.least.tolist()]
    found = minimize(misfit, prior.mean, jac=True, method="L-BFGS-B", bounds=bounds)
    chance = _logistic(rows @ found.x)
    # In units of each spread the prior is round, and what stays of Laplace's formula is one determinant.
    scaled = rows * prior.spread
    curved = (scaled.T * (counts * chance * (1 - chance))) @ scaled + np.eye(rows.shape[1])
    return found.x, float(-found.fun - np.linalg.slogdet(curved)[1] / 2)


def _logistic(values: Figures) -> Figures:
    chance: Figures = 1 / (1 + np.exp(-values))
    return chance
