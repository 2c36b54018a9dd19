"""What is kept of a run weighs and explains as the run itself did."""

import numpy as np
import pytest

from matcher.constraints import MeetingRules
from matcher.figures import pack, unpack
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposing import propose_coalitions, propose_pairings
from matcher.settings import MatcherSettings
from matcher.standing import coalition_of, pairing_of
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region

FREE = MeetingRules()
SETTINGS = MatcherSettings()
ROUNDED = 2e-3


def measured(profiles):
    return measure(profiles, rules=FREE, settings=SETTINGS, embedder=FakeEmbedder())


def figures(profiles, rules=FREE):
    return unpack(pack(measured(profiles)), profiles, rules)


def told(proposal):
    return [(reason.code, reason.quote, reason.partner_quote, reason.detail) for reason in proposal.reasons]


def test_kept_figures_give_the_coalition_that_the_run_gave():
    profiles = region(9)
    ((coalition, *_), _gap) = propose_coalitions(measured(profiles), rules=FREE, settings=SETTINGS)

    again = coalition_of(figures(profiles), coalition.members, SETTINGS)

    assert (again.members, told(again)) == (coalition.members, told(coalition))
    for name in ("fit", "weakest", "mix", "surprise", "score"):
        assert getattr(again, name) == pytest.approx(getattr(coalition, name), abs=ROUNDED)


def test_kept_figures_give_the_pairing_that_the_run_gave():
    profiles = region(9)
    pairing = propose_pairings(measured(profiles), SETTINGS)[0]

    again = pairing_of(figures(profiles), pairing.second, pairing.first, SETTINGS)

    assert (again.first, again.second, told(again)) == (pairing.first, pairing.second, told(pairing))
    assert again.score == pytest.approx(pairing.score, abs=ROUNDED)


def test_who_is_gone_or_came_later_is_left_out():
    profiles = region(6)
    packed = pack(measured(profiles[:5]))

    kept = unpack(packed, [*profiles[1:], profiles[0]][:5], FREE)

    assert [profile.id for profile in kept.profiles] == [2, 3, 4, 5]
    assert kept.fit.answers.shape[::2] == (4, 4)
    whole = unpack(packed, profiles[:5], FREE)
    np.testing.assert_array_equal(kept.fit.mutual, whole.fit.mutual[1:, 1:])


def test_what_is_not_stated_any_more_is_not_quoted():
    profiles = region(3)
    silent = [Profile(one.id, one.kind, one.sector, one.about) for one in profiles]

    kept = unpack(pack(measured(profiles)), silent, FREE)

    assert (kept.carried, kept.fit.quotable.any()) == ({}, False)
    assert [code for code, quote, *_ in told(coalition_of(kept, (1, 2, 3), SETTINGS)) if quote] == []


def test_who_may_meet_is_as_it_is_now():
    profiles = region(3)

    kept = figures(profiles, MeetingRules(forbidden=frozenset({(1, 3)}), acquainted=frozenset({(1, 2)})))

    assert (kept.forbidden.sum(), kept.forbidden[0, 2], kept.acquainted[1, 0]) == (2, True, True)


def test_nobody_can_be_kept_too():
    assert figures([]).profiles == ()
