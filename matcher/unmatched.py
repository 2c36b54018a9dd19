"""Who got no proposal, and why?"""

from collections.abc import Iterator, Set

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules, breaks_parties
from matcher.measures import Measures
from matcher.proposals import Unmatched, UnmatchedCode
from matcher.settings import MatcherSettings


def without_pairing(measures: Measures, paired: Set[int], settings: MatcherSettings) -> Iterator[Unmatched]:
    """Everyone whose id is not in `paired`, in order, with the first cause that holds."""
    may_meet = ~(measures.forbidden | measures.acquainted)
    np.fill_diagonal(may_meet, False)
    for row in _rows_outside(measures, paired):
        code = _cause(measures, row, may_meet[row], needed=1, fit_floor=settings.fit_floor)
        yield Unmatched(measures.profiles[row].id, coalition=False, code=code)


def without_coalition(
    measures: Measures, grouped: Set[int], *, rules: MeetingRules, settings: MatcherSettings
) -> Iterator[Unmatched]:
    """Everyone whose id is not in `grouped`, in order, with the first cause that holds."""
    may_meet = ~measures.forbidden
    np.fill_diagonal(may_meet, False)
    for row in _rows_outside(measures, grouped):
        partners = settings.smallest_coalition - 1
        code = _cause(measures, row, may_meet[row], needed=partners, fit_floor=settings.fit_floor)
        if code is UnmatchedCode.NOT_CHOSEN and not _can_seat_parties(measures, row, may_meet[row], rules):
            code = UnmatchedCode.RULED_OUT
        yield Unmatched(measures.profiles[row].id, coalition=True, code=code)


def _rows_outside(measures: Measures, served: Set[int]) -> Iterator[int]:
    return (row for row, profile in enumerate(measures.profiles) if profile.id not in served)


def _cause(
    measures: Measures, row: int, may_meet: NDArray[np.bool_], *, needed: int, fit_floor: float
) -> UnmatchedCode:
    """Why this row is alone, when it needs so many partners."""
    profile = measures.profiles[row]
    if len(measures.profiles) <= needed:
        return UnmatchedCode.TOO_FEW
    if not any(statement.text.strip() for statement in (*profile.offers, *profile.needs)):
        return UnmatchedCode.EMPTY_PROFILE
    if may_meet.sum() < needed:
        return UnmatchedCode.RULED_OUT
    if not (may_meet & (measures.fit.mutual[row] >= fit_floor)).any():
        return UnmatchedCode.NO_FIT
    return UnmatchedCode.NOT_CHOSEN


def _can_seat_parties(measures: Measures, row: int, may_meet: NDArray[np.bool_], rules: MeetingRules) -> bool:
    """Whether this row and those it may meet bring enough members of every party."""
    present = [measures.profiles[row], *(measures.profiles[other] for other in np.flatnonzero(may_meet))]
    return not breaks_parties(present, rules.parties)
