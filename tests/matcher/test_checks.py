"""Each broken rule is found, and a sound result has no fault."""

from dataclasses import replace

import pytest

from matcher.checks import Fault, FaultCode, check_coalitions, check_pairings, check_result
from matcher.constraints import MeetingRules, Party
from matcher.proposals import (
    CoalitionProposal,
    MatchResult,
    Pairing,
    Reason,
    ReasonCode,
    Unmatched,
    UnmatchedCode,
)
from matcher.settings import MatcherSettings
from tests.matcher.builders import coalition, pairing, profile

PROFILES = [
    profile(1, "gemeente", needs="tolken"),
    profile(2, "moskee_migrantenorganisatie", offers="tolken in vier talen"),
    profile(3, "bank"),
    profile(4, "school"),
    profile(5, "huisarts"),
    profile(6, "notaris"),
]
RULES = MeetingRules(
    parties=(Party("gemeente", minimum=1, sectors=frozenset({"municipality"})),),
    forbidden=frozenset({(3, 4)}),
    acquainted=frozenset({(1, 3)}),
)
SETTINGS = MatcherSettings(maximum_proposals=2)


@pytest.mark.parametrize(
    ("pairings", "faults"),
    [
        ([pairing(1, 2), pairing(2, 3)], ()),
        ([pairing(1, 99)], (Fault(FaultCode.UNKNOWN_ORGANISATION, (99,)),)),
        ([pairing(2, 2)], (Fault(FaultCode.REPEATED_MEMBER, (2, 2)),)),
        ([pairing(2, 1)], (Fault(FaultCode.UNORDERED, (2, 1)),)),
        ([pairing(1, 2), pairing(1, 2)], (Fault(FaultCode.REPEATED_PAIRING, (1, 2)),)),
        ([pairing(3, 4)], (Fault(FaultCode.FORBIDDEN_PAIR, (3, 4)),)),
        ([pairing(1, 3)], (Fault(FaultCode.ACQUAINTED_PAIR, (1, 3)),)),
        ([pairing(1, 2, fit=0.01)], (Fault(FaultCode.BELOW_FIT_FLOOR, (1, 2)),)),
        ([pairing(1, 2), pairing(1, 4), pairing(1, 5)], (Fault(FaultCode.TOO_MANY_PROPOSALS, (1,)),)),
    ],
)
def test_check_pairings_finds_each_fault(pairings: list[Pairing], faults: tuple[Fault, ...]) -> None:
    assert check_pairings(pairings, PROFILES, rules=RULES, settings=SETTINGS) == faults


@pytest.mark.parametrize(
    ("coalitions", "faults"),
    [
        ([coalition(1, 2, 3)], ()),
        ([coalition(1, 2)], (Fault(FaultCode.WRONG_SIZE, (1, 2)),)),
        ([coalition(1, 2, 3, 5, 6, 99)], (
            Fault(FaultCode.UNKNOWN_ORGANISATION, (99,)),
            Fault(FaultCode.WRONG_SIZE, (1, 2, 3, 5, 6, 99)),
        )),
        ([coalition(1, 3, 4)], (Fault(FaultCode.FORBIDDEN_PAIR, (3, 4)),)),
        ([coalition(2, 3, 5)], (Fault(FaultCode.PARTY_MISSING, (2, 3, 5), "gemeente"),)),
        ([coalition(1, 2, 3), coalition(1, 5, 6)], (Fault(FaultCode.TWO_COALITIONS, (1,)),)),
    ],
)  # fmt: skip
def test_check_coalitions_finds_each_fault(
    coalitions: list[CoalitionProposal], faults: tuple[Fault, ...]
) -> None:
    assert check_coalitions(coalitions, PROFILES, rules=RULES, settings=SETTINGS) == faults


def test_check_pairings_accepts_only_what_was_written_as_a_reason() -> None:
    scores = pairing(1, 2).scores
    quoted = Reason(ReasonCode.NEED_ANSWERED, 1, 2, 0.8, quote=150, partner_quote=200)
    invented = Reason(ReasonCode.NEED_ANSWERED, 2, 1, 0.8, quote=150, partner_quote=200)

    faults = check_pairings(
        [Pairing(1, 2, scores, 0.5, (quoted, invented))], PROFILES, rules=RULES, settings=SETTINGS
    )

    assert faults == (Fault(FaultCode.UNQUOTABLE_REASON, (2, 1)),)


def test_check_result_finds_who_was_forgotten() -> None:
    unmatched = (
        *(Unmatched(one, coalition=False, code=UnmatchedCode.NO_FIT) for one in (2, 3, 5, 6)),
        *(Unmatched(one, coalition=True, code=UnmatchedCode.NO_FIT) for one in (4, 5, 6)),
    )
    result = MatchResult((pairing(1, 2),), (coalition(1, 2, 3),), unmatched, 0.0)

    assert check_result(result, PROFILES, rules=RULES, settings=SETTINGS) == (
        Fault(FaultCode.WRONGLY_UNMATCHED, (2,)),
        Fault(FaultCode.NOT_ACCOUNTED_FOR, (4,)),
    )


def test_check_pairings_refuses_an_assumption_as_a_reason() -> None:
    quoted = Reason(ReasonCode.NEED_ANSWERED, 1, 2, 0.8, quote=150, partner_quote=200)
    assumed = [
        replace(one, offers=tuple(replace(offer, assumed=True) for offer in one.offers)) for one in PROFILES
    ]

    faults = check_pairings(
        [Pairing(1, 2, pairing(1, 2).scores, 0.5, (quoted,))], assumed, rules=RULES, settings=SETTINGS
    )

    assert faults == (Fault(FaultCode.UNQUOTABLE_REASON, (1, 2)),)
