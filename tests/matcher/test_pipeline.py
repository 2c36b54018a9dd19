"""From profiles to proposals, whatever the profiles are like."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.checks import check_result
from matcher.constraints import MeetingRules, Party
from matcher.kinds import kinds
from matcher.pipeline import match
from matcher.profiles import Profile, Statement
from matcher.proposals import MatchResult, UnmatchedCode
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region

FREE = MeetingRules()
SETTINGS = MatcherSettings()


def matched(
    profiles: list[Profile], rules: MeetingRules = FREE, settings: MatcherSettings = SETTINGS
) -> MatchResult:
    """The result, which keeps all rules."""
    result = match(profiles, rules=rules, settings=settings, embedder=FakeEmbedder())
    assert check_result(result, profiles, rules=rules, settings=settings) == ()
    return result


words = st.sampled_from(
    ["tolken", "fietsen", "schulden", "🎉", "Hilfe", "طعام", "formulieren", "jongeren", "huur", "lening"]
)
texts = st.lists(words, max_size=5).map(" ".join)


@st.composite
def profiles_and_rules(draw: st.DrawFn) -> tuple[list[Profile], MeetingRules]:
    n = draw(st.integers(0, 9))
    profiles = []
    for number in range(1, n + 1):
        kind = draw(st.sampled_from(sorted(kinds())))
        offers, needs = (draw(st.lists(texts, max_size=3)) for _ in range(2))
        profiles.append(
            Profile(
                number,
                kind,
                kinds()[kind].sector,
                draw(texts),
                tuple(Statement(number * 100 + place, text) for place, text in enumerate(offers)),
                tuple(Statement(number * 100 + 50 + place, text) for place, text in enumerate(needs)),
            )
        )
    pairs = st.frozensets(st.tuples(st.integers(1, 4), st.integers(5, 9)), max_size=4)
    party = Party(
        "overheid", draw(st.integers(0, 2)), sectors=frozenset({"municipality", "executive_agency"})
    )
    parties = (party,) if draw(st.booleans()) else ()
    return profiles, MeetingRules(parties, draw(pairs), draw(pairs))


@settings(deadline=None, max_examples=60)
@given(profiles_and_rules(), st.floats(0, 1), st.randoms(use_true_random=False))
def test_match_keeps_the_rules_and_does_not_depend_on_the_order(
    meeting: tuple[list[Profile], MeetingRules], courage: float, lot: random.Random
) -> None:
    profiles, rules = meeting
    wanted = MatcherSettings(courage=courage, maximum_proposals=2, minimum_proposals=1, fit_floor=0.1)
    shuffled = lot.sample(profiles, len(profiles))

    result = matched(profiles, rules, wanted)

    assert result == match(shuffled, rules=rules, settings=wanted, embedder=FakeEmbedder())


def test_match_finds_the_circles_of_a_region() -> None:
    result = matched(region(12), settings=MatcherSettings(courage=0))

    pairs = {(pairing.first, pairing.second) for pairing in result.pairings}
    assert pairs >= {(a + base, b + base) for base in (0, 3, 6, 9) for a, b in ((1, 2), (1, 3), (2, 3))}
    assert {coalition.members for coalition in result.coalitions} == {
        (1, 2, 3), (4, 5, 6), (7, 8, 9), (10, 11, 12)
    }  # fmt: skip
    assert result.unmatched == ()
    assert result.coalition_gap == pytest.approx(0, abs=1e-3)


def test_match_orders_proposals_best_first() -> None:
    result = matched(region(30))

    for proposals in (result.pairings, result.coalitions):
        scores = [proposal.score for proposal in proposals]
        assert scores == sorted(scores, reverse=True)


def test_match_with_more_courage_proposes_more_surprise() -> None:
    profiles = [replace(each, about="wij helpen mensen met schulden en papieren") for each in region(30)]
    few = MatcherSettings(minimum_proposals=1, maximum_proposals=1, fit_floor=0.0)

    safe, daring = (matched(profiles, settings=replace(few, courage=courage)) for courage in (0, 1))

    mean_surprise = [
        sum(pairing.scores.surprise for pairing in result.pairings) / len(result.pairings)
        for result in (safe, daring)
    ]
    assert mean_surprise[0] < mean_surprise[1]


@pytest.mark.parametrize("n", [0, 1, 2])
def test_match_of_too_few_tells_so(n: int) -> None:
    result = matched(region(n))

    assert result.coalitions == ()
    assert {each.code for each in result.unmatched if each.coalition} <= {UnmatchedCode.TOO_FEW}
    assert len(result.pairings) == (n == 2)


def test_match_of_contradictory_rules_gives_reasons_and_no_error() -> None:
    rules = MeetingRules(
        parties=(Party("meer dan er zijn", minimum=9, sectors=frozenset({"municipality"})),),
        forbidden=frozenset({(one, other) for other in range(2, 7) for one in range(1, other)}),
    )

    result = matched(region(6), rules)

    assert (result.pairings, result.coalitions) == ((), ())
    assert {each.code for each in result.unmatched} == {UnmatchedCode.NO_FIT, UnmatchedCode.RULED_OUT}


def test_match_takes_odd_profiles_as_they_come() -> None:
    profiles = [
        *region(9),
        profile(10),
        profile(11, needs="🎉🎉"),
        profile(12, "bank", about="Wij delen alles. " * 1_200, offers="vrachtwagen " * 1_700),
        profile(13, "school", offers="computers for children", needs="مترجمون"),
        replace(region(1)[0], id=14),
        Profile(15, "", "", "een organisatie die nog geen soort koos"),
    ]

    result = matched(profiles)

    empty = {each.organisation for each in result.unmatched if each.code is UnmatchedCode.EMPTY_PROFILE}
    assert 10 in empty
    assert any(pairing.second == 12 for pairing in result.pairings)
