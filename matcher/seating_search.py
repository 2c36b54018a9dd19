"""How does a plan get better? By swaps of two rows in one round, many at once, at first with some chance."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.seating_grid import COLLEAGUES, PARTY, REPEAT, TOGETHER, WANTED, Grid, Numbers

Tables = NDArray[np.intp]

# How often the rounds are gone through with chance, for a meeting of a hundred and twenty, and how many steps
# each time. Larger meetings get fewer, because each step takes longer; small ones need fewer.
SWEEPS, USUAL_SIZE, STEPS = 900, 120, 5
# Chance begins at this many times the spread of what pairs are worth. Measured at 120 and 300 guests.
WARMTH = 1.6
# And meeting twice weighs this many times that spread, as long as there is chance.
LENIENT = 2.0
# A small meeting is searched through this many times, for it takes no time.
MOST_ATTEMPTS = 4
# Chance that may break a wish to meet two others begins here, and cools down to the usual or this.
HOT, COLD, HOT_ATTEMPTS = 60_000.0, 100.0, 2
# So many swaps in a row mend any plan; a limit only, which swaps that all gain do not need.
MOST_STEPS = 2_000
NEVER = -1e15
# The drawn numbers are used again from another place each time.
POOL = 1_000_003


def improve(
    grid: Grid, tables: Tables, rng: np.random.Generator, *, report: Callable[[int, int], None]
) -> Tables:
    """A plan at least as good as this one: chance that cools down, then only swaps that gain, to the end.

    While there is chance, meeting twice weighs little more than good company, else a plan in which nobody
    does so could hardly change at all. As long as a wish stays unmet after that, chance comes back hot enough
    to break one wish on the way to another.
    """
    search = _Search(grid, tables.copy(), rng)
    best, value = search.settled(), search.value()
    sweeps = max(60, int(SWEEPS * min(1.0, 2 * grid.size / USUAL_SIZE, USUAL_SIZE / grid.size)))
    spread = search.spread()
    usual = [WARMTH * spread] * (min(MOST_ATTEMPTS, max(1, USUAL_SIZE // grid.size)) if spread else 0)
    heats = [*usual, *[HOT] * HOT_ATTEMPTS]
    for attempt, heat in enumerate(heats):
        if heat == HOT and not search.lacks(best):
            break
        search.tables = best.copy()
        for sweep in range(sweeps):
            if sweep % 30 == 0:
                report(attempt * sweeps + sweep, len(heats) * sweeps)
            cooled = sweep / sweeps
            if heat == HOT:
                search.sweep(HOT * (max(WARMTH * spread, COLD) / HOT) ** cooled, repeat=REPEAT)
            else:
                search.sweep(heat * (1 - cooled), repeat=LENIENT * spread)
        tried = search.settled()
        if search.value() > value:
            best, value = tried, search.value()
    return best


class _Search:
    """One plan on its way: the tables of every row in every round."""

    def __init__(self, grid: Grid, tables: Tables, rng: np.random.Generator) -> None:
        self.grid, self.tables, self.rng = grid, tables, rng
        self.repeat = float(REPEAT)
        n, size = len(grid.guests), grid.size
        self.pool = rng.gumbel(size=size * size + POOL).astype(np.float32)
        real = np.arange(size) < n
        # Each swap once, and no empty seat for another.
        self.swaps = np.triu(np.ones((size, size), dtype=np.bool_), k=1) & (real[:, None] | real[None, :])
        self.rows = np.arange(size)

    def spread(self) -> float:
        """How much one company differs from another in worth; 0 = not at all."""
        n = len(self.grid.guests)
        gains = self.grid.company[:n, :n] + WANTED * (self.grid.wanted[:n, :n] > 0)
        usual = gains[np.triu_indices(n, k=1)]
        usual = usual[np.abs(usual) <= 2 * WANTED]
        return float(usual.std()) if len(usual) else 0.0

    def settled(self) -> Tables:
        """The plan after all swaps that gain, in whatever round."""
        self.repeat = float(REPEAT)
        for _ in range(MOST_STEPS):
            swapped = [self._round(number, 0.0, MOST_STEPS) for number in range(self.grid.rounds)]
            if not any(swapped):
                break
        return self.tables.copy()

    def lacks(self, tables: Tables) -> bool:
        """Whether this plan leaves any wish unmet: a repeat, colleagues, a coalition, a party, a pair."""
        grid, n = self.grid, len(self.grid.guests)
        self.tables = tables.copy()
        unseen = set(grid.wanted.ravel().tolist()) - {0}
        for number, of_round in enumerate(self.tables):
            same = (of_round[:, None] == of_round[None, :])[:n, :n]
            clash = (grid.company[:n, :n] < -COLLEAGUES / 2) | (self._met(number, range(number))[:n, :n] > 0)
            short = grid.minimum > self._present(of_round)
            if (same & clash).any() or short.any() or (grid.together[number][:n, :n] & ~same).any():
                return True
            unseen -= set(grid.wanted[:n, :n][same].tolist())
        return bool(unseen)

    def sweep(self, warmth: float, *, repeat: float) -> None:
        """A few swaps in every round, the better ones more likely; the less warmth the surer.

        `repeat`: what meeting once more weighs meanwhile.
        """
        self.repeat = min(float(REPEAT), float(round(repeat)))
        for number in range(self.grid.rounds):
            self._round(number, warmth, STEPS)

    def value(self) -> float:
        """What the plan is worth: all rounds, each pair's later meetings counted as repeats."""
        total = 0.0
        for number in range(self.grid.rounds):
            company = self._company(number, range(number))
            of_round = self.tables[number]
            total += float(company[of_round[:, None] == of_round[None, :]].sum()) / 2
            total += float(self.grid.places[number, self.rows, of_round].sum())
            total -= PARTY * float(np.maximum(0, self.grid.minimum - self._present(of_round)).sum())
        return total

    def _round(self, number: int, warmth: float, steps: int) -> bool:
        """Whether anything was swapped in this round, in at most so many steps."""
        grid, of_round = self.grid, self.tables[number]
        company = self._company(number, [other for other in range(grid.rounds) if other != number])
        # Every table has as many rows as any other, empty seats among them.
        by_table = np.argsort(of_round, kind="stable")
        at_tables = company[:, by_table].reshape(grid.size, grid.tables, grid.seats)
        worth = at_tables.sum(axis=2) + grid.places[number]
        swapped = False
        for _ in range(steps):
            gains = self._gains(company, worth, of_round)
            if warmth:
                start = int(self.rng.integers(POOL))
                drawn = self.pool[start : start + gains.size].reshape(gains.shape)
                gains += np.float32(warmth) * drawn
            if not self._swap_best(gains, company, worth, of_round):
                break
            swapped = True
        return swapped

    def _company(self, number: int, others: Sequence[int]) -> Numbers:
        """What it is worth in this round that two share a table, given the other rounds."""
        grid = self.grid
        company = grid.company + TOGETHER * grid.together[number]
        company -= self.repeat * self._met(number, others)
        if grid.wanted.any():
            seen = np.zeros(int(grid.wanted.max()) + 1, dtype=np.bool_)
            seen[0] = True
            for other in others:
                seen[grid.wanted[self.tables[other][:, None] == self.tables[other][None, :]]] = True
            company += WANTED * ~seen[grid.wanted]
        np.fill_diagonal(company, 0)
        return company

    def _met(self, number: int, others: Sequence[int]) -> Numbers:
        """N × N: in how many of the other rounds two guests meet, not counting a coalition that is to."""
        met = np.zeros((self.grid.size, self.grid.size))
        for other in others:
            same = self.tables[other][:, None] == self.tables[other][None, :]
            met += same & ~(self.grid.together[number] & self.grid.together[other])
        n = len(self.grid.guests)
        met[n:], met[:, n:] = 0, 0
        np.fill_diagonal(met, 0)
        return met

    def _gains(self, company: Numbers, worth: Numbers, of_round: Tables) -> Numbers:
        """N × N: what the plan gains when these two rows swap their tables."""
        there = worth[:, of_round] - worth[self.rows, of_round][:, None]
        gains = there + there.T - 2 * company
        if self.grid.minimum.size:
            gains += self._party_gains(of_round)
        allowed = self.swaps & (of_round[:, None] != of_round[None, :])
        return np.asarray(np.where(allowed, gains, NEVER))

    def _party_gains(self, of_round: Tables) -> Numbers:
        """What the tables gain in mix: one table loses a member of a party and the other one gets it."""
        members, minimum = self.grid.members, self.grid.minimum
        present = self._present(of_round)
        lacking = PARTY * np.maximum(0, minimum - present)
        one_more = lacking - PARTY * np.maximum(0, minimum - present - 1)
        one_less = lacking - PARTY * np.maximum(0, minimum - present + 1)
        half = np.zeros((self.grid.size, self.grid.size))
        for party, member in enumerate(members.T):
            half += np.outer((1 - member) * one_more[of_round, party], member)
            half += np.outer(1 - member, member * one_less[of_round, party])
        return half + half.T

    def _present(self, of_round: Tables) -> Numbers:
        present = np.zeros((self.grid.tables, self.grid.minimum.size))
        np.add.at(present, of_round, self.grid.members)
        return present

    def _swap_best(self, gains: Numbers, company: Numbers, worth: Numbers, of_round: Tables) -> bool:
        """Do the best swaps that share no table, so that none changes what another gains."""
        flat = gains.ravel()
        count = min(flat.size, 4 * self.grid.tables)
        best = np.argpartition(flat, -count)[-count:]
        best = best[np.lexsort((best, -flat[best]))]
        busy = np.zeros(self.grid.tables, dtype=np.bool_)
        swapped = False
        for place in best.tolist():
            if flat[place] <= 0:
                break
            one, other = divmod(place, self.grid.size)
            first, second = of_round[one], of_round[other]
            if busy[first] or busy[second]:
                continue
            busy[first] = busy[second] = swapped = True
            difference = company[:, other] - company[:, one]
            worth[:, first] += difference
            worth[:, second] -= difference
            of_round[one], of_round[other] = second, first
        return swapped
