"""How good is a group that people put together, what is missing in it, and which rules does it break?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.checks import Fault, check_coalitions, check_pairings
from matcher.constraints import MeetingRules
from matcher.measured import Measured
from matcher.proposals import CoalitionProposal, Pairing, Scores
from matcher.reasons import coalition_reasons, pairing_reasons
from matcher.scoring import score
from matcher.settings import MatcherSettings
from matcher.worth import HELP_FLOOR, closes_chain, weigh_coalitions


@dataclass(frozen=True, slots=True)
class Standing:
    """How a group of organisations stands; `members` ascending ids, fractions as CoalitionProposal has them.

    `unhelped`: whom nobody in it helps; `idle`: who helps nobody in it; `closes`: whether the chain of needs
    and offers is closed; `faults`: the rules that it breaks. Everything is 0 for fewer than two members.
    """

    members: tuple[int, ...]
    fit: float
    weakest: float
    mix: float
    surprise: float
    score: float
    unhelped: tuple[int, ...]
    idle: tuple[int, ...]
    closes: bool
    faults: tuple[Fault, ...]


def standing_of(
    measured: Measured, members: Sequence[int], *, rules: MeetingRules, settings: MatcherSettings
) -> Standing:
    """How these organisations (ids that were measured) stand together as a coalition."""
    ids = tuple(sorted(members))
    rows = _rows(measured, ids)
    faults = check_coalitions(
        [CoalitionProposal(ids, 0, 0, 0, 0, 0)], measured.profiles, rules=rules, settings=settings
    )
    if len(ids) < 2:
        return Standing(ids, 0, 0, 0, 0, 0, (), (), closes=False, faults=faults)
    weighed = weigh_coalitions(np.array([rows], dtype=np.intp), measured, settings.courage)
    helps = measured.fit.helps[np.ix_(rows, rows)] >= min(HELP_FLOOR, settings.fit_floor)
    return Standing(
        members=ids,
        fit=float(weighed.fit[0]),
        weakest=float(weighed.weakest[0]),
        mix=float(weighed.mix[0]),
        surprise=float(weighed.surprise[0]),
        score=float(weighed.score[0]),
        unhelped=tuple(one for one, row in zip(ids, helps, strict=True) if not row.any()),
        idle=tuple(one for one, row in zip(ids, helps.T, strict=True) if not row.any()),
        closes=bool(closes_chain(np.arange(len(ids))[None, :], helps)[0]),
        faults=faults,
    )


def coalition_of(measured: Measured, members: Sequence[int], settings: MatcherSettings) -> CoalitionProposal:
    """The coalition that these organisations (ids that were measured) make, with its figures and reasons."""
    ids = tuple(sorted(members))
    rows = _rows(measured, ids)
    weighed = weigh_coalitions(np.array([rows], dtype=np.intp), measured, settings.courage)
    return CoalitionProposal(
        members=ids,
        fit=float(weighed.fit[0]),
        surprise=float(weighed.surprise[0]),
        weakest=float(weighed.weakest[0]),
        mix=float(weighed.mix[0]),
        score=float(weighed.score[0]),
        reasons=coalition_reasons(measured, rows),
    )


def pairing_of(measured: Measured, one: int, other: int, settings: MatcherSettings) -> Pairing:
    """The pairing that these two (ids that were measured) make, with its figures and reasons."""
    ids = (min(one, other), max(one, other))
    first, second = _rows(measured, ids)
    fit, ground = float(measured.fit.mutual[first, second]), float(measured.ground[first, second])
    surprise = float(measured.surprise[first, second])
    scores = Scores(
        helps_first=float(measured.fit.helps[first, second]),
        helps_second=float(measured.fit.helps[second, first]),
        fit=fit,
        ground=ground,
        surprise=surprise,
    )
    ordered = score(fit, ground, surprise, settings.courage)
    reasons = pairing_reasons(measured, first, second)
    signs = {str(sign): float(found[first, second]) for sign, found in measured.fit.signs.items()}
    return Pairing(*ids, scores, ordered, reasons, signs)


def pairing_faults(
    measured: Measured, pairing: Pairing, *, rules: MeetingRules, settings: MatcherSettings
) -> tuple[Fault, ...]:
    """The rules that this pairing breaks; empty = none."""
    return check_pairings([pairing], measured.profiles, rules=rules, settings=settings)


def _rows(measured: Measured, ids: Sequence[int]) -> list[int]:
    place = {profile.id: row for row, profile in enumerate(measured.profiles)}
    return [place[one] for one in ids]
