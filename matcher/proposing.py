"""What is proposed? The chosen pairs and coalitions with their figures and their reasons."""

import numpy as np

from matcher.candidates import possible_coalitions
from matcher.constraints import MeetingRules
from matcher.grouping import choose_coalitions
from matcher.measures import Measures
from matcher.pairing import choose_pairs
from matcher.proposals import CoalitionProposal, Pairing, Scores
from matcher.reasons import coalition_reasons, pairing_reasons
from matcher.settings import MatcherSettings
from matcher.worth import Candidates


def propose_pairings(measures: Measures, settings: MatcherSettings) -> tuple[Pairing, ...]:
    """The pairings of a meeting, best first; ties by ids."""
    allowed = (measures.fit.mutual >= settings.fit_floor) & ~measures.forbidden & ~measures.acquainted
    np.fill_diagonal(allowed, False)
    chosen = choose_pairs(measures.scores, allowed, settings)
    pairings = [_pairing(measures, first, second) for first, second in chosen]
    return tuple(sorted(pairings, key=lambda pairing: (-pairing.score, pairing.first, pairing.second)))


def propose_coalitions(
    measures: Measures, *, rules: MeetingRules, settings: MatcherSettings
) -> tuple[tuple[CoalitionProposal, ...], float]:
    """The coalitions of a meeting, best first, ties by members; and the gap as MatchResult explains it."""
    blocks = list(possible_coalitions(measures, rules=rules, settings=settings))
    possible = [(block, row) for block in blocks for row in range(len(block.members))]
    choice = choose_coalitions(
        [block.members[row].tolist() for block, row in possible],
        np.concatenate([np.zeros(0), *(block.score for block in blocks)]),
        organisations=len(measures.profiles),
        seed=settings.seed,
    )
    coalitions = [_coalition(measures, *possible[place]) for place in choice.chosen]
    return tuple(sorted(coalitions, key=lambda one: (-one.score, one.members))), choice.gap


def _pairing(measures: Measures, first: int, second: int) -> Pairing:
    return Pairing(
        first=measures.profiles[first].id,
        second=measures.profiles[second].id,
        scores=Scores(
            helps_first=float(measures.fit.helps[first, second]),
            helps_second=float(measures.fit.helps[second, first]),
            fit=float(measures.fit.mutual[first, second]),
            ground=float(measures.ground[first, second]),
            surprise=float(measures.surprise[first, second]),
        ),
        score=float(measures.scores[first, second]),
        reasons=pairing_reasons(measures, first, second),
        signs={str(sign): float(found[first, second]) for sign, found in measures.fit.signs.items()},
    )


def _coalition(measures: Measures, block: Candidates, row: int) -> CoalitionProposal:
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
