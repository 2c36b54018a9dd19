"""Which coalitions are possible, and what is each worth?"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules
from matcher.fit import gains
from matcher.measures import Measures
from matcher.scoring import coalition_score
from matcher.settings import MatcherSettings
from matcher.signs import Fractions

Members = NDArray[np.intp]

# How many partners of each organisation are combined (12 give 495 coalitions of five), and how many of those
# are kept for each party that the meeting requires.
NEIGHBOURS, NEIGHBOURS_PER_PARTY = 12, 4
# Of organisations that have nothing to do with each other, four in five help each other less than this.
HELP_FLOOR = 0.01
# Candidates that are weighed at once: bounds the memory.
BLOCK = 20_000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Possible coalitions of one size: `members` is c × size, rows of the measures, ascending in each.

    The rest are c fractions each, as CoalitionProposal explains them.
    """

    members: Members
    fit: Fractions
    weakest: Fractions
    mix: Fractions
    surprise: Fractions
    score: Fractions


def possible_coalitions(
    measures: Measures, *, rules: MeetingRules, settings: MatcherSettings
) -> Iterator[Candidates]:
    """Every coalition in the neighbourhood of an organisation that keeps the rules and closes a chain.

    In blocks of one size. A chain is closed when everyone is reached from everyone by following *helps*
    (at least HELP_FLOOR) from giver to receiver: nobody only gives or only takes, and no coalition falls
    apart into two.
    """
    near = _neighbourhoods(measures, rules)
    for size in range(settings.smallest_coalition, settings.largest_coalition + 1):
        members = _combined(near, size)
        for start in range(0, len(members), BLOCK):
            block = members[start : start + BLOCK]
            block = block[_keeps_rules(block, measures, rules)]
            block = block[_closes_chain(block, measures.fit.helps >= min(HELP_FLOOR, settings.fit_floor))]
            if len(block):
                yield _weighed(block, measures, settings.courage)


def _neighbourhoods(measures: Measures, rules: MeetingRules) -> Members:
    """The best partners of each organisation, n × k; required parties have their places; -1 = no more."""
    scores = np.where(
        measures.forbidden | np.eye(len(measures.scores), dtype=np.bool_), -1.0, measures.scores
    )
    required = [party for party in rules.parties if party.minimum > 0]
    ranked = scores.copy()
    for party in required:
        admitted = np.array([party.admits(profile) for profile in measures.profiles])
        of_party = np.where(admitted, scores, -1.0)
        best = np.argsort(-of_party, axis=1, kind="stable")[:, :NEIGHBOURS_PER_PARTY]
        np.put_along_axis(ranked, best, np.take_along_axis(of_party, best, axis=1) + 1, axis=1)
    keep = max(NEIGHBOURS, NEIGHBOURS_PER_PARTY * len(required))
    near = np.argsort(-ranked, axis=1, kind="stable")[:, :keep]
    return np.where(np.take_along_axis(scores, near, axis=1) > 0, near, -1)


def _combined(near: Members, size: int) -> Members:
    """Each organisation with every choice of its neighbours: c × size, each once, in ascending order."""
    choices = np.array(list(combinations(range(near.shape[1]), size - 1)), dtype=np.intp)
    if choices.size == 0:
        return np.zeros((0, size), dtype=np.intp)
    partners = near[:, choices]
    whole = np.broadcast_to(np.arange(len(near))[:, None, None], (*partners.shape[:2], 1))
    members = np.concatenate([whole, partners], axis=2).reshape(-1, size)
    return np.unique(np.sort(members[(members >= 0).all(axis=1)], axis=1), axis=0)


def _keeps_rules(members: Members, measures: Measures, rules: MeetingRules) -> NDArray[np.bool_]:
    apart = measures.forbidden[members[:, :, None], members[:, None, :]]
    keeps = np.asarray(~apart.any(axis=(1, 2)))
    for party in rules.parties:
        admitted = np.array([party.admits(profile) for profile in measures.profiles])
        keeps &= admitted[members].sum(axis=1) >= party.minimum
    return keeps


def _closes_chain(members: Members, helps: NDArray[np.bool_]) -> NDArray[np.bool_]:
    size = members.shape[1]
    reaches = helps[members[:, :, None], members[:, None, :]] | np.eye(size, dtype=np.bool_)
    steps = 1
    while steps < size - 1:
        reaches = np.matmul(reaches.astype(np.float32), reaches.astype(np.float32)) > 0
        steps *= 2
    return np.asarray(reaches.all(axis=(1, 2)))


def _weighed(members: Members, measures: Measures, courage: float) -> Candidates:
    size = members.shape[1]
    gained = np.stack([_gain(members, place, measures) for place in range(size)], axis=1)
    pairs = (members[:, :, None], members[:, None, :])
    sectors = np.unique([profile.sector for profile in measures.profiles], return_inverse=True)[1][members]
    mix = 1 - (sectors[:, :, None] == sectors[:, None, :]).mean(axis=(1, 2))
    surprise = measures.surprise[pairs].max(axis=(1, 2))
    fit, weakest = gained.mean(axis=1), gained.min(axis=1)
    score = coalition_score(fit, weakest, mix, surprise, courage=courage)
    return Candidates(members, fit, weakest, mix, surprise, score)


def _gain(members: Members, place: int, measures: Measures) -> Fractions:
    """What the member at this place gains when the best answer of the others counts for each of its asks."""
    member, others = members[:, place], np.delete(members, place, axis=1)
    best = measures.fit.answers[member[:, None], :, others].max(axis=1)
    return gains(best, measures.fit.weights[member])
