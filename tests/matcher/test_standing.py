"""Groups that people put together: their figures, what is missing, and which rules they break."""

import pytest

from matcher.checks import FaultCode
from matcher.constraints import MeetingRules, Party
from matcher.measures import measure
from matcher.settings import MatcherSettings
from matcher.standing import Standing, coalition_of, pairing_faults, pairing_of, standing_of
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region

FREE = MeetingRules()
SETTINGS = MatcherSettings()


def measured(profiles, rules=FREE):
    return measure(profiles, rules=rules, settings=SETTINGS, embedder=FakeEmbedder())


def stands(members, rules=FREE, profiles=None):
    return standing_of(measured(profiles or region(9), rules), members, rules=rules, settings=SETTINGS)


def test_a_circle_closes_and_breaks_nothing():
    standing = stands((3, 1, 2))
    made = coalition_of(measured(region(9)), (1, 2, 3), SETTINGS)

    assert standing == Standing(
        members=(1, 2, 3),
        fit=made.fit,
        weakest=made.weakest,
        mix=made.mix,
        surprise=made.surprise,
        score=made.score,
        unhelped=(),
        idle=(),
        closes=True,
        faults=(),
    )


def test_who_gets_or_gives_nothing_is_named():
    profiles = [
        profile(1, "gemeente", offers="tolken", needs="gitaarlessen"),
        profile(2, "school", offers="gitaarlessen", needs="tolken"),
        profile(3, "bank", offers="molenwiek", needs="dekbedden"),
    ]

    standing = stands((1, 2, 3), profiles=profiles)

    assert (standing.unhelped, standing.idle, standing.closes) == ((3,), (3,), False)


@pytest.mark.parametrize(
    ("members", "codes"),
    [
        ((), [FaultCode.WRONG_SIZE, FaultCode.PARTY_MISSING]),
        ((5,), [FaultCode.WRONG_SIZE]),
        ((1, 2), [FaultCode.WRONG_SIZE, FaultCode.PARTY_MISSING, FaultCode.FORBIDDEN_PAIR]),
        ((1, 2, 5), [FaultCode.FORBIDDEN_PAIR]),
        ((1, 3, 4), [FaultCode.PARTY_MISSING]),
        ((1, 3, 4, 5, 6, 7), [FaultCode.WRONG_SIZE]),
        ((1, 3, 5), []),
    ],
)
def test_every_broken_rule_is_named(members, codes):
    rules = MeetingRules(
        forbidden=frozenset({(1, 2)}), parties=(Party("bank", minimum=1, kinds=frozenset({"bank"})),)
    )

    assert [fault.code for fault in stands(members, rules).faults] == codes


def test_pairing_of_strangers_who_may_meet_breaks_nothing():
    rules = MeetingRules(forbidden=frozenset({(1, 3)}))
    known = measured(region(3), rules)

    faults = [
        [
            fault.code
            for fault in pairing_faults(
                known, pairing_of(known, 1, other, SETTINGS), rules=rules, settings=SETTINGS
            )
        ]
        for other in (2, 3)
    ]

    assert faults == [[], [FaultCode.FORBIDDEN_PAIR]]
