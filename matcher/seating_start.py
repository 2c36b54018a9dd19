"""With which plan does the search begin? One in which nobody meets twice, where arithmetic gives one."""

from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.seating_grid import BARRED, Grid

Tables = NDArray[np.intp]


def first_tables(grid: Grid, rng: np.random.Generator) -> Tables:
    """The table of every row in every round: rounds × N, from 0.

    A guest on place i of column j sits at table (j + a·i) in the round with the step a, modulo the number of
    tables. So each table always has one guest of each place, and two of one place never meet. Place 0 never
    moves: whoever stays gets it. A coalition gets a column of the first round in which it sits together; a
    party gets a place of its own; colleagues share a place. For the rest lots decide.
    """
    cells = _cells(grid)
    taken: dict[int, int] = {}  # cell by row
    free = np.ones(cells.shape[1], dtype=np.bool_)
    _give_stayers(grid, free, taken)
    _give_coalitions(grid, cells, free, taken)
    order = _by_organisation(grid, rng)
    _give_parties(grid, order, free, taken)
    rest = [row for row in order if row not in taken]
    taken.update(zip(rest, _by_place(grid, free, rng), strict=True))
    return np.array(cells[:, [taken[row] for row in range(grid.size)]])


def steps_without_repeat(tables: int, seats: int, rounds: int) -> tuple[int, ...]:
    """Steps of which no two, times the distance of two places, differ by whole turns of the tables.

    That is what keeps any two from meeting twice. Where there are not so many, the first numbers follow: the
    search then has to mend the repeats.
    """
    steps: list[int] = []
    for step in range(tables):
        if all((step - other) * apart % tables for other in steps for apart in range(1, seats)):
            steps.append(step)
        if len(steps) == rounds:
            break
    others = (step for step in range(rounds + len(steps)) if step not in steps)
    return tuple(steps) + tuple(next(others) for _ in range(rounds - len(steps)))


def _cells(grid: Grid) -> Tables:
    place, column = np.divmod(np.arange(grid.size), grid.tables)
    steps = steps_without_repeat(grid.tables, grid.seats, grid.rounds)
    return np.array([(column + step * place) % grid.tables for step in steps], dtype=np.intp)


def _give_stayers(grid: Grid, free: NDArray[np.bool_], taken: dict[int, int]) -> None:
    """The first guest who must sit at a table in all rounds gets its place that never moves."""
    possible = grid.places > -BARRED / 2
    for row in range(len(grid.guests)):
        tables = np.flatnonzero(possible[:, row].all(axis=0))
        if possible[:, row].sum() == grid.rounds and len(tables) == 1 and free[tables[0]]:
            taken[row] = int(tables[0])
            free[tables[0]] = False


def _give_coalitions(grid: Grid, cells: Tables, free: NDArray[np.bool_], taken: dict[int, int]) -> None:
    number = next((at for at, marks in enumerate(grid.together) if marks.any()), None)
    if number is None:
        return
    for members in _groups(grid, number):
        waiting = [row for row in members if row not in taken]
        sat = [cells[number, taken[row]] for row in members if row in taken]
        room = np.bincount(cells[number], weights=free, minlength=grid.tables)
        table = sat[0] if sat else int(room.argmax())
        for row, cell in zip(waiting, np.flatnonzero(free & (cells[number] == table)).tolist(), strict=False):
            taken[row] = cell
            free[cell] = False


def _give_parties(grid: Grid, order: list[int], free: NDArray[np.bool_], taken: dict[int, int]) -> None:
    """Each party gets the emptiest place, as often as every table needs one of it."""
    by_place = free.reshape(grid.seats, grid.tables)
    for party, minimum in enumerate(grid.minimum.astype(int).tolist()):
        for _ in range(minimum):
            members = [row for row in order if row not in taken and grid.members[row, party]]
            place = int(by_place.sum(axis=1).argmax())
            cells = place * grid.tables + np.flatnonzero(by_place[place])
            for row, cell in zip(members, cells.tolist(), strict=False):
                taken[row] = cell
                free[cell] = False


def _by_organisation(grid: Grid, rng: np.random.Generator) -> list[int]:
    """All rows, those of one organisation behind each other, else by lot; empty seats last."""
    lot = rng.permutation(grid.size).tolist()
    first = {guest.organisation: place for place, guest in zip(lot, grid.guests, strict=False)}
    guests = sorted(range(len(grid.guests)), key=lambda row: (first[grid.guests[row].organisation], row))
    return [*guests, *range(len(grid.guests), grid.size)]


def _by_place(grid: Grid, free: NDArray[np.bool_], rng: np.random.Generator) -> list[int]:
    """The free cells, place by place; within a place by lot."""
    cells = rng.permutation(np.flatnonzero(free))
    return [int(cell) for cell in cells[np.argsort(cells // grid.tables, kind="stable")]]


def _groups(grid: Grid, number: int) -> list[list[int]]:
    """The rows of each coalition, the largest first."""
    marks = grid.together[number]
    groups: list[list[int]] = []
    for row in np.flatnonzero(marks.any(axis=0)).tolist():
        for group in groups:
            if all(marks[row, other] for other in group):
                group.append(row)
                break
        else:
            groups.append([row])
    whole = [group for group in groups if all(marks[pair] for pair in combinations(group, 2))]
    return sorted(whole, key=lambda group: (-len(group), group))
