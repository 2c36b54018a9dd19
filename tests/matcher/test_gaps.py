"""Open needs, idle offers, and who outside could answer."""

from dataclasses import replace

import pytest

from matcher.constraints import MeetingRules
from matcher.gaps import find_gaps
from matcher.missing import Filler, Gaps, IdleOffer, OpenNeed
from matcher.profiles import Statement
from matcher.vectors import StoredVectors, VectorsMissing, embed, needed_for_answers
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region

RULES = MeetingRules()
NOBODY = frozenset()
WASH = "een wasmachine met droger"
TRUCK = "vrachtwagen met laadklep lenen"


def found(room, outside=(), rules=RULES, invited=NOBODY):
    return find_gaps(room, outside, invited=invited, rules=rules, embedder=FakeEmbedder())


@pytest.fixture
def room():
    """The second answers the first; nobody answers the third, and nobody wants what it offers."""
    return [
        profile(1, "school", needs=WASH),
        profile(2, "bank", offers=WASH),
        profile(3, "huisarts", needs=TRUCK, offers="griepprik halen"),
    ]


def test_a_need_is_open_and_an_offer_idle_when_the_room_holds_no_answer(room):
    gaps = found(room)

    assert (gaps.room, gaps.needs, gaps.offers) == (3, 2, 2)
    assert gaps.open_needs == (OpenNeed(3, 350, ()),)
    assert gaps.idle_offers == (IdleOffer(3, 300),)


def test_who_outside_answers_is_named_with_the_offer_best_first(room):
    outside = [
        profile(4, "kringloop_sociale_onderneming", offers=f"muziekles; {TRUCK}"),
        profile(5, "bank", offers="muziekles"),
    ]

    gaps = found(room, outside)

    assert gaps.outside == 2
    assert gaps.open_needs == (OpenNeed(3, 350, (Filler(4, 401),)),)
    assert gaps.idle_offers == (IdleOffer(3, 300),)  # what is offered outside lies not idle


def test_an_own_offer_does_not_answer_an_own_need():
    gaps = found([profile(1, "school", needs=WASH, offers=WASH), profile(2, "bank")])

    assert gaps.open_needs == (OpenNeed(1, 150, ()),)


def test_two_who_must_not_meet_never_help_each_other(room):
    outside = [profile(4, "kringloop_sociale_onderneming", offers=TRUCK)]
    rules = MeetingRules(forbidden=frozenset({(1, 2), (3, 4)}))

    gaps = found(room, outside, rules)

    assert {need.statement: need.fillers for need in gaps.open_needs} == {150: (), 350: ()}


def test_assumptions_and_what_one_tells_of_oneself_do_not_count(room):
    assumed = replace(room[2], needs=(Statement(350, TRUCK, assumed=True),), about=TRUCK)

    gaps = found([*room[:2], assumed])

    assert (gaps.needs, gaps.open_needs) == (1, ())


@pytest.mark.parametrize("silent", [[], [profile(1, "school")]])
def test_a_room_that_says_nothing_has_no_gaps_in_what_is_said(silent):
    assert found(silent) == Gaps(len(silent), 0, 0, 0, (), (), (), (), ())


def test_everyone_of_one_kind_is_compared_like_others():
    room = [profile(1, "school", needs=WASH), profile(2, "school", offers=WASH), profile(3, "school")]

    assert (found(room).open_needs, found(room).idle_offers) == ((), ())


def test_a_region_in_circles_misses_what_those_who_stay_away_offer():
    everyone = region(30)

    gaps = found(everyone[1:], everyone[:1])

    (need,) = [each for each in gaps.open_needs if each.fillers]
    assert (need.organisation, [each.organisation for each in need.fillers]) == (3, [1])
    assert [helper.organisation for helper in gaps.helpers] == [1]


def test_only_what_is_compared_has_to_be_read(room):
    outside = [profile(4, "kringloop_sociale_onderneming", offers=TRUCK, needs="muziekles")]
    texts = needed_for_answers(room, outside, FakeEmbedder.name)
    stored = StoredVectors(FakeEmbedder.name, FakeEmbedder.dimensions, embed(texts, FakeEmbedder()))

    gaps = find_gaps(room, outside, invited=NOBODY, rules=RULES, embedder=stored)

    assert gaps == found(room, outside)
    assert "muziekles" not in {text for text, _reading in texts.values()}
    with pytest.raises(VectorsMissing):
        find_gaps([*room, *outside], [], invited=NOBODY, rules=RULES, embedder=stored)
