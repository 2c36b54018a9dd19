"""When someone does not come, only what they were in changes; nobody is lost, no rule is broken."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.checks import FaultCode
from matcher.constraints import MeetingRules
from matcher.figures import pack, unpack
from matcher.measures import measure
from matcher.repair import Agreed, CoalitionChange, Repair, repair
from matcher.settings import MatcherSettings
from matcher.standing import pairing_faults, pairing_of, standing_of
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region

FREE = MeetingRules()
SETTINGS = MatcherSettings()
PEOPLE = 12
CIRCLES = ((1, 2, 3), (4, 5, 6), (7, 8, 9))


@pytest.fixture(scope="module")
def packed():
    everyone = measure(region(PEOPLE), rules=FREE, settings=SETTINGS, embedder=FakeEmbedder())
    return pack(everyone)


def mended(packed, agreed, coming, rules=FREE):
    known = unpack(packed, region(PEOPLE), rules)
    return repair(known, agreed, coming, rules=rules, settings=SETTINGS)


def without(*gone):
    return [one for one in range(1, PEOPLE + 1) if one not in gone]


def test_nothing_changes_when_everyone_comes_and_has_something(packed):
    agreed = Agreed(pairs=((10, 11), (11, 12)), coalitions=CIRCLES)

    assert mended(packed, agreed, without()) == Repair((), (), (), ())


def test_only_the_coalition_and_the_pair_of_who_is_gone_change(packed):
    agreed = Agreed(pairs=((3, 10), (10, 11), (11, 12)), coalitions=CIRCLES)

    result = mended(packed, agreed, without(3))

    assert result.ended == ((3, 10),)
    assert [change.before for change in result.coalitions] == [(1, 2, 3)]
    assert [10 in pair for pair in result.pairs] == [True]


def test_a_coalition_that_keeps_three_may_go_on_smaller(packed):
    agreed = Agreed(pairs=((10, 11), (11, 12)), coalitions=((1, 2, 3, 4), (5, 6, 7, 8, 9)))

    (change,) = mended(packed, agreed, [1, 2, 3, 5, 6, 7, 8, 9]).coalitions

    assert (change.before, set(change.after) >= {1, 2, 3}) == ((1, 2, 3, 4), True)


def test_a_coalition_of_two_with_nobody_free_ends_and_they_join_others(packed):
    result = mended(packed, Agreed((), CIRCLES), [1, 2, 4, 5, 6, 7, 8, 9])

    assert CoalitionChange((1, 2, 3), ()) in result.coalitions
    joined = {one for change in result.coalitions for one in change.after}
    assert ({1, 2} <= joined, result.alone) == (True, ())


def test_who_comes_unexpectedly_gets_a_coalition_or_a_pair(packed):
    agreed = Agreed(((10, 11),), CIRCLES, newcomers=frozenset({12}))

    result = mended(packed, agreed, without())

    assert result.ended == ()
    assert result.alone == ()
    assert any(12 in group for group in (*result.pairs, *(one.after for one in result.coalitions)))


def test_what_was_refused_does_not_come_back(packed):
    agreed = Agreed(((3, 10), (10, 11), (11, 12)), CIRCLES)
    (pair,) = mended(packed, agreed, without(3)).pairs

    again = mended(packed, Agreed(agreed.pairs, CIRCLES, frozenset({pair})), without(3))

    assert pair not in again.pairs


def test_who_was_not_measured_is_left_alone_and_said_so(packed):
    agreed = Agreed(((10, 11), (11, 12)), CIRCLES, newcomers=frozenset({99}))

    assert mended(packed, agreed, [*without(), 99]).alone == (99,)


def test_who_was_in_the_run_and_got_nothing_yet_is_not_the_repairs_business(packed):
    assert mended(packed, Agreed((), CIRCLES), without()) == Repair((), (), (), ())


pairs = st.tuples(st.integers(1, PEOPLE), st.integers(1, PEOPLE)).filter(lambda pair: pair[0] < pair[1])


@given(st.sets(st.integers(1, PEOPLE)), st.sets(pairs, max_size=8), st.frozensets(pairs, max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_repair_keeps_the_rules_and_loses_nobody(packed, gone, met, apart):
    rules = MeetingRules(forbidden=apart)
    known = unpack(packed, region(PEOPLE), rules)
    allowed = {pair for pair in met if pair not in apart}
    agreed = Agreed(tuple(sorted(allowed)), CIRCLES, newcomers=frozenset({10, 11}))
    coming = without(*gone)

    result = repair(known, agreed, coming, rules=rules, settings=SETTINGS)

    changed = {change.before: change.after for change in result.coalitions}
    after = [changed.get(circle, circle) for circle in CIRCLES]
    inside = [one for group in after for one in group]
    kept = [pair for pair in agreed.pairs if set(pair) <= set(coming)]
    assert len(inside) == len(set(inside))
    assert set(inside) <= set(coming)
    served = {*inside, *(one for pair in (*kept, *result.pairs) for one in pair)}
    lost = {one for group in (*CIRCLES, *agreed.pairs) if set(group) & gone for one in group} - gone
    assert (lost | {10, 11}) - gone <= served | set(result.alone)
    assert served.isdisjoint(result.alone)
    for group in filter(None, changed.values()):
        faults = standing_of(known, group, rules=rules, settings=SETTINGS).faults
        assert {fault.code for fault in faults} <= {FaultCode.PARTY_MISSING}
    for pair in result.pairs:
        made = pairing_of(known, *pair, SETTINGS)
        assert (pairing_faults(known, made, rules=rules, settings=SETTINGS), pair in agreed.pairs) == (
            (),
            False,
        )
