"""Who sits where in each round? The whole story of the tables in one function."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from matcher.constraints import pair_of
from matcher.seating_grid import Grid, make_grid
from matcher.seating_limits import Places, agreed_places, limits
from matcher.seating_search import Tables, improve
from matcher.seating_start import first_tables
from matcher.seats import Guest, Seat, Seating, SeatingRules, SeatingSettings, Unseated, UnseatedCode

Report = Callable[[int, int], None]


def seat_guests(
    guests: Sequence[Guest],
    *,
    rules: SeatingRules,
    settings: SeatingSettings,
    before: Sequence[Seat] = (),
    report: Report = lambda _done, _total: None,
) -> Seating:
    """A seat in every round for everyone, or the reason why someone has none; nobody is dropped.

    1. `seating_limits`: what cannot be met, whatever the plan; locks and wishes that exclude each other.
    2. `seating_grid`: guests and empty seats as arrays, wishes as whole numbers, so that sums are exact.
    3. `seating_start`: a first plan in which nobody meets twice, where arithmetic gives one.
    4. `seating_search`: swaps of two guests, as long as the plan gets better.

    `before`: seats to keep where nothing else speaks against it. `report(done, total)` is called now and
    then. The same guests, rules and settings give the same plan, in whatever order the guests come.
    """
    ordered = sorted(guests, key=lambda guest: guest.id)
    seated = ordered[: settings.tables * settings.seats]
    if not seated:
        return Seating((), (), limits(ordered, rules, settings))
    places = agreed_places(seated, rules, settings)
    grid = make_grid(seated, places, rules=rules, settings=settings, before=before)
    rng = np.random.default_rng(settings.seed)
    tables = improve(grid, first_tables(grid, rng), rng, report=report)
    seats, unfit = _seats(grid, tables, rules, places)
    late = [
        Unseated(number, guest.id, UnseatedCode.NO_SEAT)
        for number in range(1, settings.rounds + 1)
        for guest in ordered[len(seated) :]
    ]
    return Seating(
        tuple(sorted(seats, key=lambda seat: (seat.round, seat.table, seat.guest))),
        tuple(sorted((*late, *unfit), key=lambda one: (one.round, one.guest))),
        (*limits(ordered, rules, settings), *places.shortfalls),
    )


def repair_seating(
    guests: Sequence[Guest],
    before: Sequence[Seat],
    *,
    rules: SeatingRules,
    settings: SeatingSettings,
) -> Seating:
    """The plan for those who come now: only tables that lost someone change, and whoever is new gets a seat.

    At a table that lost someone the others may move to another such table if that makes the plan better;
    whoever would be left alone may sit anywhere.
    """
    coming = {guest.id for guest in guests}
    kept = [seat for seat in before if seat.guest in coming]
    affected = {(seat.round, seat.table) for seat in before if seat.guest not in coming}
    sizes = Counter((seat.round, seat.table) for seat in kept)
    alone = {place for place in affected if sizes[place] == 1}
    unmoved = tuple(seat for seat in kept if (seat.round, seat.table) not in affected)
    steady = [seat for seat in kept if (seat.round, seat.table) not in alone]
    return seat_guests(
        guests,
        rules=replace(rules, locks=(*rules.locks, *unmoved)),
        settings=settings,
        before=steady,
    )


def _seats(
    grid: Grid, tables: Tables, rules: SeatingRules, places: Places
) -> tuple[list[Seat], list[Unseated]]:
    """The seats, and whoever would sit where they must not; locked seats go first."""
    seats, unseated = [], []
    for number, of_round in enumerate(tables.tolist(), start=1):
        free = [(number, guest.id) not in places.locked for guest in grid.guests]
        rows = sorted(range(len(grid.guests)), key=free.__getitem__)
        present: dict[int, list[int]] = {}
        for row in rows:
            guest, table = grid.guests[row], of_round[row] + 1
            company = present.setdefault(table, [])
            key = (number, guest.id)
            astray = key in places.locked and table not in places.allowed[key]
            if astray or any(pair_of(guest.organisation, other) in rules.apart for other in company):
                unseated.append(Unseated(number, guest.id, UnseatedCode.NO_TABLE_FITS))
            else:
                company.append(guest.organisation)
                seats.append(Seat(number, guest.id, table))
    return seats, unseated
