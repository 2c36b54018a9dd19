"""Profiles become proposals: everyone is served or told why not, and no rule is broken."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.checks import check_result
from matcher.constraints import MeetingRules, Party
from matcher.invented import invented_profiles
from matcher.measures import RepeatedIds
from matcher.pipeline import match
from matcher.profiles import Profile, Statement
from matcher.proposals import Unmatched, UnmatchedCode
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder

SAFE = MatcherSettings(courage=0)
NO_RULES = MeetingRules()


def run(profiles, rules=NO_RULES, wanted=SAFE):
    return match(profiles, rules=rules, settings=wanted, embedder=FakeEmbedder())


def ids_in(result):
    pairs = {one for pairing in result.pairings for one in (pairing.first, pairing.second)}
    return pairs | {left.organisation for left in result.unmatched if not left.coalition}


def test_match_of_nobody_proposes_nothing():
    result = run(())

    assert (result.pairings, result.coalitions, result.unmatched) == ((), (), ())


@pytest.mark.parametrize("n", [1, 2])
def test_match_of_very_few_says_that_they_are_too_few(n):
    result = run(invented_profiles(n))

    coalition = [left for left in result.unmatched if left.coalition]
    assert coalition == [
        Unmatched(number, coalition=True, code=UnmatchedCode.TOO_FEW) for number in range(1, n + 1)
    ]
    assert ids_in(result) == set(range(1, n + 1))


def test_match_pairs_a_need_with_the_offer_that_answers_it():
    profiles = [
        Profile(1, "deurwaarder", "creditor", offers=(Statement(1, "uitleg over de beslagvrije voet"),)),
        Profile(2, "sociaal_werk", "social_work", needs=(Statement(2, "uitleg over de beslagvrije voet"),)),
        Profile(3, "voedselbank", "volunteers", offers=(Statement(3, "pakketten met eten"),)),
    ]

    best = run(profiles).pairings[0]

    answers = [(reason.need, reason.offer) for reason in best.reasons if reason.need]
    assert (best.first, best.second, answers) == (1, 2, [(2, 1)])
    assert best.scores.helps_second > 0.7


def test_match_tells_an_empty_profile_what_it_lacks():
    result = run([*invented_profiles(10), Profile(99, "", "")])

    codes = {left.code for left in result.unmatched if left.organisation == 99}
    assert codes == {UnmatchedCode.EMPTY_PROFILE}


@pytest.mark.parametrize("text", ["🙂🙂🙂", "مساعدة في الديون", "x" * 20_000, "<b>hulp</b>", "\u200b"])
def test_match_takes_any_text(text):
    odd = Profile(99, "gemeente", "municipality", about=text, offers=(Statement(9_001, text),))

    assert 99 in ids_in(run([*invented_profiles(8), odd]))


def test_match_refuses_two_profiles_with_one_id():
    with pytest.raises(RepeatedIds):
        run([Profile(1, "gemeente", "municipality"), Profile(1, "bank", "finance")])


def test_match_rules_out_everyone_when_a_party_cannot_be_seated():
    rules = MeetingRules(parties=(Party("Niemand", minimum=1, sectors=frozenset({"no such sector"})),))

    result = run(invented_profiles(12), rules)

    assert result.coalitions == ()
    assert {left.code for left in result.unmatched if left.coalition} == {UnmatchedCode.RULED_OUT}


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    n=st.integers(3, 18),
    seed=st.integers(0, 1_000),
    courage=st.sampled_from([0.0, 0.5, 1.0]),
    parties=st.booleans(),
)
def test_match_serves_everyone_or_says_why_and_keeps_every_rule(n, seed, courage, parties):
    profiles = invented_profiles(n, seed)
    lot = random.Random(seed)
    pairs = [(one, other) for one in range(1, n) for other in range(one + 1, n + 1)]
    rules = MeetingRules(
        parties=(Party("Publiek", minimum=1, sectors=frozenset({"municipality", "health"})),)
        if parties
        else (),
        forbidden=frozenset(lot.sample(pairs, len(pairs) // 5)),
        acquainted=frozenset(lot.sample(pairs, len(pairs) // 5)),
    )
    wanted = MatcherSettings(courage=courage)

    result = run(profiles, rules, wanted)

    assert list(check_result(result, profiles, rules=rules, settings=wanted)) == []
    assert ids_in(result) == set(range(1, n + 1))
    shuffled = lot.sample(profiles, n)
    assert run(shuffled, rules, wanted) == result
