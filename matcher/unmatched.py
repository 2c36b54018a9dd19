"""Who got no proposal, and why?"""

from collections.abc import Iterator, Set

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules, breaks_parties, grid_of
from matcher.measured import Scored
from matcher.promises import refused_pairs
from matcher.proposals import Unmatched, UnmatchedCode
from matcher.settings import MatcherSettings

NO_RULES = MeetingRules()


def without_pairing(
    measures: Scored, paired: Set[int], settings: MatcherSettings, rules: MeetingRules = NO_RULES
) -> Iterator[Unmatched]:
    """Everyone whose id is not in `paired`, in order, with the first cause that holds.

    Who was refused with everyone else is ruled out, as who knows everyone else.
    """
    refused = grid_of(measures.profiles, refused_pairs(rules.refused))
    known_rules = _others(~measures.acquainted & ~refused)
    may_meet = known_rules & ~measures.forbidden
    for row in _rows_outside(measures, paired):
        code = _cause(measures, row, known_rules[row], needed=1)
        if code is UnmatchedCode.NOT_CHOSEN and not _fits_any(measures, row, may_meet[row], settings):
            code = UnmatchedCode.NO_FIT
        yield Unmatched(measures.profiles[row].id, coalition=False, code=code)


def without_coalition(
    measures: Scored, grouped: Set[int], *, rules: MeetingRules, settings: MatcherSettings
) -> Iterator[Unmatched]:
    """Everyone whose id is not in `grouped`, in order, with the first cause that holds."""
    known_rules = _others(np.ones_like(measures.forbidden))
    may_meet = known_rules & ~measures.forbidden
    for row in _rows_outside(measures, grouped):
        code = _cause(measures, row, known_rules[row], needed=settings.smallest_coalition - 1)
        if code is UnmatchedCode.NOT_CHOSEN and not _can_seat_parties(measures, row, known_rules[row], rules):
            code = UnmatchedCode.RULED_OUT
        if code is UnmatchedCode.NOT_CHOSEN and not _fits_any(measures, row, may_meet[row], settings):
            code = UnmatchedCode.NO_FIT
        yield Unmatched(measures.profiles[row].id, coalition=True, code=code)


def _rows_outside(measures: Scored, served: Set[int]) -> Iterator[int]:
    return (row for row, profile in enumerate(measures.profiles) if profile.id not in served)


def _others(allowed: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The same, without anyone as a partner of itself."""
    apart = allowed.copy()
    np.fill_diagonal(apart, False)
    return apart


def _cause(measures: Scored, row: int, known_rules: NDArray[np.bool_], *, needed: int) -> UnmatchedCode:
    """Why this row is alone, when it needs so many partners, by what everyone may know.

    Forbidden pairs are private: they never give a cause of their own, see _fits_any.
    """
    profile = measures.profiles[row]
    if len(measures.profiles) <= needed:
        return UnmatchedCode.TOO_FEW
    if not any(statement.text.strip() for statement in (*profile.offers, *profile.needs)):
        return UnmatchedCode.EMPTY_PROFILE
    if known_rules.sum() < needed:
        return UnmatchedCode.RULED_OUT
    return UnmatchedCode.NOT_CHOSEN


def _fits_any(measures: Scored, row: int, may_meet: NDArray[np.bool_], settings: MatcherSettings) -> bool:
    """Whether someone is left who fits; a forbidden partner looks the same as one that does not fit."""
    return bool((may_meet & (measures.fit.mutual[row] >= settings.fit_floor)).any())


def _can_seat_parties(measures: Scored, row: int, may_meet: NDArray[np.bool_], rules: MeetingRules) -> bool:
    """Whether this row and those it may meet bring enough members of every party."""
    present = [measures.profiles[row], *(measures.profiles[other] for other in np.flatnonzero(may_meet))]
    return not breaks_parties(present, rules.parties)
