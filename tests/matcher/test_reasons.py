"""Quoted reasons."""

from dataclasses import replace

import numpy as np

from matcher.constraints import MeetingRules
from matcher.measures import Measures, measure
from matcher.profiles import Profile
from matcher.proposals import Reason, ReasonCode
from matcher.reasons import MOST_QUOTES, coalition_reasons, pairing_reasons
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def measured(*profiles: Profile, rules: MeetingRules | None = None) -> Measures:
    return measure(
        profiles, rules=rules or MeetingRules(), settings=MatcherSettings(), embedder=FakeEmbedder()
    )


def quotes(reasons: tuple[Reason, ...]) -> list[tuple[int, int | None, int, int | None]]:
    return [
        (reason.organisation, reason.quote, reason.partner, reason.partner_quote)
        for reason in reasons
        if reason.code is ReasonCode.NEED_ANSWERED
    ]


def test_pairing_reasons_quote_at_most_three_answers_from_both_sides() -> None:
    many = "vrachtwagen; boekhouding; lesruimte; gitaarlessen"
    measures = measured(
        profile(1, "gemeente", needs=many, offers="dekbedden"),
        profile(2, "school", offers=many, needs="dekbedden"),
        *region(30)[12:],
    )

    found = quotes(pairing_reasons(measures, 0, 1))

    assert len(found) == MOST_QUOTES
    assert (2, 250, 1, 100) in found
    assert set(found) - {(2, 250, 1, 100)} <= {(1, 150 + place, 2, 200 + place) for place in range(4)}


def test_pairing_reasons_invent_no_answer() -> None:
    measures = measured(*region(30))

    assert quotes(pairing_reasons(measures, 0, 4)) == []


def test_pairing_reasons_quote_what_belongs_together_also_when_both_offer_it() -> None:
    measures = measured(
        profile(1, "gemeente", offers="tolken Arabisch op het spreekuur; jasjes"),
        profile(2, "school", offers="tolken Arabisch in de les; dekbedden"),
        *region(30)[9:],
    )

    first = pairing_reasons(measures, 0, 1)[0]

    assert (first.code, first.quote, first.partner_quote) == (ReasonCode.BOTH_OFFER, 100, 200)
    assert 0.1 < first.strength <= 1


def test_pairing_reasons_tell_what_is_unusual_and_what_is_shared() -> None:
    bailiff = replace(
        profile(1, "deurwaarder"), groups=frozenset({"jongeren", "zzp"}), themes=frozenset({"werk"})
    )
    church = replace(profile(2, "kerk_diaconie"), groups=frozenset({"jongeren"}), themes=frozenset({"werk"}))

    reasons = pairing_reasons(measured(bailiff, church), 0, 1)

    assert [(reason.code, reason.strength, reason.detail) for reason in reasons] == [
        (ReasonCode.DISTANT_SECTORS, 1.0, ""),
        (ReasonCode.RARE_KINDS, 1.0, ""),
        (ReasonCode.SHARED_GROUP, 0.9, "jongeren"),
        (ReasonCode.SHARED_THEME, 0.9, "werk"),
    ]


def test_pairing_reasons_name_the_moment_and_the_scheme_that_both_tell_of() -> None:
    notary = profile(
        1, "notaris", offers="nalatenschap uitleggen aan de weduwe", needs="huurtoeslag na overlijden"
    )
    church = profile(2, "kerk_diaconie", offers="na een overlijden meelopen", needs="hulp bij huurtoeslag")

    reasons = {reason.code: reason for reason in pairing_reasons(measured(notary, church), 0, 1)}
    denied = replace(church, not_labels=frozenset({"overlijden_naaste"}))
    without = {reason.code for reason in pairing_reasons(measured(notary, denied), 0, 1)}

    assert reasons[ReasonCode.SHARED_MOMENT].detail == "overlijden_naaste"
    assert reasons[ReasonCode.SHARED_SCHEME].detail == "huurtoeslag"
    assert ReasonCode.SHARED_MOMENT not in without


def test_the_life_of_who_speaks_from_experience_is_no_reason() -> None:
    notary = profile(1, "notaris", offers="nalatenschap uitleggen aan de weduwe")
    expert = profile(2, "ervaringsdeskundigen", offers="vertellen hoe het is na een overlijden")

    codes = {reason.code for reason in pairing_reasons(measured(notary, expert), 0, 1)}

    assert codes.isdisjoint({ReasonCode.SHARED_MOMENT, ReasonCode.SHARED_SCHEME})


def test_pairing_reasons_call_two_strangers_only_where_someone_told_whom_it_knows() -> None:
    profiles = region(3)
    told = measured(*profiles, rules=MeetingRules(acquainted=frozenset({(1, 3)})))

    strangers = pairing_reasons(told, 0, 1)
    untold = pairing_reasons(measured(*profiles), 0, 1)
    friends = pairing_reasons(told, 0, 2)

    assert Reason(ReasonCode.NOT_ACQUAINTED, 1, 2, 1.0) in strangers
    assert ReasonCode.NOT_ACQUAINTED not in {reason.code for reason in untold}
    assert {reason.code for reason in friends} == {ReasonCode.NEED_ANSWERED}


def test_coalition_reasons_show_the_chain() -> None:
    measures = measured(*region(30))

    reasons = coalition_reasons(measures, [0, 1, 2])

    assert sorted(quotes(reasons)) == [(1, 150, 2, 200), (2, 250, 3, 300), (3, 350, 1, 100)]
    strengths = [reason.strength for reason in reasons]
    assert strengths == sorted(strengths, reverse=True)
    assert np.min(strengths) > 0.5


def test_an_assumption_is_never_quoted() -> None:
    asks, gives = profile(1, "gemeente", needs="vrachtwagen"), profile(2, "school", offers="vrachtwagen")
    assumed = replace(gives, offers=(replace(gives.offers[0], assumed=True),))

    own_words = pairing_reasons(measured(asks, gives, *region(30)[12:]), 0, 1)
    assumption = pairing_reasons(measured(asks, assumed, *region(30)[12:]), 0, 1)

    assert quotes(own_words) == [(1, 150, 2, 200)]
    assert [each for each in assumption if 200 in (each.quote, each.partner_quote)] == []
