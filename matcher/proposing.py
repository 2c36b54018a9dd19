"""What is proposed? The chosen pairs and coalitions with their figures and their reasons."""

from collections.abc import Collection

import numpy as np

from matcher.candidates import possible_coalitions
from matcher.constraints import Group, MeetingRules, grid_of
from matcher.grouping import choose_coalitions
from matcher.measured import Scored
from matcher.pairing import choose_pairs
from matcher.promises import SIZE_OF_PAIR, promises_of, refused_pairs
from matcher.proposals import CoalitionProposal, Pairing
from matcher.reasons import coalition_reasons
from matcher.settings import MatcherSettings
from matcher.standing import coalition_of, pairing_of
from matcher.worth import Candidates

NO_RULES = MeetingRules()


def propose_pairings(
    measures: Scored, settings: MatcherSettings, rules: MeetingRules = NO_RULES
) -> tuple[Pairing, ...]:
    """The pairings of a meeting, best first, ties by ids; those that stand already among them."""
    row = {profile.id: place for place, profile in enumerate(measures.profiles)}
    promises = promises_of(rules, row)
    refused = grid_of(measures.profiles, refused_pairs(promises.refused))
    allowed = measures.fit.mutual >= settings.fit_floor
    allowed &= ~measures.forbidden & ~measures.acquainted & ~refused
    np.fill_diagonal(allowed, False)
    fixed = [(row[one], row[other]) for one, other in sorted(promises.pairs)]
    chosen = choose_pairs(measures.scores, allowed, settings, fixed=fixed)
    ids = [profile.id for profile in measures.profiles]
    pairings = [pairing_of(measures, ids[first], ids[second], settings) for first, second in chosen]
    return tuple(sorted(pairings, key=lambda pairing: (-pairing.score, pairing.first, pairing.second)))


def propose_coalitions(
    measures: Scored, *, rules: MeetingRules, settings: MatcherSettings
) -> tuple[tuple[CoalitionProposal, ...], float]:
    """The coalitions of a meeting, best first, ties by members; and the gap as MatchResult explains it.

    Those that stand already are among them; the gap is that of the others.
    """
    blocks = list(possible_coalitions(measures, rules=rules, settings=settings))
    possible = [(block, row) for block in blocks for row in range(len(block.members))]
    choice = choose_coalitions(
        [block.members[row].tolist() for block, row in possible],
        np.concatenate([np.zeros(0), *(block.score for block in blocks)]),
        organisations=len(measures.profiles),
        seed=settings.seed,
    )
    standing = promises_of(rules, {profile.id for profile in measures.profiles}).coalitions
    coalitions = [
        *(coalition_of(measures, members, settings) for members in standing),
        *(_coalition(measures, *possible[place]) for place in choice.chosen),
    ]
    return tuple(sorted(coalitions, key=lambda one: (-one.score, one.members))), choice.gap


def weigh_aside(
    measures: Scored, proposed: Collection[Group], *, rules: MeetingRules, settings: MatcherSettings
) -> tuple[Pairing | CoalitionProposal, ...]:
    """What was refused before or waits, with its figures and reasons as they are now, to be looked at.

    Pairs first, then by members. What the run proposes by itself is not among it.
    """
    promises = promises_of(rules, {profile.id for profile in measures.profiles})
    aside = (promises.refused | promises.held).difference(proposed)
    return tuple(
        pairing_of(measures, group[0], group[1], settings)
        if len(group) == SIZE_OF_PAIR
        else coalition_of(measures, group, settings)
        for group in sorted(aside, key=lambda group: (len(group), group))
    )


def _coalition(measures: Scored, block: Candidates, row: int) -> CoalitionProposal:
    rows = block.members[row].tolist()
    return CoalitionProposal(
        members=tuple(measures.profiles[member].id for member in rows),
        fit=float(block.fit[row]),
        surprise=float(block.surprise[row]),
        weakest=float(block.weakest[row]),
        mix=float(block.mix[row]),
        score=float(block.score[row]),
        reasons=coalition_reasons(measures, rows),
    )
