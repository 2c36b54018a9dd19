"""Choosing again from what a run measured gives what a new run would give."""

from dataclasses import replace

import pytest

from matcher.constraints import MeetingRules
from matcher.figures import pack, unpack
from matcher.measures import measure
from matcher.pipeline import match
from matcher.settings import MatcherSettings
from matcher.what_if import choose_again
from tests.fakes import FakeEmbedder
from tests.matcher.builders import region

PROFILES = region(9)
FREE, SETTINGS = MeetingRules(), MatcherSettings()


@pytest.mark.parametrize("courage", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("rules", [FREE, MeetingRules(fixed=((1, 9),), refused=frozenset({(1, 2)}))])
def test_the_same_is_proposed_as_in_a_run_with_that_courage(rules: MeetingRules, courage: float) -> None:
    settings = replace(SETTINGS, courage=courage)
    kept = pack(measure(PROFILES, rules=FREE, settings=SETTINGS, embedder=FakeEmbedder()))
    figures = unpack(kept, PROFILES, rules=FREE)

    again = choose_again(figures, rules=rules, settings=settings)

    fresh = match(PROFILES, rules=rules, settings=settings, embedder=FakeEmbedder())
    assert again.groups == fresh.groups
    assert again.unmatched == fresh.unmatched


def test_a_rule_that_is_tried_holds_though_the_run_was_made_without_it() -> None:
    figures = unpack(
        pack(measure(PROFILES, rules=FREE, settings=SETTINGS, embedder=FakeEmbedder())), PROFILES, rules=FREE
    )
    pair = min(
        group for group in choose_again(figures, rules=FREE, settings=SETTINGS).groups if len(group) == 2
    )

    apart = choose_again(figures, rules=MeetingRules(forbidden=frozenset({pair})), settings=SETTINGS)

    assert not any(set(pair) <= set(group) for group in apart.groups)
