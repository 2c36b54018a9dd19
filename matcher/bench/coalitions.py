"""How good is the choice of coalitions, beside named peers?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from matcher.bench.timing import timed
from matcher.grouping import PLACE_WORTH, choose_coalitions
from matcher.invented import SEED

# So long may a peer think that sees all candidates at once; CP-SAT on so many processors.
SECONDS, WORKERS = 30, 2
# CP-SAT counts in whole numbers: so many to one of worth.
EXACT = 1_000_000

Members = list[list[int]]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Groups:
    """Chosen coalitions: value counts each member's place and score; `left_out`: organisations in none."""

    value: float
    seconds: float
    left_out: int


def optimal_groups(members: Members, scores: Scores, n: int) -> tuple[Groups, float]:
    """The coalitions that this matcher chooses, and the fraction by which they may lie below the best."""
    choice, seconds = timed(lambda: choose_coalitions(members, scores, organisations=n, seed=SEED))
    return _groups(members, scores, choice.chosen, n=n, seconds=seconds), choice.gap


def greedy_groups(members: Members, scores: Scores, n: int) -> Groups:
    """The peer: take the coalition worth most per member, then the next that is still free."""

    def choose() -> tuple[int, ...]:
        taken: set[int] = set()
        chosen = []
        for place in np.argsort(-scores, kind="stable").tolist():
            if taken.isdisjoint(members[place]):
                taken.update(members[place])
                chosen.append(place)
        return tuple(chosen)

    chosen, seconds = timed(choose)
    return _groups(members, scores, chosen, n=n, seconds=seconds)


def whole_programme(members: Members, scores: Scores, n: int) -> Groups | None:
    """The peer: HiGHS on every candidate at once; None when it finds nothing in SECONDS."""
    worth = _worth(members, scores)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in members])])
    rows = np.concatenate([np.array(row) for row in members])
    packing = csc_array((np.ones(len(rows)), rows, starts), shape=(n, len(members)))
    solution, seconds = timed(
        lambda: milp(
            -worth,
            integrality=np.ones(len(worth), dtype=np.int8),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(packing, ub=1),
            options={"mip_rel_gap": 1e-3, "time_limit": SECONDS},
        )
    )
    if solution.x is None:
        return None
    chosen = tuple(np.flatnonzero(solution.x > 0.5).tolist())
    return _groups(members, scores, chosen, n=n, seconds=seconds)


def cp_sat(members: Members, scores: Scores, n: int) -> Groups | None:
    """The peer: CP-SAT on every candidate at once; None when it finds nothing in SECONDS.

    Raises ModuleNotFoundError without OR-Tools, which comes with the development packages.
    """
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    taken = [model.new_bool_var("") for _ in members]
    of_one: list[list[cp_model.IntVar]] = [[] for _ in range(n)]
    for variable, row in zip(taken, members, strict=True):
        for one in row:
            of_one[one].append(variable)
    for variables in of_one:
        model.add_at_most_one(variables)
    worth = np.rint(EXACT * _worth(members, scores)).astype(np.int64)
    model.maximize(cp_model.LinearExpr.weighted_sum(taken, worth.tolist()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = SECONDS, WORKERS
    status, seconds = timed(lambda: solver.solve(model))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    chosen = tuple(place for place, variable in enumerate(taken) if solver.value(variable))
    return _groups(members, scores, chosen, n=n, seconds=seconds)


def _worth(members: Members, scores: Scores) -> Scores:
    return np.array([len(row) for row in members]) * (scores + PLACE_WORTH)


def _groups(members: Members, scores: Scores, chosen: tuple[int, ...], *, n: int, seconds: float) -> Groups:
    value = sum(len(members[place]) * (float(scores[place]) + PLACE_WORTH) for place in chosen)
    return Groups(value, seconds, n - sum(len(members[place]) for place in chosen))
