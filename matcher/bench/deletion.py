"""Does what is quoted carry the fit?"""

from collections.abc import Iterator, Mapping, Sequence

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder
from matcher.fit import measure_fit
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposals import QUOTED
from matcher.proposing import propose_pairings
from matcher.settings import MatcherSettings
from matcher.signs import Fractions
from matcher.vectors import read_all


def deletion_lines(profiles: Sequence[Profile], embedder: Embedder) -> Iterator[str]:
    """Whether what is quoted carries the fit: left out, it lowers the fit more than anything else there.

    Each time the whole meeting is measured anew, without the short cuts of `carrying`.
    """
    variants = [without for profile in profiles for _, without in profile.without_each()]
    vectors = read_all([*profiles, *variants], embedder)
    measures = measure(profiles, rules=MeetingRules(), settings=MatcherSettings(), embedder=vectors)
    row = {profile.id: place for place, profile in enumerate(measures.profiles)}
    left = [_fits_without(measures.profiles, place, vectors) for place in range(len(row))]
    pairings = propose_pairings(measures, MatcherSettings())
    asked = carried = quoted = 0
    for pairing in pairings:
        lead = next((reason for reason in pairing.reasons if reason.code in QUOTED), None)
        if lead is None:
            continue
        quoted += 1
        for owner, partner, quote in (
            (row[lead.organisation], row[lead.partner], lead.quote),
            (row[lead.partner], row[lead.organisation], lead.partner_quote),
        ):
            if len(left[owner]) > 1:
                asked += 1
                carried += min(left[owner], key=lambda each: left[owner][each][partner]) == quote
    yield "**Deletion test.** Leaving out what is quoted lowers the fit more than leaving out anything else:"
    yield ""
    yield (
        f"{carried} of {asked} quoted statements ({carried / max(asked, 1):.0%}); "
        f"{len(pairings) - quoted} of {len(pairings)} pairings quote nothing."
    )


def _fits_without(profiles: Sequence[Profile], place: int, vectors: Embedder) -> Mapping[int, Fractions]:
    """The fit of this profile with everyone when one statement is left out, by the id of that statement."""
    return {
        statement.id: measure_fit([*profiles[:place], without, *profiles[place + 1 :]], vectors).mutual[place]
        for statement, without in profiles[place].without_each()
    }
