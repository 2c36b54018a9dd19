"""Which pairs are proposed, so that everyone is served and no one crowded?"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, eye_array, hstack

from matcher.settings import MatcherSettings

Scores = NDArray[np.float64]

# Partners that are looked at per organisation, in multiples of the maximum; all of them when there are fewer.
CANDIDATES_PER_PLACE = 8
# What a proposal short of the minimum costs; more than any score, so that the minimum goes first.
PENALTY = 2.0
# Exact ties fall by lot: a nudge too small to put a worse pair before a better one that differs by 0.0001.
NUDGE = 1e-5
# The choice may lie this fraction below the best; a proof to the last digit takes longer than it is worth.
GAP = 1e-4


class SolverFailed(RuntimeError):
    """The solver gave no answer to a problem that always has one; report it with the settings of the run."""


def choose_pairs(
    scores: Scores,
    allowed: NDArray[np.bool_],
    settings: MatcherSettings,
    *,
    fixed: Collection[tuple[int, int]] = (),
) -> list[tuple[int, int]]:
    """The pairs of rows to propose, each (lower, higher), ascending.

    The greatest sum of scores with at most `maximum_proposals` per organisation, and at least
    `minimum_proposals` wherever partners and their maxima allow it. A b-matching, solved as one integer
    programme (HiGHS) on the best candidates of each organisation. `scores` and `allowed` are n × n and
    symmetric; only the seed decides between equal scores. `fixed` pairs of rows are proposed in any case, and
    count; who has more of them than the maximum gets no others.
    """
    stands = _grid(len(scores), fixed)
    first, second = _candidates(scores, allowed, stands, settings.maximum_proposals * CANDIDATES_PER_PLACE)
    if first.size == 0:
        return []
    n, count = len(scores), first.size
    lot = np.random.default_rng(settings.seed).random(count)
    value = scores[first, second] + NUDGE * lot
    pairs_of = coo_array(
        (np.ones(2 * count), (np.concatenate([first, second]), np.tile(np.arange(count), 2))),
        shape=(n, count),
    )
    minimum = np.minimum(settings.minimum_proposals, pairs_of.sum(axis=1))
    maximum = np.maximum(settings.maximum_proposals, stands.sum(axis=1))
    least = np.concatenate([stands[first, second].astype(np.float64), np.zeros(n)])
    solution = milp(
        np.concatenate([-value, np.full(n, PENALTY)]),
        integrality=np.ones(count + n, dtype=np.int8),
        bounds=Bounds(least, np.concatenate([np.ones(count), minimum])),
        # What is missing to the minimum is never more than that, so it cannot push anyone over the maximum.
        constraints=LinearConstraint(hstack([pairs_of, eye_array(n)]), lb=minimum, ub=maximum),
        options={"mip_rel_gap": GAP},
    )
    if solution.x is None:
        raise SolverFailed(f"no pairs chosen among {count} candidates of {n}: {solution.message}")
    chosen = np.flatnonzero(solution.x[:count] > 0.5)
    return [(int(first[pair]), int(second[pair])) for pair in chosen]


def _candidates(
    scores: Scores, allowed: NDArray[np.bool_], stands: NDArray[np.bool_], per_organisation: int
) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs that stand or are among the best of either side, as rows and columns, ascending."""
    ranked = np.where(allowed, scores, -1.0)
    keep = min(per_organisation, len(scores))
    threshold = -np.sort(-ranked, axis=1)[:, keep - 1 : keep] if len(scores) else ranked
    among_best = allowed & (ranked >= threshold)
    first, second = np.nonzero(np.triu(among_best | among_best.T | stands, k=1))
    return first, second


def _grid(n: int, pairs: Collection[tuple[int, int]]) -> NDArray[np.bool_]:
    grid = np.zeros((n, n), dtype=np.bool_)
    for one, other in pairs:
        grid[one, other] = grid[other, one] = True
    return grid
