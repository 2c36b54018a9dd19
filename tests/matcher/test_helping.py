"""Parties and sectors that are missing, and whom to invite first."""

import pytest

from matcher.constraints import MeetingRules, Party
from matcher.helping import MOST_FILLERS, MOST_HELPERS, Sides
from matcher.missing import Helper, PartyGap, SectorGap
from tests.matcher.builders import profile

SCHOOLS = Party("Scholen", 1, kinds=frozenset({"school"}))
BANKS = Party("Banken", 2, kinds=frozenset({"bank"}))
WELCOME = Party("Huisartsen", 0, kinds=frozenset({"huisarts"}))
NOBODY = frozenset()


def sides(room, outside=(), closes=None, *parties, forbidden=frozenset()):
    return Sides(room, outside, closes or {}, MeetingRules(parties, forbidden))


def of_kinds(*kinds, first=1):
    return [profile(number, kind) for number, kind in enumerate(kinds, start=first)]


def chosen(asked, invited=NOBODY):
    parties, sectors = asked.missing_parties(5), asked.missing_sectors()
    return asked.helpers(parties, sectors, invited)


def test_a_party_is_missing_when_too_few_come_for_the_coalitions_of_everyone():
    asked = sides(of_kinds("bank", *["school"] * 5), of_kinds("bank", first=7), {}, SCHOOLS, BANKS, WELCOME)

    assert asked.missing_parties(5) == (PartyGap("Banken", 1, 4, (7,)), PartyGap("Huisartsen", 0, 1, ()))


def test_an_empty_room_misses_one_of_every_party():
    assert sides([], of_kinds("bank"), {}, SCHOOLS, BANKS).missing_parties(5) == (
        PartyGap("Scholen", 0, 1, ()),
        PartyGap("Banken", 0, 2, (1,)),
    )


def test_fillers_of_a_party_are_the_most_helpful_and_few():
    outside = of_kinds(*["bank"] * 5, first=1)

    (gap,) = sides([], outside, {4: frozenset({1, 2}), 2: frozenset({1})}, BANKS).missing_parties(5)

    assert gap.fillers == (4, 2, 1)
    assert len(gap.fillers) == MOST_FILLERS


def test_sectors_are_those_of_the_rules_or_else_of_the_area():
    room, outside = of_kinds("school"), of_kinds("bank", "huisarts", first=2)
    bank, doctor = outside[0].sector, outside[1].sector

    assert sides(room, outside, {}, SCHOOLS, BANKS).missing_sectors() == (SectorGap(bank, (2,)),)
    assert sides(room, outside).missing_sectors() == tuple(
        SectorGap(sector, (one,)) for sector, one in sorted([(bank, 2), (doctor, 3)])
    )
    assert sides(room).missing_sectors() == ()


def test_who_closes_most_comes_first_and_the_next_for_what_is_left():
    outside = of_kinds("school", "school", "school", first=2)
    closes = {2: frozenset({10}), 3: frozenset({10, 11}), 4: frozenset({11, 12})}

    assert chosen(sides(of_kinds("school"), outside, closes)) == (
        Helper(3, (10, 11), (), ()),
        Helper(4, (12,), (), ()),
    )


def test_a_party_and_a_sector_count_as_a_need_each():
    room, outside = of_kinds("school"), of_kinds("bank", "school", first=2)
    bank = outside[0].sector
    closes = {3: frozenset({10})}

    assert chosen(sides(room, outside, closes, SCHOOLS, Party("Banken", 1, kinds=frozenset({"bank"})))) == (
        Helper(2, (), ("Banken",), (bank,)),
        Helper(3, (10,), (), ()),
    )


def test_as_many_of_a_party_are_chosen_as_are_needed():
    room, outside = of_kinds("bank"), of_kinds("bank", "bank", "bank", first=2)

    assert [each.organisation for each in chosen(sides(room, outside, {}, BANKS))] == [2]


def test_what_the_invited_close_is_not_asked_of_others_and_they_are_not_named():
    outside = of_kinds("school", "school", "school", first=2)
    closes = {2: frozenset({10}), 3: frozenset({10}), 4: frozenset({11})}

    helpers = chosen(sides(of_kinds("school"), outside, closes), invited=frozenset({2}))

    assert [each.organisation for each in helpers] == [4]


def test_two_who_must_not_meet_are_not_both_chosen():
    outside = of_kinds("school", "school", first=2)
    closes = {2: frozenset({10}), 3: frozenset({11})}

    helpers = chosen(sides(of_kinds("school"), outside, closes, forbidden=frozenset({(2, 3)})))

    assert [each.organisation for each in helpers] == [2]


@pytest.mark.parametrize(("outside", "count"), [(0, 0), (3, 3), (40, MOST_HELPERS)])
def test_helpers_are_few(outside, count):
    others = of_kinds(*["school"] * outside, first=2)
    closes = {one.id: frozenset({one.id}) for one in others}

    assert len(chosen(sides(of_kinds("school"), others, closes))) == count
