"""Every fault and every remark of a plan is named, whoever made the plan."""

import pytest

from matcher.constraints import Party
from matcher.seating_checks import (
    Remark,
    RemarkCode,
    SeatingFault,
    SeatingFaultCode,
    check_seating,
    remarks,
    tables_of,
)
from matcher.seats import (
    Guest,
    Seat,
    Seating,
    SeatingRules,
    SeatingSettings,
    Unseated,
    UnseatedCode,
)

PEOPLE = [Guest(number, 100 + number) for number in range(1, 5)]
SETTINGS = SeatingSettings(2, 2, 1)
GOOD = (Seat(1, 1, 1), Seat(1, 2, 1), Seat(1, 3, 2), Seat(1, 4, 2))


def faults(*seats, unseated=(), **rules):
    return check_seating(Seating(seats, unseated), PEOPLE, rules=SeatingRules(**rules), settings=SETTINGS)


def test_a_good_plan_has_no_faults():
    assert faults(*GOOD) == ()


@pytest.mark.parametrize(
    ("seats", "fault"),
    [
        ((*GOOD, Seat(1, 9, 2)), SeatingFault(SeatingFaultCode.UNKNOWN_GUEST, (9,), 1, 2)),
        ((*GOOD[:3], Seat(1, 4, 3)), SeatingFault(SeatingFaultCode.UNKNOWN_PLACE, (4,), 1, 3)),
        ((*GOOD, Seat(1, 1, 2)), SeatingFault(SeatingFaultCode.TWO_SEATS, (1,), 1, 2)),
        ((*GOOD[:3], Seat(1, 4, 1)), SeatingFault(SeatingFaultCode.TABLE_TOO_FULL, (1, 2, 4), 1, 1)),
        (GOOD[:3], SeatingFault(SeatingFaultCode.NOT_ACCOUNTED_FOR, (4,), 1)),
    ],
)
def test_every_fault_of_the_seats_is_found(seats, fault):
    assert fault in faults(*seats)


def test_whoever_must_be_apart_is_found_at_one_table():
    assert faults(*GOOD, apart=frozenset({(101, 102)})) == (
        SeatingFault(SeatingFaultCode.KEPT_APART, (1, 2), 1, 1),
    )


def test_a_lock_that_was_not_kept_is_found():
    assert faults(*GOOD, locks=(Seat(1, 1, 2),)) == (SeatingFault(SeatingFaultCode.LOCK_BROKEN, (1,), 1, 1),)


def test_a_seat_and_a_reason_for_none_exclude_each_other():
    assert faults(*GOOD, unseated=(Unseated(1, 4, UnseatedCode.NO_SEAT),)) == (
        SeatingFault(SeatingFaultCode.WRONGLY_UNSEATED, (4,), 1),
    )


def test_tables_of_gives_the_guests_of_each_table():
    assert tables_of(GOOD) == {(1, 1): (1, 2), (1, 2): (3, 4)}


@pytest.mark.parametrize(
    ("people", "rules", "settings", "remark"),
    [
        (
            [Guest(1, 7), Guest(2, 7), *PEOPLE[2:]],
            SeatingRules(),
            SETTINGS,
            Remark(RemarkCode.COLLEAGUES, (1, 2), (1,), 1),
        ),
        (
            [Guest(1, 101, "municipality"), *PEOPLE[1:]],
            SeatingRules(parties=(Party("gemeente", 1, frozenset({"municipality"})),)),
            SETTINGS,
            Remark(RemarkCode.PARTY_MISSING, (), (1,), 2, "gemeente"),
        ),
        (
            [Guest(1, 101, moderator=True), Guest(2, 102, moderator=True), *PEOPLE[2:]],
            SeatingRules(),
            SETTINGS,
            Remark(RemarkCode.NO_MODERATOR, (), (1,), 2),
        ),
        (
            PEOPLE,
            SeatingRules(coalitions=((101, 103),)),
            SETTINGS,
            Remark(RemarkCode.COALITION_SPLIT, (1, 3), (1,)),
        ),
        (
            PEOPLE,
            SeatingRules(wanted=frozenset({(101, 104)})),
            SETTINGS,
            Remark(RemarkCode.PAIR_UNMET, (101, 104)),
        ),
        (
            [Guest(1, 101, table=2), *PEOPLE[1:]],
            SeatingRules(),
            SETTINGS,
            Remark(RemarkCode.WISH_UNKEPT, (1,), (1,), 1),
        ),
    ],
)
def test_what_could_be_better_is_remarked(people, rules, settings, remark):
    assert remark in remarks(GOOD, people, rules=rules, settings=settings)


def test_a_pair_that_meets_twice_is_remarked_but_a_coalition_that_is_to_is_not():
    twice = (*GOOD, *(Seat(2, seat.guest, seat.table) for seat in GOOD))
    rules = SeatingRules(coalitions=((101, 102),))

    found = remarks(twice, PEOPLE, rules=rules, settings=SeatingSettings(2, 2, 2, coalition_rounds=(1, 2)))

    assert found == (Remark(RemarkCode.REPEATED_PAIR, (3, 4), (1, 2)),)
