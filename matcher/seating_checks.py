"""Does a seating plan keep the rules, whoever made it, and what could be better about it?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations

from matcher.constraints import Pair, breaks_parties, pair_of
from matcher.seating_limits import Places, agreed_places, first_of_each
from matcher.seats import Guest, Seat, Seating, SeatingRules, SeatingSettings


class SeatingFaultCode(StrEnum):
    """What makes a plan wrong."""

    UNKNOWN_GUEST = "unknown_guest"  # a seat for someone who does not come
    UNKNOWN_PLACE = "unknown_place"  # a round or a table that is not there
    TWO_SEATS = "two_seats"  # someone sits twice in one round
    TABLE_TOO_FULL = "table_too_full"  # more guests than seats
    KEPT_APART = "kept_apart"  # two at one table who must not be
    LOCK_BROKEN = "lock_broken"  # a locked seat is another one
    NOT_ACCOUNTED_FOR = "not_accounted_for"  # neither a seat in this round nor a reason
    WRONGLY_UNSEATED = "wrongly_unseated"  # a reason for having no seat, and yet a seat


class RemarkCode(StrEnum):
    """What could be better about a plan that is not wrong."""

    REPEATED_PAIR = "repeated_pair"  # two meet more than once
    COLLEAGUES = "colleagues"  # two of one organisation at a table
    PARTY_MISSING = "party_missing"  # a table lacks a party
    NO_MODERATOR = "no_moderator"  # a table without moderator, though there are moderators enough
    COALITION_SPLIT = "coalition_split"  # a coalition does not sit together in a round where it should
    PAIR_UNMET = "pair_unmet"  # an approved pair of organisations never shares a table
    WISH_UNKEPT = "wish_unkept"  # someone does not sit where they should


@dataclass(frozen=True, slots=True)
class SeatingFault:
    """One broken rule, with the guests, the round and the table that it is about."""

    code: SeatingFaultCode
    guests: tuple[int, ...]
    round: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that could be better. `guests`: guest ids, or organisation ids for PAIR_UNMET.

    `rounds`: where it shows; `table`: where it is one table; `detail`: the party that is missing.
    """

    code: RemarkCode
    guests: tuple[int, ...] = ()
    rounds: tuple[int, ...] = ()
    table: int | None = None
    detail: str = ""


def check_seating(
    seating: Seating, guests: Sequence[Guest], *, rules: SeatingRules, settings: SeatingSettings
) -> tuple[SeatingFault, ...]:
    """All faults: of seats in their order, of tables, of locks, then of whoever was forgotten."""
    known = {guest.id: guest for guest in guests}
    return (
        *_wrong_seats(seating.seats, known, settings),
        *_wrong_tables(seating.seats, known, rules, settings),
        *_broken_locks(seating, guests, rules, settings),
        *_forgotten(seating, guests, settings),
    )


def remarks(
    seats: Sequence[Seat], guests: Sequence[Guest], *, rules: SeatingRules, settings: SeatingSettings
) -> tuple[Remark, ...]:
    """What could be better, by kind, then by round, table or guest; empty = every wish is met."""
    known = {guest.id: guest for guest in guests}
    tables = tables_of([seat for seat in seats if seat.guest in known])
    places = agreed_places(guests, rules, settings)
    return (
        *_repeats(tables, guests, rules, settings),
        *_colleagues(tables, known),
        *_missing(tables, known, rules, settings),
        *_split(tables, guests, rules, settings),
        *_unmet(tables, known, rules),
        *_unkept(seats, places),
    )


def tables_of(seats: Sequence[Seat]) -> dict[tuple[int, int], tuple[int, ...]]:
    """The guests of every table that is used, ascending, by (round, table)."""
    tables: dict[tuple[int, int], list[int]] = {}
    for seat in seats:
        tables.setdefault((seat.round, seat.table), []).append(seat.guest)
    return {place: tuple(sorted(tables[place])) for place in sorted(tables)}


def _wrong_seats(
    seats: Sequence[Seat], known: Mapping[int, Guest], settings: SeatingSettings
) -> Iterator[SeatingFault]:
    taken: set[tuple[int, int]] = set()
    for seat in seats:
        where = (seat.round, seat.table)
        if seat.guest not in known:
            yield SeatingFault(SeatingFaultCode.UNKNOWN_GUEST, (seat.guest,), *where)
        if not (1 <= seat.round <= settings.rounds and 1 <= seat.table <= settings.tables):
            yield SeatingFault(SeatingFaultCode.UNKNOWN_PLACE, (seat.guest,), *where)
        if (seat.round, seat.guest) in taken:
            yield SeatingFault(SeatingFaultCode.TWO_SEATS, (seat.guest,), *where)
        taken.add((seat.round, seat.guest))


def _wrong_tables(
    seats: Sequence[Seat], known: Mapping[int, Guest], rules: SeatingRules, settings: SeatingSettings
) -> Iterator[SeatingFault]:
    for (number, table), present in tables_of(seats).items():
        if len(present) > settings.seats:
            yield SeatingFault(SeatingFaultCode.TABLE_TOO_FULL, present, number, table)
        for pair in combinations([one for one in present if one in known], 2):
            if _organisations(pair, known) in rules.apart:
                yield SeatingFault(SeatingFaultCode.KEPT_APART, pair, number, table)


def _broken_locks(
    seating: Seating, guests: Sequence[Guest], rules: SeatingRules, settings: SeatingSettings
) -> Iterator[SeatingFault]:
    places = agreed_places(guests, rules, settings)
    seated = {(seat.round, seat.guest): seat.table for seat in seating.seats}
    for number, guest in sorted(places.locked):
        table = seated.get((number, guest))
        if table is not None and table not in places.allowed[number, guest]:
            yield SeatingFault(SeatingFaultCode.LOCK_BROKEN, (guest,), number, table)


def _forgotten(
    seating: Seating, guests: Sequence[Guest], settings: SeatingSettings
) -> Iterator[SeatingFault]:
    seated = {(seat.round, seat.guest) for seat in seating.seats}
    listed = {(one.round, one.guest) for one in seating.unseated}
    for number in range(1, settings.rounds + 1):
        for guest in sorted(guest.id for guest in guests):
            if (number, guest) not in seated | listed:
                yield SeatingFault(SeatingFaultCode.NOT_ACCOUNTED_FOR, (guest,), number)
            elif (number, guest) in seated & listed:
                yield SeatingFault(SeatingFaultCode.WRONGLY_UNSEATED, (guest,), number)


def _repeats(
    tables: Mapping[tuple[int, int], tuple[int, ...]],
    guests: Sequence[Guest],
    rules: SeatingRules,
    settings: SeatingSettings,
) -> Iterator[Remark]:
    """Who meets more than once; a coalition in the rounds where it sits together counts once."""
    meant = {
        pair
        for members in rules.coalitions
        for pair in combinations(sorted(first_of_each(guests, members)), 2)
    }
    met: dict[Pair, list[int]] = {}
    for (number, _), present in tables.items():
        for pair in combinations(present, 2):
            met.setdefault(pair, []).append(number)
    for pair, numbers in sorted(met.items()):
        together = [number for number in numbers if number in settings.coalition_rounds]
        extra = len(together) - 1 if pair in meant and together else 0
        if len(numbers) - extra > 1:
            yield Remark(RemarkCode.REPEATED_PAIR, pair, tuple(numbers))


def _colleagues(
    tables: Mapping[tuple[int, int], tuple[int, ...]], known: Mapping[int, Guest]
) -> Iterator[Remark]:
    for (number, table), present in tables.items():
        for pair in combinations(present, 2):
            if known[pair[0]].organisation == known[pair[1]].organisation:
                yield Remark(RemarkCode.COLLEAGUES, pair, (number,), table)


def _missing(
    tables: Mapping[tuple[int, int], tuple[int, ...]],
    known: Mapping[int, Guest],
    rules: SeatingRules,
    settings: SeatingSettings,
) -> Iterator[Remark]:
    leaders = sum(guest.moderator for guest in known.values())
    for (number, table), present in tables.items():
        for party in breaks_parties([known[one] for one in present], rules.parties):
            yield Remark(RemarkCode.PARTY_MISSING, (), (number,), table, party.name)
        if leaders >= settings.tables and not any(known[one].moderator for one in present):
            yield Remark(RemarkCode.NO_MODERATOR, (), (number,), table)


def _split(
    tables: Mapping[tuple[int, int], tuple[int, ...]],
    guests: Sequence[Guest],
    rules: SeatingRules,
    settings: SeatingSettings,
) -> Iterator[Remark]:
    for members in rules.coalitions:
        first = set(first_of_each(guests, members))
        for number in settings.coalition_rounds:
            at_tables = [first & set(present) for place, present in tables.items() if place[0] == number]
            if len(first) > 1 and not any(group == first for group in at_tables):
                yield Remark(RemarkCode.COALITION_SPLIT, tuple(sorted(first)), (number,))


def _unmet(
    tables: Mapping[tuple[int, int], tuple[int, ...]], known: Mapping[int, Guest], rules: SeatingRules
) -> Iterator[Remark]:
    coming = {guest.organisation for guest in known.values()}
    met = {_organisations(pair, known) for present in tables.values() for pair in combinations(present, 2)}
    for pair in sorted(rules.wanted - met):
        if set(pair) <= coming:
            yield Remark(RemarkCode.PAIR_UNMET, pair)


def _unkept(seats: Sequence[Seat], places: Places) -> Iterator[Remark]:
    for seat in seats:
        key = (seat.round, seat.guest)
        allowed = places.allowed.get(key)
        if allowed is not None and key not in places.locked and seat.table not in allowed:
            yield Remark(RemarkCode.WISH_UNKEPT, (seat.guest,), (seat.round,), seat.table)


def _organisations(pair: tuple[int, int], known: Mapping[int, Guest]) -> Pair:
    return pair_of(known[pair[0]].organisation, known[pair[1]].organisation)
