"""How unusual is it that these two meet?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import Pair, pair_of
from matcher.kinds import STRONGEST_AFFINITY, affinity, familiarity, kinds, sectors
from matcher.profiles import Profile

Fractions = NDArray[np.float64]

RARITY_SHARE, NEWCOMER_SHARE, DISTANCE_SHARE = 0.4, 0.4, 0.2
SAME_SPHERE = 0.5
# A kind or sector that the knowledge tables do not list is neither near nor far.
UNKNOWN = 0.5


def measure_surprise(profiles: Sequence[Profile], acquainted: frozenset[Pair] = frozenset()) -> Fractions:
    """How much each meeting departs from what everyone would have guessed: n × n, symmetric, fractions.

    The rarity of their kinds as partners, whether either is a newcomer to the usual company against
    poverty, and the distance of their sectors; nothing is left for two who know each other already. After
    "unexpectedness" as the departure from an obvious recommender (Ge et al. 2010; Kaminskas & Bridge 2016),
    with a hand-written affinity of kinds for its co-occurrence. It says nothing of use: a score multiplies
    it with fit, so that strangeness never makes up for it.
    """
    n = len(profiles)
    surprise = np.zeros((n, n))
    for row, one in enumerate(profiles):
        for column, other in enumerate(profiles[:row]):
            if pair_of(one.id, other.id) not in acquainted:
                surprise[row, column] = (
                    RARITY_SHARE * rarity(one.kind, other.kind)
                    + NEWCOMER_SHARE * newcomer(one.kind, other.kind)
                    + DISTANCE_SHARE * sector_distance(one.sector, other.sector)
                )
    return surprise + surprise.T


def sector_distance(one: str, other: str) -> float:
    """0 = the same sector, SAME_SPHERE = another sector of the same sphere, 1 = another sphere of society."""
    known = sectors()
    if one and one == other:
        return 0.0
    if one not in known or other not in known:
        return UNKNOWN
    return SAME_SPHERE if known[one].sphere is known[other].sphere else 1.0


def rarity(one: str, other: str) -> float:
    """How seldom these two kinds are named as partners: 0 = everyday partners or the same kind, 1 = never."""
    known = kinds()
    if one and one == other:
        return 0.0
    if one not in known or other not in known:
        return UNKNOWN
    return 1 - affinity(one, other) / STRONGEST_AFFINITY


def newcomer(one: str, other: str) -> float:
    """How new to the usual company they are: 0 = everyone thinks of both, near 1 = nobody of either.

    Two of one kind bring nobody new: 0.
    """
    known = kinds()
    if one and one == other:
        return 0.0
    if one not in known or other not in known:
        return UNKNOWN
    return 1 - familiarity(one) * familiarity(other)
