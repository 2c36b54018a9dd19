"""How fast and how good is all that a meeting asks: to measure, pair, group and seat, beside named peers?"""

import multiprocessing
import resource
import sys
from collections.abc import Iterator
from functools import partial
from itertools import combinations
from math import ceil

import numpy as np

from matcher.bench.coalitions import Groups, cp_sat, greedy_groups, optimal_groups, whole_programme
from matcher.bench.pairs import Pairs, greedy_pairs, most_possible, optimal_pairs, round_robin_pairs
from matcher.bench.timing import timed
from matcher.candidates import possible_coalitions
from matcher.constraints import MeetingRules
from matcher.embedder import Embedder, Reading, load_embedder
from matcher.invented import invented_profiles
from matcher.measures import Measures, measure
from matcher.seating import seat_guests
from matcher.seats import Guest, SeatingRules, SeatingSettings
from matcher.settings import MatcherSettings

SIZES = (30, 100, 300)
SEATS, ROUNDS = 8, 3
# One line of each table: the whole meeting, pairs, coalitions.
Lines = tuple[str, list[str], list[str]]

_WHOLE_HEAD = (
    "**The whole meeting.** Tables of 8, three rounds, a guest of each organisation, worth as scored.",
    "",
    "| organisations | embed and measure | pairs | coalitions | tables | together | peak memory |",
    "|---|---|---|---|---|---|---|",
)
_PAIR_HEAD = (
    "**Pairs.** Beside greedy (the best pair left, as long as both have room) and round robin (in turns each",
    "takes the best left). The bound: everyone gets the best there are, whoever else wants them.",
    "",
    "| organisations | way | seconds | value ÷ bound | proposals each | Gini |",
    "|---|---|---|---|---|---|",
)
_GROUP_HEAD = (
    "**Coalitions.** Beside greedy packing, and HiGHS and CP-SAT on all candidates at once, 30 seconds each.",
    "Gap: to the linear bound of the candidates.",
    "",
    "| organisations, candidates | way | seconds | value ÷ ours | left out | gap |",
    "|---|---|---|---|---|---|",
)


def report(embedder: str) -> str:
    """The tables of the benchmark, in Markdown; each size in a process of its own, for its memory."""
    whole, pairs, groups = [], [], []
    for n in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            line, pair_lines, group_lines = pool.apply(_loaded, (n, embedder))
        whole.append(line)
        pairs += pair_lines
        groups += group_lines
    return "\n".join((*_WHOLE_HEAD, *whole, "", *_PAIR_HEAD, *pairs, "", *_GROUP_HEAD, *groups))


def lines_of(n: int, embedder: Embedder) -> Lines:
    """The lines of a meeting of n organisations; the peers come after the memory was read."""
    embedder.encode(["warm"], Reading.NEED)
    settings, rules = MatcherSettings(), MeetingRules()
    measures, measuring = timed(
        partial(measure, invented_profiles(n), rules=rules, settings=settings, embedder=embedder)
    )
    pairs = optimal_pairs(measures, settings)
    blocks, combining = timed(lambda: list(possible_coalitions(measures, rules=rules, settings=settings)))
    members = [row for block in blocks for row in block.members.tolist()]
    scores = np.concatenate([block.score for block in blocks])
    groups, gap = optimal_groups(members, scores, n)
    seating = _seconds_to_seat(measures)
    grouping = combining + groups.seconds
    together = measuring + pairs.seconds + grouping + seating
    whole = (
        f"| {n} | {measuring:.2f} s | {pairs.seconds:.2f} s | {grouping:.2f} s | {seating:.2f} s "
        f"| {together:.2f} s | {_peak_megabytes():.0f} MB |"
    )
    peers = {
        "greedy": greedy_groups(members, scores, n),
        "HiGHS": whole_programme(members, scores, n),
        "CP-SAT": cp_sat(members, scores, n),
    }
    ours = f"**this matcher** | {groups.seconds:.2f} | 1.000 | {groups.left_out} | {gap:.2%}"
    group_lines = [f"| {n}, {len(members)} | {ours} |", *_beside(groups, peers)]
    return whole, list(_pair_lines(n, measures, settings, pairs)), group_lines


def _loaded(n: int, embedder: str) -> Lines:
    return lines_of(n, load_embedder(embedder))


def _seconds_to_seat(measures: Measures) -> float:
    n = len(measures.profiles)
    worth = {pair: float(measures.scores[pair]) for pair in combinations(range(n), 2)}
    guests = [Guest(number, number) for number in range(n)]
    settings = SeatingSettings(ceil(n / SEATS), SEATS, ROUNDS)
    plan, seconds = timed(lambda: seat_guests(guests, rules=SeatingRules(worth=worth), settings=settings))
    if len(plan.seats) == 0:
        raise AssertionError("nobody got a seat")
    return seconds


def _pair_lines(n: int, measures: Measures, settings: MatcherSettings, ours: Pairs) -> Iterator[str]:
    bound = most_possible(measures, settings)
    ways = {
        "**this matcher**": ours,
        "greedy": greedy_pairs(measures, settings),
        "round robin": round_robin_pairs(measures, settings),
    }
    for place, (way, found) in enumerate(ways.items()):
        yield (
            f"| {n if place == 0 else ''} | {way} | {found.seconds:.2f} | {found.value / bound:.3f} "
            f"| {found.fewest} – {found.most} | {found.gini:.2f} |"
        )


def _beside(ours: Groups, peers: dict[str, Groups | None]) -> Iterator[str]:
    for way, found in peers.items():
        if found is None:
            yield f"| | {way} | – | nothing in time | – | – |"
        else:
            yield f"| | {way} | {found.seconds:.2f} | {found.value / ours.value:.3f} | {found.left_out} | – |"


def _peak_megabytes() -> float:
    """The most memory that this process had; the kernel tells kilobytes, on macOS bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)
