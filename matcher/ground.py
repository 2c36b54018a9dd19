"""What do two organisations share, so that they have something to talk about?"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.profiles import Profile

Fractions = NDArray[np.float64]

GROUPS_SHARE, THEMES_SHARE, AREA_SHARE = 0.4, 0.4, 0.2
# What is not filled in can speak neither for a meeting nor against it.
UNKNOWN = 0.5


def measure_ground(profiles: Sequence[Profile]) -> Fractions:
    """The shared target groups, themes and municipalities of every two profiles: n × n, symmetric, fractions.

    Each of the three counts the overlap as a share of the shorter list, so that a specialist and an
    organisation for everyone can still share all ground; where either list is empty it counts as UNKNOWN.
    """
    groups = shared([profile.groups for profile in profiles])
    themes = shared([profile.themes for profile in profiles])
    area = shared([profile.municipalities for profile in profiles])
    return GROUPS_SHARE * groups + THEMES_SHARE * themes + AREA_SHARE * area


def shared(lists: Sequence[frozenset[str]]) -> Fractions:
    """The overlap |A ∩ B| / min(|A|, |B|) of every two sets: n × n; UNKNOWN where one is empty."""
    names = sorted(frozenset().union(*lists))
    has = np.array([[name in names_of_one for name in names] for names_of_one in lists], dtype=np.float64)
    has = has.reshape(len(lists), len(names))
    sizes = has.sum(axis=1)
    shorter = np.minimum.outer(sizes, sizes)
    overlap: Fractions = np.where(shorter > 0, has @ has.T / np.maximum(shorter, 1), UNKNOWN)
    return overlap
