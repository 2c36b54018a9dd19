"""Does what is quoted carry the fit?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matcher.constraints import MeetingRules
from matcher.embedder import Embedder
from matcher.fit import measure_fit
from matcher.measures import measure
from matcher.profiles import Profile
from matcher.proposals import ReasonCode
from matcher.proposing import propose_pairings
from matcher.settings import MatcherSettings
from matcher.vectors import read_all


def deletion_lines(profiles: Sequence[Profile], embedder: Embedder) -> Iterator[str]:
    """Whether what is quoted carries the fit: left out, it lowers the fit more than anything else there."""
    variants = [
        (place, statement.id, _without(profile, statement.id))
        for place, profile in enumerate(profiles)
        for statement in (*profile.offers, *profile.needs)
    ]
    pool = [
        replace(profile, id=number) for number, profile in enumerate((*profiles, *(v for *_, v in variants)))
    ]
    vectors = read_all(pool, embedder)
    fits = measure_fit(pool, vectors).mutual
    left = {
        (place, statement): len(profiles) + number for number, (place, statement, _) in enumerate(variants)
    }
    settings = MatcherSettings()
    measures = measure(profiles, rules=MeetingRules(), settings=settings, embedder=vectors)
    row = {profile.id: place for place, profile in enumerate(measures.profiles)}
    asked = carried = 0
    for pairing in propose_pairings(measures, settings):
        best = next((r for r in pairing.reasons if r.code is ReasonCode.NEED_ANSWERED), None)
        if best is None:
            continue
        for owner, partner, quoted in (
            (row[best.organisation], row[best.partner], best.need),
            (row[best.partner], row[best.organisation], best.offer),
        ):
            fit_without = {s: fits[number, partner] for (place, s), number in left.items() if place == owner}
            if len(fit_without) > 1 and quoted is not None:
                asked += 1
                carried += min(fit_without, key=lambda s: fit_without[s]) == quoted
    yield "**Deletion test.** Leaving out what is quoted lowers the fit more than leaving out anything else:"
    yield ""
    yield f"{carried} of {asked} quoted statements ({carried / max(asked, 1):.0%})."


def _without(profile: Profile, statement: int) -> Profile:
    return replace(
        profile,
        offers=tuple(each for each in profile.offers if each.id != statement),
        needs=tuple(each for each in profile.needs if each.id != statement),
    )
