"""Which coalitions are proposed, so that together they are worth most and leave few out?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csc_array

from matcher.pairing import NUDGE, SolverFailed

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]

# What a place in any coalition is worth, beside the score of that coalition: so few are left out.
PLACE_WORTH = 0.3
# More organisations than these are first thinned by taking what the relaxation already takes for more than
# TAKEN; how many candidates stay for that, and how many the integer programme gets.
EXACT_ORGANISATIONS, TAKEN = 120, 0.6
PRICED, COLUMNS = 8_000, 1_500
# The integer programme may stop when this fraction is all that better coalitions could still add.
GAP = 2e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """The places of the chosen candidates, ascending, and how far their value may lie below the best.

    `gap` is a proven fraction of the best value; 0 = nothing better exists.
    """

    chosen: tuple[int, ...]
    gap: float


@dataclass(frozen=True, slots=True)
class _Relaxation:
    """The linear relaxation: its value, and of each column its share and its worth above its price."""

    value: float
    shares: Numbers
    above_price: Numbers


def choose_coalitions(
    members: Sequence[Sequence[int]], scores: Numbers, *, organisations: int, seed: int
) -> Choice:
    """The set of coalitions of the greatest value in which no organisation is twice.

    Weighted set packing: a coalition counts PLACE_WORTH and its score for each of its members. The linear
    relaxation (HiGHS) bounds the value and prices every organisation; the integer programme then gets the
    candidates worth most above the price of their members. With many organisations the relaxation is
    followed a few steps first. `members` are rows below `organisations`; only the seed decides ties.
    """
    if not len(members):
        return Choice((), 0.0)
    sizes = np.array([len(row) for row in members])
    worth = sizes * (scores + PLACE_WORTH) + NUDGE * np.random.default_rng(seed).random(len(sizes))
    rows = np.concatenate([np.asarray(row, dtype=np.int64) for row in members])
    starts = np.concatenate([[0], np.cumsum(sizes)])
    packing = csc_array((np.ones(len(rows)), rows, starts), shape=(organisations, len(sizes)))

    relaxation = _relax(worth, packing)
    bound = relaxation.value
    taken, columns, relaxation = _thinned(worth, packing, relaxation)
    kept = _best(relaxation.above_price, COLUMNS)
    last, last_bound = _pack(worth[columns[kept]], packing[:, columns[kept]])
    chosen = np.sort(np.concatenate([taken, columns[kept][last]]))
    if not len(taken):
        # Whoever uses a column that was not kept stays below the relaxation by what that column lacks.
        left_out = np.delete(relaxation.above_price, kept)
        bound = min(bound, max(last_bound, bound + left_out.max(initial=-np.inf)))
    return Choice(tuple(chosen.tolist()), max(0.0, 1 - float(worth[chosen].sum()) / bound))


def _thinned(
    worth: Numbers, packing: csc_array, relaxation: _Relaxation
) -> tuple[Places, Places, _Relaxation]:
    """The columns taken to thin a large problem; the columns still possible; their relaxation."""
    columns = np.arange(len(worth))
    taken = np.zeros(0, dtype=np.intp)
    while np.count_nonzero(packing[:, columns].sum(axis=1)) > EXACT_ORGANISATIONS:
        priced = _best(relaxation.above_price, PRICED)
        columns = columns[priced]
        taken = np.concatenate([taken, columns[_takes(relaxation.shares[priced])]])
        clashes = packing[:, columns].T @ packing[:, taken].sum(axis=1)
        columns = columns[clashes == 0]
        relaxation = _relax(worth[columns], packing[:, columns])
    return taken, columns, relaxation


def _relax(worth: Numbers, packing: csc_array) -> _Relaxation:
    if not len(worth):
        return _Relaxation(0.0, worth, worth)
    once = np.ones(packing.shape[0])
    solution = linprog(-worth, packing, once, method="highs-ipm")  # type: ignore[call-overload] # stubs know no sparse matrix
    if solution.x is None:
        raise SolverFailed(f"no prices found for {len(worth)} coalitions: {solution.message}")
    above_price = worth + packing.T @ solution.ineqlin.marginals
    return _Relaxation(-float(solution.fun), solution.x, above_price)


def _pack(worth: Numbers, packing: csc_array) -> tuple[Places, float]:
    """The places of the best columns that share no organisation, and a bound on their value."""
    if not len(worth):
        return np.zeros(0, dtype=np.intp), 0.0
    solution = milp(
        -worth,
        integrality=np.ones(len(worth), dtype=np.int8),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(packing, ub=1),
        options={"mip_rel_gap": GAP},
    )
    if solution.x is None:
        raise SolverFailed(f"no coalitions chosen among {len(worth)}: {solution.message}")
    return np.flatnonzero(solution.x > 0.5), -float(solution.mip_dual_bound)


def _takes(shares: Numbers) -> Places:
    """The columns that the relaxation takes for the most part, which exclude one another; at least one."""
    most = np.flatnonzero(shares > TAKEN)
    return most if len(most) else np.array([shares.argmax()])


def _best(figures: Numbers, count: int) -> Places:
    """The places of the highest figures, ascending; the first of equals."""
    return np.sort(np.argsort(-figures, kind="stable")[:count])
