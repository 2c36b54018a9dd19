"""Why should these organisations meet? The need and the offer that met, and what makes it unusual."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import numpy as np

from matcher.labels import LabelKind, labels, told_by, understood
from matcher.measured import Measured
from matcher.profiles import Profile, StatementRole
from matcher.proposals import QUOTED, Reason, ReasonCode
from matcher.surprise import rarity, sector_distance

MOST_QUOTES = 3
MOST_SHARED = 2
MOST_READ = 1
READ = {ReasonCode.SHARED_MOMENT: LabelKind.MOMENT, ReasonCode.SHARED_SCHEME: LabelKind.SCHEME}
EXPERIENCE = "experience"  # the sector
# A statement that carries less than this share of a fit, or less likelihood than this, does not explain it.
CARRIES_FLOOR, CARRIES_LEAST = 0.1, 0.005
# An answer that two sentences do not show by themselves convinces nobody who reads them. Of needs and offers
# that have nothing to do with each other, four in five stay below this.
ANSWER_FLOOR = 0.015
# A weak quote beside a strong one takes trust from both: all but the first must be as clear as this.
CLEAR_ANSWER = 0.04
# Another sphere of society, and kinds of which the one is at most seldom named as a partner of the other.
UNUSUAL_FLOOR = 0.6
SMALLEST_FIT = 1e-9


def pairing_reasons(measures: Measured, first: int, second: int) -> tuple[Reason, ...]:
    """The reasons of one pairing, strongest first; `first` and `second` are rows of the measures.

    What is quoted first is, of each, the statement that carries most of their fit; then needs that are
    clearly answered, in both directions. At most MOST_QUOTES in all; the strength of a quote is the share of
    the fit that its two statements carry.
    """
    leading = list(_leading(measures, first, second))
    clear = [
        replace(answer, strength=_share(measures, (asker, answer.quote), (giver, answer.partner_quote)))
        for asker, giver in ((first, second), (second, first))
        for answer in _answers(measures, asker, giver)
        if answer.strength >= CLEAR_ANSWER
    ]
    known = {frozenset((reason.quote, reason.partner_quote)) for reason in leading}
    others = [each for each in clear if frozenset((each.quote, each.partner_quote)) not in known]
    quotes = [*leading, *sorted(others, key=_strongest_first)][:MOST_QUOTES]
    return _ordered([*quotes, *_common(measures, first, second), *_unusual(measures, first, second)])


def coalition_reasons(measures: Measured, members: Sequence[int]) -> tuple[Reason, ...]:
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


def _leading(measures: Measured, first: int, second: int) -> Iterator[Reason]:
    """The statement of each that carries most of the fit, unless either carries next to nothing."""
    one, other = _carrier(measures, first, second), _carrier(measures, second, first)
    if one is None or other is None:
        return
    (first_role, quote), (second_role, partner_quote) = one, other
    code = next((code for code, roles in QUOTED.items() if roles == (first_role, second_role)), None)
    if code is None:  # an offer and a need: who needs comes first
        first, second, quote, partner_quote = second, first, partner_quote, quote
        code = ReasonCode.NEED_ANSWERED
    yield Reason(
        code,
        measures.profiles[first].id,
        measures.profiles[second].id,
        _share(measures, (first, quote), (second, partner_quote)),
        quote=quote,
        partner_quote=partner_quote,
    )


def _carrier(measures: Measured, owner: int, partner: int) -> tuple[StatementRole, int] | None:
    profile = measures.profiles[owner]
    stated = [
        (float(measures.carried[statement][partner]), role, statement)
        for role in StatementRole
        for statement in profile.quotable(role)
        if statement in measures.carried
    ]
    if not stated:
        return None
    most, role, statement = max(stated, key=lambda each: (each[0], -each[2]))
    enough = max(CARRIES_LEAST, CARRIES_FLOOR * float(measures.fit.mutual[owner, partner]))
    return (role, statement) if most >= enough else None


def _share(measures: Measured, one: tuple[int, int | None], other: tuple[int, int | None]) -> float:
    """The share of their fit that two statements carry, the mean of both; each with the row of its owner."""
    (first, quote), (second, partner_quote) = one, other
    if quote is None or partner_quote is None:
        return 0.0
    lost = measures.carried[quote][second] + measures.carried[partner_quote][first]
    return float(np.clip(lost / 2 / max(measures.fit.mutual[first, second], SMALLEST_FIT), 0, 1))


def _answers(measures: Measured, asker: int, giver: int) -> Iterator[Reason]:
    """Every need of the asker that an offer of the giver visibly answers."""
    fit = measures.fit
    for place in np.flatnonzero(fit.quotable[asker, :, giver] >= ANSWER_FLOOR):
        yield Reason(
            ReasonCode.NEED_ANSWERED,
            measures.profiles[asker].id,
            measures.profiles[giver].id,
            float(fit.quotable[asker, place, giver]),
            quote=int(fit.needs[asker, place]),
            partner_quote=int(fit.offers[asker, place, giver]),
        )


def _common(measures: Measured, first: int, second: int) -> Iterator[Reason]:
    """What both chose, groups and themes, and what can be read from both, moments and schemes, by slug.

    The more of a kind they share, the less each tells. What is read counts as the fit that it explains.
    """
    one, other = measures.profiles[first], measures.profiles[second]
    read = sorted(_told_by(one) & _told_by(other))
    for code, kind in READ.items():
        both = [slug for slug in read if labels()[slug].kind is kind]
        for slug in both[:MOST_READ]:
            strength = float(measures.fit.mutual[first, second]) / len(both)
            yield Reason(code, one.id, other.id, strength, detail=slug)
    for code, shared in (
        (ReasonCode.SHARED_GROUP, one.groups & other.groups),
        (ReasonCode.SHARED_THEME, one.themes & other.themes),
    ):
        for slug in sorted(shared)[:MOST_SHARED]:
            yield Reason(
                code, one.id, other.id, float(measures.ground[first, second]) / len(shared), detail=slug
            )


@lru_cache(maxsize=1024)
def _told_by(profile: Profile) -> frozenset[str]:
    """The labels of a profile; none of someone who speaks from experience, whose life is nobody's reason."""
    if profile.sector == EXPERIENCE:
        return frozenset()
    read = frozenset(each.label.slug for each in understood(told_by(profile)))
    return (read | profile.labels) - profile.not_labels


def _unusual(measures: Measured, first: int, second: int) -> Iterator[Reason]:
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
    """Ties stand in the order of code and quotes."""
    return -reason.strength, reason.code, reason.quote or 0, reason.partner_quote or 0
