"""Who got nothing, and why."""

import pytest

from matcher.constraints import MeetingRules, Party
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposals import Unmatched, UnmatchedCode
from matcher.settings import MatcherSettings
from matcher.unmatched import without_coalition, without_pairing
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region

SETTINGS = MatcherSettings(fit_floor=0.2)


def causes(
    profiles: list[Profile], rules: MeetingRules
) -> tuple[dict[int, UnmatchedCode], dict[int, UnmatchedCode]]:
    """The causes by id for pairings, and for coalitions, if nobody got anything."""
    served: frozenset[int] = frozenset()
    measures = measure(profiles, rules=rules, settings=SETTINGS, embedder=FakeEmbedder())
    pairs = without_pairing(measures, served, SETTINGS)
    coalitions = without_coalition(measures, served, rules=rules, settings=SETTINGS)
    return {one.organisation: one.code for one in pairs}, {one.organisation: one.code for one in coalitions}


@pytest.mark.parametrize(
    ("profiles", "rules", "for_one", "in_coalition"),
    [
        (region(1), MeetingRules(), "too_few", "too_few"),
        (region(2), MeetingRules(), "not_chosen", "too_few"),
        ([profile(1), *region(30)[1:]], MeetingRules(), "empty_profile", "empty_profile"),
        (region(3), MeetingRules(forbidden=frozenset({(1, 2), (1, 3)})), "no_fit", "no_fit"),
        (region(3), MeetingRules(acquainted=frozenset({(1, 2), (1, 3)})), "ruled_out", "not_chosen"),
        ([profile(1, needs="zeppelin"), *region(30)[3:]], MeetingRules(), "no_fit", "no_fit"),
        (
            region(3),
            MeetingRules(parties=(Party("kerk", minimum=1, sectors=frozenset({"faith"})),)),
            "not_chosen",
            "ruled_out",
        ),
    ],
)
def test_unmatched_gives_the_first_cause_that_holds(
    profiles: list[Profile], rules: MeetingRules, for_one: str, in_coalition: str
) -> None:
    paired, grouped = causes(profiles, rules)

    assert (paired[1], grouped[1]) == (for_one, in_coalition)


def test_unmatched_lists_everyone_else_in_order() -> None:
    profiles = region(4)
    measures = measure(profiles, rules=MeetingRules(), settings=SETTINGS, embedder=FakeEmbedder())

    assert list(without_pairing(measures, {1, 3}, SETTINGS)) == [
        Unmatched(2, coalition=False, code=UnmatchedCode.NOT_CHOSEN),
        Unmatched(4, coalition=False, code=UnmatchedCode.NO_FIT),
    ]
