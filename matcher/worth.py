"""What is a coalition worth, and does it close a chain of needs and offers?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.gaining import gains
from matcher.measured import Fractions, Measured
from matcher.scoring import coalition_score

Members = NDArray[np.intp]

# Of organisations that have nothing to do with each other, four in five help each other less than this.
HELP_FLOOR = 0.01


@dataclass(frozen=True, slots=True)
class Candidates:
    """Possible coalitions of one size: `members` is c × size, rows of the measures, ascending in each.

    `gained`: c × size, what each member gets from the others. The rest are c fractions each, as
    CoalitionProposal explains them.
    """

    members: Members
    gained: Fractions
    fit: Fractions
    weakest: Fractions
    mix: Fractions
    surprise: Fractions
    score: Fractions


def weigh_coalitions(members: Members, measured: Measured, courage: float) -> Candidates:
    """These coalitions (c × size, rows of the measures) with all their figures."""
    size = members.shape[1]
    gained = np.stack([_gain(members, place, measured) for place in range(size)], axis=1)
    pairs = (members[:, :, None], members[:, None, :])
    sectors = np.unique([profile.sector for profile in measured.profiles], return_inverse=True)[1][members]
    mix = 1 - (sectors[:, :, None] == sectors[:, None, :]).mean(axis=(1, 2))
    surprise = measured.surprise[pairs].max(axis=(1, 2))
    fit, weakest = gained.mean(axis=1), gained.min(axis=1)
    score = coalition_score(fit, weakest, mix, surprise, courage=courage)
    return Candidates(members, gained, fit, weakest, mix, surprise, score)


def closes_chain(members: Members, helps: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Of each coalition (c × size), whether everyone is reached from everyone by following *helps*."""
    size = members.shape[1]
    reaches = helps[members[:, :, None], members[:, None, :]] | np.eye(size, dtype=np.bool_)
    steps = 1
    while steps < size - 1:
        reaches = np.matmul(reaches.astype(np.float32), reaches.astype(np.float32)) > 0
        steps *= 2
    return np.asarray(reaches.all(axis=(1, 2)))


def _gain(members: Members, place: int, measured: Measured) -> Fractions:
    """What the member at this place gains when the best answer of the others counts for each of its asks."""
    member, others = members[:, place], np.delete(members, place, axis=1)
    best = measured.fit.answers[member[:, None], :, others].max(axis=1)
    return gains(best, measured.fit.weights[member])
