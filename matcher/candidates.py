"""Which coalitions are possible, and what is each worth?"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules
from matcher.measured import Scored
from matcher.promises import promises_of
from matcher.settings import MatcherSettings
from matcher.worth import HELP_FLOOR, Candidates, Members, closes_chain, weigh_coalitions

# How many partners of each organisation are combined (12 give 495 coalitions of five), and how many of those
# are kept for each party that the meeting requires.
NEIGHBOURS, NEIGHBOURS_PER_PARTY = 12, 4
# Candidates that are weighed at once: bounds the memory.
BLOCK = 20_000


def possible_coalitions(
    measures: Scored, *, rules: MeetingRules, settings: MatcherSettings
) -> Iterator[Candidates]:
    """Every coalition in the neighbourhood of an organisation that keeps the rules and closes a chain.

    Who is in a coalition that stands already, is in none of these; what was refused is not among them.

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
            block = block[_keeps_promises(block, measures, rules)]
            block = block[closes_chain(block, measures.fit.helps >= min(HELP_FLOOR, settings.fit_floor))]
            if len(block):
                yield weigh_coalitions(block, measures, settings.courage)


def _neighbourhoods(measures: Scored, rules: MeetingRules) -> Members:
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


def _keeps_rules(members: Members, measures: Scored, rules: MeetingRules) -> NDArray[np.bool_]:
    apart = measures.forbidden[members[:, :, None], members[:, None, :]]
    keeps = np.asarray(~apart.any(axis=(1, 2)))
    for party in rules.parties:
        admitted = np.array([party.admits(profile) for profile in measures.profiles])
        keeps &= admitted[members].sum(axis=1) >= party.minimum
    return keeps


def _keeps_promises(members: Members, measures: Scored, rules: MeetingRules) -> NDArray[np.bool_]:
    row = {profile.id: place for place, profile in enumerate(measures.profiles)}
    promises = promises_of(rules, row)
    placed = [row[one] for group in promises.coalitions for one in group]
    keeps = np.asarray(~np.isin(members, placed).any(axis=1))
    for group in promises.refused:
        if len(group) == members.shape[1]:
            keeps &= (members != sorted(row[one] for one in group)).any(axis=1)
    for pair in rules.together:
        if pair[0] in row and pair[1] in row:
            keeps &= np.isin(members, [row[one] for one in pair]).sum(axis=1) != 1
    return keeps
