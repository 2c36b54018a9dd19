"""What cannot be met is named with its bound, and wishes that exclude each other are made to agree."""

import pytest

from matcher.constraints import Party
from matcher.seating_limits import agreed_places, limits, rounds_without_repeat
from matcher.seats import Guest, Seat, SeatingRules, SeatingSettings, Shortfall, ShortfallCode


def guests(n: int) -> list[Guest]:
    return [Guest(number, 100 + number) for number in range(1, n + 1)]


@pytest.mark.parametrize(
    ("n", "settings", "bound"),
    [
        (120, SeatingSettings(15, 8, 3), 17),  # 119 others, 7 new ones in each round
        (16, SeatingSettings(4, 4, 8), 5),
        (32, SeatingSettings(4, 8, 3), 1),  # eight guests of one table cannot all part over four tables
        (4, SeatingSettings(4, 4, 3), 3),  # everyone sits alone
        (1, SeatingSettings(1, 4, 3), 3),
    ],
)
def test_the_most_rounds_without_a_repeat(n, settings, bound):
    assert rounds_without_repeat(guests(n), settings) == bound


def test_moderators_who_stay_allow_as_many_rounds_as_tables():
    people = [Guest(number, 100 + number, moderator=number <= 4) for number in range(1, 17)]

    assert rounds_without_repeat(people, SeatingSettings(4, 4, 8)) == 4


@pytest.mark.parametrize(
    ("people", "rules", "settings", "shortfall"),
    [
        (
            guests(5),
            SeatingRules(),
            SeatingSettings(2, 2, 1),
            Shortfall(ShortfallCode.NO_SEATS, (5,), figure=4),
        ),
        (
            guests(2),
            SeatingRules(),
            SeatingSettings(3, 4, 1),
            Shortfall(ShortfallCode.MORE_TABLES_THAN_GUESTS, figure=2),
        ),
        (
            guests(8),
            SeatingRules(),
            SeatingSettings(2, 4, 2),
            Shortfall(ShortfallCode.REPEATS_UNAVOIDABLE, figure=1),
        ),
        (
            [Guest(1, 7), Guest(2, 7), Guest(3, 7), Guest(4, 8)],
            SeatingRules(),
            SeatingSettings(2, 2, 1),
            Shortfall(ShortfallCode.COLLEAGUES_UNAVOIDABLE, (1, 2, 3), figure=2),
        ),
        (
            [Guest(1, 101, "municipality"), *guests(6)[1:]],
            SeatingRules(parties=(Party("gemeente", 1, frozenset({"municipality"})),)),
            SeatingSettings(2, 3, 1),
            Shortfall(ShortfallCode.PARTY_TOO_SMALL, figure=1, detail="gemeente"),
        ),
        (
            [Guest(1, 101, moderator=True), *guests(6)[1:]],
            SeatingRules(),
            SeatingSettings(3, 2, 1),
            Shortfall(ShortfallCode.TOO_FEW_MODERATORS, figure=2),
        ),
        (
            guests(6),
            SeatingRules(coalitions=((101, 102, 103),)),
            SeatingSettings(3, 2, 1),
            Shortfall(ShortfallCode.COALITION_TOO_LARGE, (1, 2, 3), figure=2),
        ),
        (
            guests(6),
            SeatingRules(coalitions=((101, 102, 103),), apart=frozenset({(101, 103)})),
            SeatingSettings(2, 3, 1),
            Shortfall(ShortfallCode.COALITION_SPLIT, (1, 2, 3)),
        ),
    ],
)
def test_what_no_plan_can_give_is_named_with_its_bound(people, rules, settings, shortfall):
    assert limits(people, rules, settings) == (shortfall,)


@pytest.mark.parametrize(
    ("people", "locks", "shortfall"),
    [
        (guests(4), (Seat(1, 1, 9),), Shortfall(ShortfallCode.TABLE_GONE, (1,), 1, 9)),
        (
            guests(4),
            (Seat(1, 1, 2), Seat(1, 2, 2), Seat(1, 3, 2)),
            Shortfall(ShortfallCode.TABLE_FULL, (3,), 1, 2),
        ),
        (
            [Guest(1, 101, table=1), *guests(4)[1:]],
            (Seat(1, 1, 2),),
            Shortfall(ShortfallCode.LOCK_AGAINST_WISH, (1,), 1, 2),
        ),
        (
            guests(4),
            (Seat(1, 2, 1), Seat(1, 4, 1)),
            Shortfall(ShortfallCode.LOCK_DROPPED, (4,), 1, 1),
        ),
        (
            [Guest(1, 101, near_door=True), Guest(2, 102, near_door=True), Guest(3, 103, near_door=True)],
            (),
            Shortfall(ShortfallCode.TABLE_FULL, (3,), 1),
        ),
    ],
)
def test_wishes_that_exclude_each_other_are_named(people, locks, shortfall):
    rules = SeatingRules(locks=locks, apart=frozenset({(102, 104)}))

    assert agreed_places(people, rules, SeatingSettings(2, 2, 1)).shortfalls == (shortfall,)


def test_two_who_stay_at_one_table_meet_in_every_round():
    people = [Guest(1, 101, table=1), Guest(2, 102, near_door=True, stays=True), *guests(4)[2:]]

    places = agreed_places(people, SeatingRules(), SeatingSettings(2, 2, 2))

    assert places.shortfalls == (Shortfall(ShortfallCode.STAYERS_MEET, (1, 2), table=1),)
    assert places.allowed[2, 2] == frozenset({1})


def test_a_lock_decides_before_a_wish():
    people = [Guest(1, 101, table=1), *guests(4)[1:]]
    rules = SeatingRules(locks=(Seat(2, 1, 2),))

    places = agreed_places(people, rules, SeatingSettings(2, 2, 2))

    assert places.allowed == {(1, 1): frozenset({1}), (2, 1): frozenset({2})}
    assert places.locked == {(2, 1)}
