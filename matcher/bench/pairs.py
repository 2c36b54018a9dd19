"""How good is the choice of pairs, beside named peers?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.bench.timing import timed
from matcher.measures import Measures
from matcher.pairing import choose_pairs
from matcher.settings import MatcherSettings

Chosen = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Chosen pairs: value is the sum of scores; `fewest` and `most` proposals of one organisation."""

    value: float
    seconds: float
    fewest: int
    most: int
    gini: float


def optimal_pairs(measures: Measures, settings: MatcherSettings) -> Pairs:
    """The pairs that this matcher chooses."""
    allowed = _allowed(measures, settings)
    pairs, seconds = timed(lambda: choose_pairs(measures.scores, allowed, settings))
    return _pairs(measures, pairs, seconds)


def greedy_pairs(measures: Measures, settings: MatcherSettings) -> Pairs:
    """The peer: take the best pair left, as long as both have room."""

    def choose() -> Chosen:
        allowed = _allowed(measures, settings)
        first, second = np.nonzero(np.triu(allowed, k=1))
        order = np.argsort(-measures.scores[first, second], kind="stable")
        taken = np.zeros(len(measures.scores), dtype=np.int64)
        chosen = []
        for one, other in zip(first[order].tolist(), second[order].tolist(), strict=True):
            if max(taken[one], taken[other]) < settings.maximum_proposals:
                taken[[one, other]] += 1
                chosen.append((one, other))
        return chosen

    pairs, seconds = timed(choose)
    return _pairs(measures, pairs, seconds)


def round_robin_pairs(measures: Measures, settings: MatcherSettings) -> Pairs:
    """The peer: in turns each takes the best partner left who has room, until nobody can."""

    def choose() -> Chosen:
        free = np.where(_allowed(measures, settings), measures.scores, -np.inf)
        taken = np.zeros(len(free), dtype=np.int64)
        chosen: Chosen = []
        before = -1
        while len(chosen) > before:
            before = len(chosen)
            for one in range(len(free)):
                other = int(free[one].argmax())
                if free[one, other] == -np.inf:
                    continue
                chosen.append((one, other))
                free[one, other] = free[other, one] = -np.inf
                taken[[one, other]] += 1
                for full in (one, other):
                    if taken[full] == settings.maximum_proposals:
                        free[full, :] = free[:, full] = -np.inf
        return chosen

    pairs, seconds = timed(choose)
    return _pairs(measures, pairs, seconds)


def most_possible(measures: Measures, settings: MatcherSettings) -> float:
    """What no choice can exceed: everyone gets the best partners there are, whoever else wants them."""
    allowed = np.where(_allowed(measures, settings), measures.scores, 0)
    best = -np.partition(-allowed, settings.maximum_proposals - 1, axis=1)[:, : settings.maximum_proposals]
    return float(best.sum() / 2)


def gini(counts: NDArray[np.int64]) -> float:
    """How unequally these are spread: 0 = all the same, near 1 = one has all."""
    ordered = np.sort(counts)
    if ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def _allowed(measures: Measures, settings: MatcherSettings) -> NDArray[np.bool_]:
    allowed = measures.fit.mutual >= settings.fit_floor
    np.fill_diagonal(allowed, False)
    return allowed


def _pairs(measures: Measures, pairs: Chosen, seconds: float) -> Pairs:
    counts = np.bincount([row for pair in pairs for row in pair], minlength=len(measures.scores))
    value = sum(float(measures.scores[pair]) for pair in pairs)
    return Pairs(value, seconds, int(counts.min()), int(counts.max()), gini(counts))
