"""Which wishes for tables cannot be met, whatever the plan, and where may each guest sit?"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from matcher.constraints import pair_of
from matcher.seats import Guest, SeatingRules, SeatingSettings, Shortfall, ShortfallCode


@dataclass(frozen=True, slots=True)
class Places:
    """Where guests may sit: `allowed` tables by (round, guest), anywhere when not named.

    `locked`: those of them that a lock decided. `shortfalls`: locks and wishes that exclude each other.
    """

    allowed: dict[tuple[int, int], frozenset[int]]
    locked: frozenset[tuple[int, int]]
    shortfalls: tuple[Shortfall, ...]


def limits(guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings) -> tuple[Shortfall, ...]:
    """What no plan can give these guests, with the bound; empty = nothing stands in the way."""
    return (
        *_room(guests, settings),
        *_repeats(guests, settings),
        *_colleagues(guests, settings),
        *_parties(guests, rules, settings),
        *_coalitions(guests, rules, settings),
    )


def rounds_without_repeat(guests: Sequence[Guest], settings: SeatingSettings) -> int:
    """The most rounds in which nobody could meet twice: an upper bound, which a plan need not reach.

    Someone at the smallest table meets its other guests, in each round others, and no colleagues. The guests
    of the largest table need as many tables in the next round.
    """
    n = min(len(guests), settings.tables * settings.seats)
    smallest, largest = n // settings.tables, -(-n // settings.tables)
    if largest > settings.tables and largest > 1:
        return 1
    if smallest < 2:
        return settings.rounds
    colleagues = max(Counter(guest.organisation for guest in guests).values())
    bound = (n - colleagues) // (smallest - 1)
    led = settings.moderators_stay and sum(guest.moderator for guest in guests) >= settings.tables
    return max(1, min(bound, settings.tables) if led else bound)


def agreed_places(guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings) -> Places:
    """Where each guest may sit, after locks and wishes were made to agree: a lock comes before a wish."""
    return _Agreement(guests, rules, settings).reached()


def _room(guests: Sequence[Guest], settings: SeatingSettings) -> Iterator[Shortfall]:
    seats = settings.tables * settings.seats
    if len(guests) > seats:
        late = tuple(sorted(guest.id for guest in guests)[seats:])
        yield Shortfall(ShortfallCode.NO_SEATS, late, figure=seats)
    if len(guests) < settings.tables:
        yield Shortfall(ShortfallCode.MORE_TABLES_THAN_GUESTS, figure=len(guests))
    leaders = sum(guest.moderator for guest in guests)
    if 0 < leaders < settings.tables:
        yield Shortfall(ShortfallCode.TOO_FEW_MODERATORS, figure=settings.tables - leaders)


def _repeats(guests: Sequence[Guest], settings: SeatingSettings) -> Iterator[Shortfall]:
    if not guests:
        return
    bound = rounds_without_repeat(guests, settings)
    if bound < settings.rounds:
        yield Shortfall(ShortfallCode.REPEATS_UNAVOIDABLE, figure=bound)


def _colleagues(guests: Sequence[Guest], settings: SeatingSettings) -> Iterator[Shortfall]:
    persons = Counter(guest.organisation for guest in guests)
    for organisation in sorted(one for one, count in persons.items() if count > settings.tables):
        ids = tuple(guest.id for guest in guests if guest.organisation == organisation)
        yield Shortfall(ShortfallCode.COLLEAGUES_UNAVOIDABLE, ids, figure=settings.tables)


def _parties(guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings) -> Iterator[Shortfall]:
    for party in rules.parties:
        present = sum(party.admits(guest) for guest in guests)
        if party.minimum and present < party.minimum * settings.tables:
            tables = present // party.minimum
            yield Shortfall(ShortfallCode.PARTY_TOO_SMALL, figure=tables, detail=party.name)


def _coalitions(
    guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings
) -> Iterator[Shortfall]:
    if not settings.coalition_rounds:
        return
    for members in rules.coalitions:
        first = first_of_each(guests, members)
        if len(first) > settings.seats:
            yield Shortfall(ShortfallCode.COALITION_TOO_LARGE, first, figure=settings.seats)
        elif any(pair_of(*pair) in rules.apart for pair in combinations(members, 2)):
            yield Shortfall(ShortfallCode.COALITION_SPLIT, first)


def first_of_each(guests: Sequence[Guest], organisations: Sequence[int]) -> tuple[int, ...]:
    """Who sits for each of these organisations where they sit together: the first who was registered."""
    first: dict[int, int] = {}
    for guest in sorted(guests, key=lambda guest: guest.id):
        first.setdefault(guest.organisation, guest.id)
    return tuple(first[one] for one in organisations if one in first)


class _Agreement:
    """Gives out places one after the other, and notes what cannot be given."""

    def __init__(self, guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings) -> None:
        self.guests = {guest.id: guest for guest in sorted(guests, key=lambda guest: guest.id)}
        self.rules, self.settings = rules, settings
        self.rounds = range(1, settings.rounds + 1)
        self.seated: dict[tuple[int, int], list[int]] = {}
        self.allowed: dict[tuple[int, int], frozenset[int]] = {}
        self.shortfalls: list[Shortfall] = []

    def reached(self) -> Places:
        """Locks first, then fixed tables, moderators, whoever stays, and the tables by the door."""
        for lock in self.rules.locks:
            self._lock(lock.round, lock.guest, lock.table)
        locked = frozenset(self.allowed)
        for guest in self.guests.values():
            if guest.table is not None:
                self._fix(guest, guest.table)
        stayers = [guest for guest in self.guests.values() if self._stays(guest)]
        for guest in sorted(stayers, key=lambda guest: (not guest.moderator, guest.id)):
            self._stay(guest)
        self._doors()
        return Places(self.allowed, locked, tuple(self.shortfalls))

    def _stays(self, guest: Guest) -> bool:
        return guest.table is None and (guest.stays or (guest.moderator and self.settings.moderators_stay))

    def _lock(self, number: int, guest_id: int, table: int) -> None:
        guest = self.guests.get(guest_id)
        if guest is None or number not in self.rounds or (number, guest_id) in self.allowed:
            return
        if problem := self._obstacle(number, guest, table):
            self.shortfalls.append(Shortfall(problem, (guest_id,), number, table))
            return
        door = guest.near_door and guest.table is None and table > self.settings.door_tables
        if door or guest.table not in (None, table):
            self.shortfalls.append(Shortfall(ShortfallCode.LOCK_AGAINST_WISH, (guest_id,), number, table))
        self._give(number, guest_id, table)

    def _fix(self, guest: Guest, table: int) -> None:
        """This table in every round that no lock decides."""
        for number in self.rounds:
            if (number, guest.id) in self.allowed:
                continue
            if problem := self._obstacle(number, guest, table):
                self.shortfalls.append(Shortfall(problem, (guest.id,), number, table))
                if problem is ShortfallCode.TABLE_GONE:
                    return
            else:
                self._give(number, guest.id, table)

    def _stay(self, guest: Guest) -> None:
        """One table for all rounds: where a lock put them, else the emptiest that suits."""
        own = [table for number in self.rounds for table in self.allowed.get((number, guest.id), ())]
        tables = range(1, self.settings.tables + 1)
        wanted = [table for table in tables if not guest.near_door or table <= self.settings.door_tables]
        choice = own[:1] or sorted(wanted or tables, key=lambda table: self._crowd(guest, table))[:1]
        self._fix(guest, choice[0])
        company = [one for one in self.seated.get((1, choice[0]), ()) if one != guest.id]
        for other in company:
            if all(other in self.seated.get((number, choice[0]), ()) for number in self.rounds):
                pair = (min(other, guest.id), max(other, guest.id))
                if self.settings.rounds > 1:
                    code = ShortfallCode.STAYERS_MEET
                    self.shortfalls.append(Shortfall(code, pair, table=choice[0]))

    def _crowd(self, guest: Guest, table: int) -> tuple[int, int, int, int]:
        """How little this table suits someone who stays: obstacles, moderators, colleagues, others."""
        company = [self.guests[one] for one in self.seated.get((1, table), ())]
        obstacle = any(self._obstacle(number, guest, table) for number in self.rounds)
        leaders = sum(other.moderator and guest.moderator for other in company)
        colleagues = sum(other.organisation == guest.organisation for other in company)
        return (int(obstacle), leaders, colleagues, len(company))

    def _doors(self) -> None:
        by_door = frozenset(range(1, self.settings.door_tables + 1))
        for number in self.rounds:
            free = {
                table: self.settings.seats - len(self.seated.get((number, table), ())) for table in by_door
            }
            room = sum(free.values())
            for guest in self.guests.values():
                if not guest.near_door or (number, guest.id) in self.allowed:
                    continue
                if room <= 0:
                    code = ShortfallCode.TABLE_FULL if by_door else ShortfallCode.TABLE_GONE
                    self.shortfalls.append(Shortfall(code, (guest.id,), number))
                else:
                    self.allowed[number, guest.id] = by_door
                    room -= 1

    def _obstacle(self, number: int, guest: Guest, table: int) -> ShortfallCode | None:
        company = self.seated.get((number, table), [])
        if not 1 <= table <= self.settings.tables:
            return ShortfallCode.TABLE_GONE
        if len(company) >= self.settings.seats:
            return ShortfallCode.TABLE_FULL
        others = (self.guests[one].organisation for one in company)
        if any(pair_of(guest.organisation, other) in self.rules.apart for other in others):
            return ShortfallCode.LOCK_DROPPED
        return None

    def _give(self, number: int, guest_id: int, table: int) -> None:
        self.allowed[number, guest_id] = frozenset({table})
        self.seated.setdefault((number, table), []).append(guest_id)
