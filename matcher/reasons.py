"""Why should these organisations meet? The need and the offer that met, and what makes it unusual."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from matcher.measures import Measures
from matcher.proposals import Reason, ReasonCode
from matcher.surprise import rarity, sector_distance

MOST_ANSWERS = 3
MOST_SHARED = 2
# An answer that two sentences do not show by themselves convinces nobody who reads them. Of needs and offers
# that have nothing to do with each other, four in five stay below this.
ANSWER_FLOOR = 0.015
# A weak quote beside a strong one takes trust from both: all but the strongest must be as clear as this.
CLEAR_ANSWER = 0.04
# Another sphere of society, and kinds of which the one is at most seldom named as a partner of the other.
UNUSUAL_FLOOR = 0.6


def pairing_reasons(measures: Measures, first: int, second: int) -> tuple[Reason, ...]:
    """The reasons of one pairing, strongest first; `first` and `second` are rows of the measures.

    At most MOST_ANSWERS needs with the offer that answers each, in both directions where both are clear.
    """
    directions = [
        sorted(_answers(measures, asker, giver), key=_strongest_first)
        for asker, giver in ((first, second), (second, first))
    ]
    leading = [answers[0] for answers in directions if answers]
    rest = sorted((answer for answers in directions for answer in answers[1:]), key=_strongest_first)
    ordered = [*sorted(leading, key=_strongest_first), *rest]
    answers = [*ordered[:1], *(answer for answer in ordered[1:] if answer.strength >= CLEAR_ANSWER)]
    return _ordered(
        [*answers[:MOST_ANSWERS], *_common(measures, first, second), *_unusual(measures, first, second)]
    )


def coalition_reasons(measures: Measures, members: Sequence[int]) -> tuple[Reason, ...]:
    """The chain of a coalition, strongest first: for each member its need that is answered best, and by whom.

    A member without such a need is left out. Then what makes the most surprising pair in it unusual.
    `members` are rows of the measures.
    """
    chain = []
    for asker in members:
        answers = [
            answer for giver in members if giver != asker for answer in _answers(measures, asker, giver)
        ]
        chain += sorted(answers, key=_strongest_first)[:1]
    one, other = max(combinations(members, 2), key=lambda pair: measures.surprise[pair])
    return _ordered([*chain, *_unusual(measures, one, other)])


def _answers(measures: Measures, asker: int, giver: int) -> Iterator[Reason]:
    """Every need of the asker that an offer of the giver visibly answers."""
    fit = measures.fit
    for place in np.flatnonzero(fit.quotable[asker, :, giver] >= ANSWER_FLOOR):
        yield Reason(
            ReasonCode.NEED_ANSWERED,
            measures.profiles[asker].id,
            measures.profiles[giver].id,
            float(fit.quotable[asker, place, giver]),
            need=int(fit.needs[asker, place]),
            offer=int(fit.offers[asker, place, giver]),
        )


def _common(measures: Measures, first: int, second: int) -> Iterator[Reason]:
    """The target groups and themes that both chose, by slug; the more there are, the less each tells."""
    one, other = measures.profiles[first], measures.profiles[second]
    for code, shared in (
        (ReasonCode.SHARED_GROUP, one.groups & other.groups),
        (ReasonCode.SHARED_THEME, one.themes & other.themes),
    ):
        for slug in sorted(shared)[:MOST_SHARED]:
            yield Reason(
                code, one.id, other.id, float(measures.ground[first, second]) / len(shared), detail=slug
            )


def _unusual(measures: Measures, first: int, second: int) -> Iterator[Reason]:
    """What is unusual about two; nothing for two who know each other, and no stranger where nobody told."""
    one, other = measures.profiles[first], measures.profiles[second]
    if measures.acquainted[first, second]:
        return
    figures = (
        (ReasonCode.DISTANT_SECTORS, sector_distance(one.sector, other.sector)),
        (ReasonCode.RARE_KINDS, rarity(one.kind, other.kind)),
        (ReasonCode.NOT_ACQUAINTED, float(measures.acquainted[[first, second]].any())),
    )
    for code, strength in figures:
        if strength >= UNUSUAL_FLOOR:
            yield Reason(code, one.id, other.id, strength)


def _ordered(reasons: Sequence[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(reasons, key=_strongest_first))


def _strongest_first(reason: Reason) -> tuple[float, str, int, int]:
    """Ties stand in the order of code, need and offer."""
    return -reason.strength, reason.code, reason.need or 0, reason.offer or 0
