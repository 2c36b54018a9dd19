"""What was decided before asks something of a run, as far as it can hold."""

import pytest

from matcher.checks import Fault, FaultCode, check_promises, check_result
from matcher.constraints import MeetingRules
from matcher.pipeline import match
from matcher.promises import Promises, promises_of, refused_pairs
from matcher.proposals import MatchResult
from matcher.settings import MatcherSettings
from tests.fakes import FakeEmbedder
from tests.matcher.builders import coalition, pairing, profile, region

NINE = range(1, 10)
SETTINGS = MatcherSettings()


def matched(people: int, rules: MeetingRules, settings: MatcherSettings = SETTINGS) -> MatchResult:
    """The result of a region of so many, which keeps all rules."""
    profiles = region(people)
    result = match(profiles, rules=rules, settings=settings, embedder=FakeEmbedder())
    assert check_result(result, profiles, rules=rules, settings=settings) == ()
    return result


@pytest.mark.parametrize(
    ("rules", "promises"),
    [
        (MeetingRules(), Promises(frozenset(), (), frozenset(), frozenset())),
        (
            MeetingRules(fixed=((1, 2), (3, 4, 5)), refused=frozenset({(6, 7)}), held=frozenset({(8, 9)})),
            Promises(frozenset({(1, 2)}), ((3, 4, 5),), frozenset({(6, 7)}), frozenset({(8, 9)})),
        ),
        (
            MeetingRules(
                fixed=((1, 99), (1, 2, 99)), refused=frozenset({(3, 99)}), held=frozenset({(4, 99)})
            ),
            Promises(frozenset(), (), frozenset(), frozenset()),
        ),
        (
            MeetingRules(fixed=((1, 2), (1, 2, 3)), forbidden=frozenset({(1, 2)})),
            Promises(frozenset(), (), frozenset(), frozenset()),
        ),
        (
            MeetingRules(fixed=((1, 2, 3), (3, 4, 5), (6, 7, 8))),
            Promises(frozenset(), ((1, 2, 3), (6, 7, 8)), frozenset(), frozenset()),
        ),
        (
            MeetingRules(fixed=((1, 2),), refused=frozenset({(1, 2)}), held=frozenset({(1, 2)})),
            Promises(frozenset({(1, 2)}), (), frozenset(), frozenset()),
        ),
    ],
    ids=["nothing", "everything", "someone stays away", "must not meet", "overlap", "pinned wins"],
)
def test_promises_hold_as_far_as_they_can(rules: MeetingRules, promises: Promises) -> None:
    assert promises_of(rules, NINE) == promises


def test_refused_pairs_leaves_coalitions_out() -> None:
    assert refused_pairs([(1, 2), (1, 2, 3)]) == {(1, 2)}


def test_what_stands_comes_back_though_its_members_share_nothing() -> None:
    rules = MeetingRules(fixed=((1, 9), (2, 5, 8)), acquainted=frozenset({(1, 9)}))

    assert matched(9, rules).groups >= {(1, 9), (2, 5, 8)}


def test_what_stands_may_exceed_the_maximum_and_then_leaves_no_room() -> None:
    stands = tuple((1, other) for other in range(3, 8))

    result = matched(9, MeetingRules(fixed=stands), MatcherSettings(minimum_proposals=1, maximum_proposals=2))

    assert sorted(pair for pair in result.groups if len(pair) == 2 and 1 in pair) == list(stands)


@pytest.mark.parametrize("courage", [0.0, 0.5, 1.0])
def test_another_courage_keeps_what_stands_and_what_was_refused(courage: float) -> None:
    free = matched(9, MeetingRules())
    pair, group = free.pairings[0], free.coalitions[0].members
    refused = frozenset({(pair.first, pair.second), group})

    result = matched(9, MeetingRules(fixed=((3, 7),), refused=refused), MatcherSettings(courage=courage))

    assert (3, 7) in result.groups
    assert not refused & result.groups


def test_what_was_refused_or_waits_is_weighed_beside_the_proposals() -> None:
    free = matched(9, MeetingRules())
    pair = (free.pairings[0].first, free.pairings[0].second)
    rules = MeetingRules(refused=frozenset({pair}), held=frozenset({(3, 7), (2, 5, 8), pair}))

    result = matched(9, rules)

    members = [getattr(one, "members", None) or (one.first, one.second) for one in result.set_aside]
    assert members == [*sorted({pair, (3, 7)}), (2, 5, 8)]
    assert result.set_aside[members.index(pair)] == free.pairings[0]


def test_everyone_who_was_refused_with_everyone_is_accounted_for() -> None:
    everyone = frozenset((one, other) for one in NINE for other in NINE if one < other)

    result = matched(9, MeetingRules(refused=everyone))

    assert result.pairings == ()
    assert [left.organisation for left in result.unmatched if not left.coalition] == list(NINE)
    assert len(result.set_aside) == len(everyone)


def test_no_coalition_has_only_one_of_two_who_must_be_together() -> None:
    result = matched(9, MeetingRules(together=frozenset({(1, 4)}), fixed=((1, 4),)))

    assert (1, 4) in result.groups
    assert all(len({1, 4} & set(each.members)) != 1 for each in result.coalitions)


def test_check_promises_names_what_was_not_kept() -> None:
    profiles = [profile(number) for number in NINE]
    rules = MeetingRules(
        fixed=((1, 2),), refused=frozenset({(3, 4)}), together=frozenset({(5, 6)}), forbidden=frozenset()
    )
    result = MatchResult((pairing(3, 4),), (coalition(5, 7, 8),), (), 0.0)

    assert check_promises(result, profiles, rules=rules) == (
        Fault(FaultCode.NOT_KEPT, (1, 2)),
        Fault(FaultCode.REFUSED_BEFORE, (3, 4)),
        Fault(FaultCode.TORN_APART, (5, 7, 8)),
    )
