"""How does a seating problem become arrays? Guests and empty seats in rows, wishes as whole numbers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import pair_of
from matcher.seating_limits import Places, first_of_each
from matcher.seats import Guest, Seat, SeatingRules, SeatingSettings

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]

# What each wish weighs, in thousandths of the worth of a perfect pair. Each outweighs many of the next, and
# all are whole, so that sums of floats are exact and the order of adding makes no difference.
BARRED = 20_000_000_000  # a place where someone may not sit
APART = 50_000_000  # company that someone must not have
COLLEAGUES = 300_000
REPEAT = 200_000  # for each earlier meeting
TOGETHER = 100_000  # for each pair of a coalition in a round where it sits together
PARTY = 60_000  # for each member of a party that a table lacks
UNCHANGED = 50_000  # a seat as it was before
WANTED = 20_000
EMPTY = 5_000  # for each pair of empty seats at one table: so the tables are of even size
PERFECT = 1_000


@dataclass(frozen=True, slots=True)
class Grid:
    """A problem of n guests on `tables` × `seats` places, N in all; rows from n on are empty seats.

    `company`: N × N, what it is worth that two share a table in any round. `wanted`: n × n, the number of
    the wanted pair of organisations from 1, 0 = none. `together`: per round N × N, who sits together as a
    coalition then. `places`: rounds × N × tables, what it is worth that someone sits there. `members`:
    N × parties, 0 or 1. `minimum`: per party, for each table.
    """

    guests: tuple[Guest, ...]
    tables: int
    seats: int
    company: Numbers
    wanted: NDArray[np.intp]
    together: tuple[Marks, ...]
    places: Numbers
    members: Numbers
    minimum: Numbers

    @property
    def rounds(self) -> int:
        """How many rounds."""
        return len(self.together)

    @property
    def size(self) -> int:
        """N, the number of rows."""
        return len(self.company)


def make_grid(
    guests: Sequence[Guest],
    agreed: Places,
    *,
    rules: SeatingRules,
    settings: SeatingSettings,
    before: Sequence[Seat] = (),
) -> Grid:
    """The problem of these guests, in their order; `before` are seats that had better stay."""
    coalitions = [first_of_each(guests, members) for members in rules.coalitions]
    seats = _seats_used(guests, agreed, coalitions, before, settings)
    size = settings.tables * seats
    return Grid(
        guests=tuple(guests),
        tables=settings.tables,
        seats=seats,
        company=_company(guests, rules, size),
        wanted=_wanted(guests, rules, size),
        together=_together(guests, coalitions, settings, size),
        places=_places(guests, agreed, before, settings, size),
        members=_members(guests, rules, size),
        minimum=np.array([float(party.minimum) for party in rules.parties if party.minimum]),
    )


def _seats_used(
    guests: Sequence[Guest],
    agreed: Places,
    coalitions: Sequence[Sequence[int]],
    before: Sequence[Seat],
    settings: SeatingSettings,
) -> int:
    """How many places of a table are considered: enough for every wish, few enough to be quick."""
    named = Counter(
        (number, next(iter(tables))) for (number, _), tables in agreed.allowed.items() if len(tables) == 1
    )
    sat = Counter((seat.round, seat.table) for seat in before)
    by_door = Counter(number for (number, _), tables in agreed.allowed.items() if len(tables) > 1)
    door_tables = max((len(tables) for tables in agreed.allowed.values()), default=1)
    most = max(
        -(-len(guests) // settings.tables) + 1,
        *(len(members) for members in coalitions),
        *named.values(),
        *sat.values(),
        *(-(-count // door_tables) + max(named.values(), default=0) for count in by_door.values()),
        2,
    )
    return min(settings.seats, most)


def _company(guests: Sequence[Guest], rules: SeatingRules, size: int) -> Numbers:
    company = np.zeros((size, size))
    company[len(guests) :, len(guests) :] = -EMPTY
    for (one, first), (other, second) in combinations(enumerate(guests), 2):
        pair = pair_of(first.organisation, second.organisation)
        value = float(round(PERFECT * rules.worth.get(pair, 0.0)))
        if first.organisation == second.organisation or (first.moderator and second.moderator):
            value -= COLLEAGUES
        if pair in rules.apart:
            value -= APART
        company[one, other] = company[other, one] = value
    np.fill_diagonal(company, 0)
    return company


def _wanted(guests: Sequence[Guest], rules: SeatingRules, size: int) -> NDArray[np.intp]:
    wanted = np.zeros((size, size), dtype=np.intp)
    numbers = {pair: number for number, pair in enumerate(sorted(rules.wanted), start=1)}
    for (one, first), (other, second) in combinations(enumerate(guests), 2):
        number = numbers.get(pair_of(first.organisation, second.organisation), 0)
        wanted[one, other] = wanted[other, one] = number
    return wanted


def _together(
    guests: Sequence[Guest], coalitions: Sequence[Sequence[int]], settings: SeatingSettings, size: int
) -> tuple[Marks, ...]:
    column = {guest.id: place for place, guest in enumerate(guests)}
    grid = np.zeros((size, size), dtype=np.bool_)
    for members in coalitions:
        for one, other in combinations(members, 2):
            grid[column[one], column[other]] = grid[column[other], column[one]] = True
    nobody = np.zeros_like(grid)
    rounds = range(1, settings.rounds + 1)
    return tuple(grid if number in settings.coalition_rounds else nobody for number in rounds)


def _places(
    guests: Sequence[Guest],
    agreed: Places,
    before: Sequence[Seat],
    settings: SeatingSettings,
    size: int,
) -> Numbers:
    places = np.zeros((settings.rounds, size, settings.tables))
    column = {guest.id: place for place, guest in enumerate(guests)}
    for seat in before:
        if seat.guest in column and seat.round <= settings.rounds and seat.table <= settings.tables:
            places[seat.round - 1, column[seat.guest], seat.table - 1] += UNCHANGED
    for (number, guest), tables in agreed.allowed.items():
        others = np.ones(settings.tables, dtype=np.bool_)
        others[[table - 1 for table in tables]] = False
        places[number - 1, column[guest], others] -= BARRED
    return places


def _members(guests: Sequence[Guest], rules: SeatingRules, size: int) -> Numbers:
    parties = [party for party in rules.parties if party.minimum]
    members = np.zeros((size, len(parties)))
    for row, guest in enumerate(guests):
        members[row] = [float(party.admits(guest)) for party in parties]
    return members
