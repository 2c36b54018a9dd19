"""Everyone sits, nobody meets twice where arithmetic allows it, and every wish counts in its turn."""

from itertools import combinations

import pytest

from matcher.constraints import Party, pair_of
from matcher.seating import repair_seating, seat_guests
from matcher.seating_checks import RemarkCode, check_seating, remarks, tables_of
from matcher.seats import (
    Guest,
    Seat,
    SeatingRules,
    SeatingSettings,
    Shortfall,
    ShortfallCode,
    Unseated,
    UnseatedCode,
)

SECTORS = ("municipality", "volunteers", "business")


def guests(n: int) -> list[Guest]:
    return [Guest(number, 100 + number, SECTORS[number % 3]) for number in range(1, n + 1)]


def test_nobody_meets_twice_at_fifteen_tables_of_eight():
    people = guests(120)
    worth = {pair: (pair[0] * pair[1] % 97) / 97 for pair in combinations(range(101, 221), 2)}
    chosen = SeatingSettings(15, 8, 3)

    plan = seat_guests(people, rules=SeatingRules(worth=worth), settings=chosen)

    assert {len(present) for present in tables_of(plan.seats).values()} == {8}
    assert remarks(plan.seats, people, rules=SeatingRules(), settings=chosen) == ()
    assert (plan.unseated, plan.shortfalls) == ((), ())


def test_tables_are_of_even_size():
    plan = seat_guests(guests(26), rules=SeatingRules(), settings=SeatingSettings(5, 8, 2))

    sizes = [len(present) for present in tables_of(plan.seats).values()]

    assert sorted(sizes) == [5, 5, 5, 5, 5, 5, 5, 5, 6, 6]


def test_a_coalition_sits_together_in_its_round_and_wanted_pairs_meet():
    coalitions = ((101, 108, 115, 122), (102, 109, 116))
    wanted = frozenset(pair_of(101 + i, 125 - i) for i in range(8))
    rules = SeatingRules(coalitions=coalitions, wanted=wanted)
    chosen = SeatingSettings(7, 4, 3, coalition_rounds=(2,))

    plan = seat_guests(guests(28), rules=rules, settings=chosen)

    assert remarks(plan.seats, guests(28), rules=rules, settings=chosen) == ()


def test_a_coalition_may_sit_together_again_in_a_chosen_round():
    rules = SeatingRules(coalitions=((101, 108, 115),))
    chosen = SeatingSettings(7, 4, 3, coalition_rounds=(1, 3))

    plan = seat_guests(guests(28), rules=rules, settings=chosen)

    tables = tables_of(plan.seats)
    assert [number for (number, _), present in tables.items() if {1, 8, 15} <= set(present)] == [1, 3]
    assert remarks(plan.seats, guests(28), rules=rules, settings=chosen) == ()


def test_every_table_has_each_party_and_one_moderator_who_stays():
    people = [
        Guest(
            number, 100 + number, "municipality" if number <= 5 else "business", moderator=6 <= number <= 10
        )
        for number in range(1, 26)
    ]
    rules = SeatingRules(parties=(Party("gemeente", 1, frozenset({"municipality"})),))
    chosen = SeatingSettings(5, 5, 3)

    plan = seat_guests(people, rules=rules, settings=chosen)

    assert remarks(plan.seats, people, rules=rules, settings=chosen) == ()
    leaders = {seat.guest: set() for seat in plan.seats if 6 <= seat.guest <= 10}
    for seat in plan.seats:
        if seat.guest in leaders:
            leaders[seat.guest].add(seat.table)
    assert sorted(leaders.values(), key=min) == [{1}, {2}, {3}, {4}, {5}]


def test_wishes_for_a_place_are_kept():
    people = [
        Guest(1, 101, near_door=True),
        Guest(2, 102, table=4),
        Guest(3, 103, stays=True),
        *guests(20)[3:],
    ]

    plan = seat_guests(people, rules=SeatingRules(), settings=SeatingSettings(4, 5, 3, door_tables=2))

    own = {number: {seat.table for seat in plan.seats if seat.guest == number} for number in (1, 2, 3)}
    assert own[1] <= {1, 2}
    assert own[2] == {4}
    assert len(own[3]) == 1


def test_colleagues_and_those_kept_apart_never_share_a_table():
    people = [Guest(number, 101 + (number - 1) // 2) for number in range(1, 25)]
    rules = SeatingRules(apart=frozenset({(101, 102), (103, 104)}))
    chosen = SeatingSettings(6, 4, 3)

    plan = seat_guests(people, rules=rules, settings=chosen)

    assert check_seating(plan, people, rules=rules, settings=chosen) == ()
    assert remarks(plan.seats, people, rules=rules, settings=chosen) == ()


def test_whoever_may_sit_nowhere_is_listed_with_the_reason():
    rules = SeatingRules(apart=frozenset({(101, 102)}))

    plan = seat_guests(guests(3), rules=rules, settings=SeatingSettings(1, 4, 1))

    assert plan.unseated == (Unseated(1, 2, UnseatedCode.NO_TABLE_FITS),)


def test_more_guests_than_seats_leaves_the_last_without_and_says_so():
    plan = seat_guests(guests(5), rules=SeatingRules(), settings=SeatingSettings(2, 2, 1))

    assert plan.unseated == (Unseated(1, 5, UnseatedCode.NO_SEAT),)
    assert Shortfall(ShortfallCode.NO_SEATS, (5,), figure=4) in plan.shortfalls


def test_a_locked_seat_stays_when_the_plan_is_made_anew():
    chosen = SeatingSettings(5, 4, 3)
    first = seat_guests(guests(20), rules=SeatingRules(), settings=chosen)
    table = next(seat.table for seat in first.seats if (seat.round, seat.guest) == (2, 9))
    lock = Seat(2, 9, table % 5 + 1)

    again = seat_guests(guests(20), rules=SeatingRules(locks=(lock,)), settings=chosen)

    assert lock in again.seats
    assert remarks(again.seats, guests(20), rules=SeatingRules(), settings=chosen) == ()


def test_a_cancellation_changes_only_the_tables_that_lost_someone():
    chosen = SeatingSettings(5, 5, 3)
    plan = seat_guests(guests(25), rules=SeatingRules(), settings=chosen)

    mended = repair_seating(guests(25)[:-1], plan.seats, rules=SeatingRules(), settings=chosen)

    assert mended.seats == tuple(seat for seat in plan.seats if seat.guest != 25)


def test_whoever_comes_later_gets_the_empty_seat():
    chosen = SeatingSettings(5, 5, 3)
    plan = seat_guests(guests(25)[:-1], rules=SeatingRules(), settings=chosen)

    mended = repair_seating(guests(25), plan.seats, rules=SeatingRules(), settings=chosen)

    assert set(plan.seats) <= set(mended.seats)
    assert len([seat for seat in mended.seats if seat.guest == 25]) == 3


@pytest.mark.parametrize("seed", [1, 2])
def test_the_seed_decides_and_nothing_else(seed):
    def plan(number):
        return seat_guests(guests(20), rules=SeatingRules(), settings=SeatingSettings(5, 4, 2, seed=number))

    assert plan(seed) == plan(seed)
    assert plan(seed) != plan(seed + 10)


def test_an_unmet_wish_is_remarked():
    chosen = SeatingSettings(2, 2, 1)
    seats = (Seat(1, 1, 1), Seat(1, 2, 1), Seat(1, 3, 2), Seat(1, 4, 2))

    found = remarks(seats, guests(4), rules=SeatingRules(wanted=frozenset({(101, 103)})), settings=chosen)

    assert [(one.code, one.guests) for one in found] == [(RemarkCode.PAIR_UNMET, (101, 103))]
