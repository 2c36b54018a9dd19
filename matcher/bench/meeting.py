"""How fast and how good is the choice of pairs and coalitions, beside named peers?"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_array

from matcher.candidates import possible_coalitions
from matcher.constraints import MeetingRules
from matcher.embedder import Embedder, Reading
from matcher.grouping import PLACE_WORTH, choose_coalitions
from matcher.invented import SEED, invented_profiles
from matcher.measures import Measures, measure
from matcher.pairing import choose_pairs
from matcher.settings import MatcherSettings

SIZES = (30, 100, 300)
# The whole integer programme over all candidates is tried up to this size; it may not end in time beyond.
WHOLE_UP_TO = 100
SECONDS_FOR_WHOLE = 60

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Chosen pairs: value is the sum of scores; `fewest` and `most` proposals of one organisation."""

    value: float
    seconds: float
    fewest: int
    most: int
    gini: float


@dataclass(frozen=True, slots=True)
class Groups:
    """Chosen coalitions: value counts each member's place and score; `left_out`: organisations in none."""

    value: float
    seconds: float
    left_out: int


def optimal_pairs(measures: Measures, settings: MatcherSettings) -> Pairs:
    """The pairs that this matcher chooses."""
    allowed = _allowed(measures, settings)
    pairs, seconds = _timed(lambda: choose_pairs(measures.scores, allowed, settings))
    return _pairs(measures, pairs, seconds)


def greedy_pairs(measures: Measures, settings: MatcherSettings) -> Pairs:
    """The peer: take the best pair left, as long as both have room."""

    def choose() -> list[tuple[int, int]]:
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

    pairs, seconds = _timed(choose)
    return _pairs(measures, pairs, seconds)


def optimal_groups(members: list[list[int]], scores: NDArray[np.float64], n: int) -> tuple[Groups, float]:
    """The coalitions that this matcher chooses, and the fraction by which they may lie below the best."""
    choice, seconds = _timed(lambda: choose_coalitions(members, scores, organisations=n, seed=SEED))
    return _groups(members, scores, choice.chosen, n=n, seconds=seconds), choice.gap


def greedy_groups(members: list[list[int]], scores: NDArray[np.float64], n: int) -> Groups:
    """The peer: take the coalition worth most per member, then the next that is still free."""

    def choose() -> tuple[int, ...]:
        taken: set[int] = set()
        chosen = []
        for place in np.argsort(-scores, kind="stable").tolist():
            if taken.isdisjoint(members[place]):
                taken.update(members[place])
                chosen.append(place)
        return tuple(chosen)

    chosen, seconds = _timed(choose)
    return _groups(members, scores, chosen, n=n, seconds=seconds)


def whole_programme(members: list[list[int]], scores: NDArray[np.float64], n: int) -> Groups | None:
    """The peer: HiGHS on every candidate at once; None when it finds nothing in SECONDS_FOR_WHOLE."""
    worth = np.array([len(row) for row in members]) * (scores + PLACE_WORTH)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in members])])
    rows = np.concatenate([np.array(row) for row in members])
    packing = csc_array((np.ones(len(rows)), rows, starts), shape=(n, len(members)))
    solution, seconds = _timed(
        lambda: milp(
            -worth,
            integrality=np.ones(len(worth), dtype=np.int8),
            bounds=Bounds(0, 1),
            constraints=LinearConstraint(packing, ub=1),
            options={"mip_rel_gap": 1e-3, "time_limit": SECONDS_FOR_WHOLE},
        )
    )
    if solution.x is None:
        return None
    chosen = tuple(np.flatnonzero(solution.x > 0.5).tolist())
    return _groups(members, scores, chosen, n=n, seconds=seconds)


def gini(counts: NDArray[np.int64]) -> float:
    """How unequally these are spread: 0 = all the same, near 1 = one has all."""
    ordered = np.sort(counts)
    if ordered.sum() == 0:
        return 0.0
    ranks = np.arange(1, len(ordered) + 1)
    return float((2 * ranks - len(ordered) - 1) @ ordered / (len(ordered) * ordered.sum()))


def report(embedder: Embedder) -> str:
    """The tables of the benchmark, in Markdown; one row per number of organisations."""
    embedder.encode(["warm"], Reading.NEED)
    settings = MatcherSettings()
    pair_rows, group_rows = [], []
    for n in SIZES:
        profiles = invented_profiles(n)
        rules = MeetingRules()
        measures, measuring = _timed(
            partial(measure, profiles, rules=rules, settings=settings, embedder=embedder)
        )
        ours, greedy = optimal_pairs(measures, settings), greedy_pairs(measures, settings)
        pair_rows.append(
            f"| {n} | {measuring:.2f} s | {ours.seconds:.2f} s | {ours.value / greedy.value:.3f} "
            f"| {ours.fewest} – {ours.most} | {greedy.fewest} – {greedy.most} "
            f"| {ours.gini:.2f} | {greedy.gini:.2f} |"
        )
        group_rows.append(_group_row(measures, settings, n))
    return "\n".join((*_PAIR_HEAD, *pair_rows, "", *_GROUP_HEAD, *group_rows))


_PAIR_HEAD = (
    "**Pairs.** Beside greedy: take the best pair left as long as both have room.",
    "",
    "| organisations | embed and measure | choose | value ÷ greedy | proposals each | greedy "
    "| Gini | greedy |",
    "|---|---|---|---|---|---|---|---|",
)
_GROUP_HEAD = (
    "**Coalitions.** Beside greedy packing and HiGHS on all candidates at once (within 60 s).",
    "",
    "| organisations | candidates | combine | choose | gap to the bound | left out | value ÷ greedy "
    "| greedy leaves out | value ÷ all at once | time ÷ all at once |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def _group_row(measures: Measures, settings: MatcherSettings, n: int) -> str:
    blocks, combining = _timed(
        lambda: list(possible_coalitions(measures, rules=MeetingRules(), settings=settings))
    )
    members = [row for block in blocks for row in block.members.tolist()]
    scores = np.concatenate([block.score for block in blocks])
    ours, gap = optimal_groups(members, scores, n)
    greedy = greedy_groups(members, scores, n)
    whole = whole_programme(members, scores, n) if n <= WHOLE_UP_TO else None
    beside = f"{ours.value / whole.value:.3f} | {ours.seconds / whole.seconds:.2f}" if whole else "– | –"
    return (
        f"| {n} | {len(members)} | {combining:.2f} s | {ours.seconds:.2f} s | {gap:.2%} | {ours.left_out} "
        f"| {ours.value / greedy.value:.3f} | {greedy.left_out} | {beside} |"
    )


def _allowed(measures: Measures, settings: MatcherSettings) -> NDArray[np.bool_]:
    allowed = measures.fit.mutual >= settings.fit_floor
    np.fill_diagonal(allowed, False)
    return allowed


def _pairs(measures: Measures, pairs: list[tuple[int, int]], seconds: float) -> Pairs:
    counts = np.bincount([row for pair in pairs for row in pair], minlength=len(measures.scores))
    value = sum(float(measures.scores[pair]) for pair in pairs)
    return Pairs(value, seconds, int(counts.min()), int(counts.max()), gini(counts))


def _groups(
    members: list[list[int]], scores: NDArray[np.float64], chosen: tuple[int, ...], *, n: int, seconds: float
) -> Groups:
    value = sum(len(members[place]) * (float(scores[place]) + PLACE_WORTH) for place in chosen)
    return Groups(value, seconds, n - sum(len(members[place]) for place in chosen))


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start
