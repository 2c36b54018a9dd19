"""How do profiles become proposals? The whole story in one function: read this file first."""

from collections.abc import Iterable
from dataclasses import replace

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder
from matcher.measured import Scored
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposals import MatchResult
from matcher.proposing import propose_coalitions, propose_pairings, weigh_aside
from matcher.settings import MatcherSettings
from matcher.unmatched import without_coalition, without_pairing


def match(
    profiles: Iterable[Profile], *, rules: MeetingRules, settings: MatcherSettings, embedder: Embedder
) -> MatchResult:
    """The pairings and coalitions to propose for one meeting, best first, and everyone who got none.

    1. `measures`: between every two organisations, how well the offers of each answer the needs of the other
       (`fit`), what they share (`ground`) and how unusual it is that they meet (`surprise`); out of these
       and the organiser's courage a score (`scoring`).
    2. `pairing`: pairs with the greatest sum of scores, so that everyone is served and no one crowded.
    3. `candidates`, `grouping`: apart from the pairs, coalitions that close a chain of needs and offers.
    4. `reasons`: for each proposal the need and the offer that met, and what makes it unusual.
    5. `unmatched`: everyone without a pairing, or without a coalition, with the cause.

    The same profiles, rules, settings and embedder give the same result, in whatever order the profiles
    come. Raises RepeatedIds when two profiles have one id, and whatever the embedder raises. A meeting with
    too few, empty or incompatible organisations is no error: they are in `unmatched`.
    """
    return propose(
        measure(profiles, rules=rules, settings=settings, embedder=embedder), rules=rules, settings=settings
    )


def propose(measures: Scored, *, rules: MeetingRules, settings: MatcherSettings) -> MatchResult:
    """Steps 2 to 5 of `match`, from what was measured; what was refused before or waits is set aside."""
    pairings = propose_pairings(measures, settings, rules)
    coalitions, gap = propose_coalitions(measures, rules=rules, settings=settings)
    paired = {one for pairing in pairings for one in (pairing.first, pairing.second)}
    grouped = {one for coalition in coalitions for one in coalition.members}
    unmatched = (
        *without_pairing(measures, paired, settings, rules),
        *without_coalition(measures, grouped, rules=rules, settings=settings),
    )
    result = MatchResult(pairings, coalitions, unmatched, gap)
    set_aside = weigh_aside(measures, result.groups, rules=rules, settings=settings)
    return replace(result, set_aside=set_aside)
