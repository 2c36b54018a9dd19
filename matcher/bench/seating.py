"""How fast and how good are the tables, beside named peers on the same objective?"""

import os
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.invented import SEED
from matcher.seating import seat_guests
from matcher.seats import Guest, SeatingRules, SeatingSettings

# Guests, tables, seats: what one line of the table is about.
SIZES = ((30, 8, 4), (120, 15, 8), (300, 38, 8))
ROUNDS = 3
CP_SAT_SECONDS, WORKERS = 60, 2
# Its model of more guests than these takes gigabytes.
CP_SAT_UP_TO = 120
PERFECT = 1_000

Tables = NDArray[np.intp]
Worth = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Figures:
    """A plan: the worth of all pairs that meet, each counted once, and how many pairs meet again."""

    value: float
    repeats: int
    seconds: float
    megabytes: float = 0.0


def invented_worth(n: int, seed: int = SEED) -> Worth:
    """What it is worth that two of n meet: symmetric, whole thousandths, drawn evenly from 0 to 1."""
    upper = np.triu(np.rint(PERFECT * np.random.default_rng(seed).random((n, n))), k=1)
    return np.asarray(upper + upper.T)


def figures(tables: Tables, worth: Worth, seconds: float) -> Figures:
    """What a plan (rounds × guests, tables from 0) is worth."""
    upper = np.triu(np.ones_like(worth), k=1)
    met = np.asarray(sum((row[:, None] == row[None, :]) * upper for row in tables))
    return Figures(float((worth * (met > 0)).sum()), int((met > 1).sum()), seconds)


def ours(worth: Worth, tables: int, seats: int) -> Figures:
    """The plan of this matcher."""
    n = len(worth)
    guests = [Guest(number, number) for number in range(n)]
    known = {pair: float(worth[pair]) / PERFECT for pair in combinations(range(n), 2)}
    rules, settings = SeatingRules(worth=known), SeatingSettings(tables, seats, ROUNDS)
    started = time.perf_counter()
    plan = seat_guests(guests, rules=rules, settings=settings)
    seconds = time.perf_counter() - started
    found = np.zeros((ROUNDS, n), dtype=np.intp)
    for seat in plan.seats:
        found[seat.round - 1, seat.guest] = seat.table - 1
    tracemalloc.start()
    seat_guests(guests, rules=rules, settings=settings)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    result = figures(found, worth, seconds)
    return Figures(result.value, result.repeats, seconds, megabytes)


def by_lot(worth: Worth, tables: int, seats: int, seed: int = SEED) -> Figures:
    """A peer: everyone gets a seat by lot that repeats nobody they met, where one is left."""
    rng, n = np.random.default_rng(seed), len(worth)
    started = time.perf_counter()
    met = np.zeros((n, n), dtype=np.bool_)
    plan = np.zeros((ROUNDS, n), dtype=np.intp)
    for number in range(ROUNDS):
        company: list[list[int]] = [[] for _ in range(tables)]
        for guest in rng.permutation(n).tolist():
            room = [table for table in range(tables) if len(company[table]) < seats]
            new = [table for table in room if not met[guest, company[table]].any()]
            table = int(rng.choice(new or room))
            company[table].append(guest)
            plan[number, guest] = table
        for present in company:
            met[np.ix_(present, present)] = True
    return figures(plan, worth, time.perf_counter() - started)


def round_robin(worth: Worth, tables: int) -> Figures:
    """A peer: guests are dealt out in a row, and place i of every table moves i tables on each round."""
    started = time.perf_counter()
    plan = _dealt_out(len(worth), tables)
    return figures(plan, worth, time.perf_counter() - started)


def cp_sat(worth: Worth, tables: int, seats: int, seconds: float = CP_SAT_SECONDS) -> Figures | None:
    """The peer: OR-Tools CP-SAT with the same rules and objective; None when it finds nothing in time.

    It is told the plan of `round_robin` to start from. Seconds count the search, not making the model.
    Raises ModuleNotFoundError where OR-Tools is not installed; it comes with the development packages.
    """
    from ortools.sat.python import cp_model

    n = len(worth)
    model = cp_model.CpModel()
    sits = [[[model.new_bool_var("") for _ in range(tables)] for _ in range(n)] for _ in range(ROUNDS)]
    for of_round, hinted in zip(sits, _dealt_out(n, tables).tolist(), strict=True):
        for guest in range(n):
            model.add_exactly_one(of_round[guest])
            for table in range(tables):
                model.add_hint(of_round[guest][table], hinted[guest] == table)
        for table in range(tables):
            taken = sum(of_round[guest][table] for guest in range(n))
            model.add_linear_constraint(taken, n // tables, seats)
    gains = []
    for one, other in combinations(range(n), 2):
        meetings = []
        for of_round in sits:
            for first, second in zip(of_round[one], of_round[other], strict=True):
                both = model.new_bool_var("")
                model.add_bool_or([first.negated(), second.negated(), both])
                model.add_implication(both, first)
                model.add_implication(both, second)
                meetings.append(both)
        model.add_at_most_one(meetings)
        gains += [int(worth[one, other]) * both for both in meetings]
    model.maximize(sum(gains))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = SEED
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    found = [[next(t for t, var in enumerate(row) if solver.value(var)) for row in of] for of in sits]
    return figures(np.array(found), worth, solver.wall_time)


def _dealt_out(n: int, tables: int) -> Tables:
    place, column = np.divmod(np.arange(n), tables)
    return np.array([(column + number * place) % tables for number in range(ROUNDS)])


def report() -> str:
    """The table of the benchmark, in Markdown; one row per size and way."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield (
        f"{ROUNDS} rounds; the worth of each pair drawn evenly by lot (seed {SEED}). Load of the machine at "
        f"the start: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors."
    )
    yield ""
    yield "| guests | way | seconds | memory | pairs that meet again | worth ÷ by lot |"
    yield "|---|---|---|---|---|---|"
    for n, tables, seats in SIZES:
        worth = invented_worth(n)
        lot = by_lot(worth, tables, seats)
        ways = {
            f"{n} = {tables} × {seats} | by lot, avoiding repeats": lot,
            "| round robin": round_robin(worth, tables),
            f"| CP-SAT, {CP_SAT_SECONDS} s": cp_sat(worth, tables, seats) if n <= CP_SAT_UP_TO else None,
            "| **this matcher**": ours(worth, tables, seats),
        }
        for title, found in ways.items():
            if found is None:
                why = "nothing found" if n <= CP_SAT_UP_TO else "not tried: its model takes gigabytes"
                yield f"| {title} | – | – | {why} | – |"
                continue
            memory = f"{found.megabytes:.0f} MB" if found.megabytes else "–"
            yield (
                f"| {title} | {found.seconds:.2f} | {memory} | {found.repeats} "
                f"| {found.value / lot.value:.3f} |"
            )
