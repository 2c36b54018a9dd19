"""What speaks for it that two organisations should meet? Each sign a fraction with a meaning of its own."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.chance import CERTAIN, Chance, Grid, above_chance, centred, cosines
from matcher.embedder import Embedder, Reading
from matcher.kinds import STRONGEST_AFFINITY, affinity
from matcher.lexical import word_parts
from matcher.profiles import Profile
from matcher.texts import whole

Fractions = NDArray[np.float64]
Signs = Mapping["Sign", Fractions]

# So far below chance, in standard deviations, a likeness says no.
LEAST = -1.0
CAUSE_BY_CHANCE, WORDS_BY_CHANCE = Chance(0.0, 0.16), Chance(0.15, 0.1)


class Sign(StrEnum):
    """What can speak for a meeting; every sign is n × n, symmetric, fractions, 0 = does not speak for it."""

    ANSWERED = "answered"  # how well the one answers what the other needs, in the better direction
    RETURNED = "returned"  # the same in the other direction: a gift that is returned
    CAUSE = "cause"  # they work on the same thing, be it from two ends of one chain
    WORDS = "words"  # they use the same words
    USUAL = "usual"  # their kinds are known as partners
    APART = "apart"  # they are of different kinds: two alike seldom complete each other


def answered_signs(helps: Fractions) -> dict[Sign, Fractions]:
    """How well the needs of each are answered (n × n, see Fit.helps), as two symmetric signs."""
    return {Sign.ANSWERED: np.maximum(helps, helps.T), Sign.RETURNED: np.minimum(helps, helps.T)}


def cause(profiles: Sequence[Profile], embedder: Embedder) -> Fractions:
    """How far the whole profiles of two, read together, go together above chance."""
    vectors = centred(embedder.encode([whole(profile) for profile in profiles], Reading.PROFILE))
    return _sign(cosines(vectors, vectors), CAUSE_BY_CHANCE)


def words(profiles: Sequence[Profile]) -> Fractions:
    """How many parts of words two profiles share above chance."""
    return _sign(words_in_common(profiles), WORDS_BY_CHANCE)


def words_in_common(profiles: Sequence[Profile]) -> Grid:
    """The parts of words in common, rare ones counting more (TF-IDF): n × n, symmetric, 0 to 3.

    The sum of three cosines: of what two say of themselves, and of needs with offers in both directions.
    """
    abouts = [profile.about for profile in profiles]
    needs = [" ".join(need.text for need in profile.needs) for profile in profiles]
    offers = [" ".join(offer.text for offer in profile.offers) for profile in profiles]
    rows, n = word_parts([*abouts, *needs, *offers]), len(profiles)
    about, need, offer = rows[:n], rows[n : 2 * n], rows[2 * n :]
    answered = cosines(need, offer)
    return cosines(about, about) + answered + answered.T


def usual(profiles: Sequence[Profile]) -> Fractions:
    """How often kinds like these work together, 0 = never named as partners, 1 = everyday partners."""
    kinds = [profile.kind for profile in profiles]
    strengths = [[affinity(one, other) for other in kinds] for one in kinds]
    return np.array(strengths, dtype=np.float64).reshape(len(kinds), len(kinds)) / STRONGEST_AFFINITY


def apart(profiles: Sequence[Profile]) -> Fractions:
    """1 where two are of different kinds, or where either kind is not known, else 0."""
    kinds = np.array([profile.kind for profile in profiles], dtype=np.str_)
    different: Fractions = ((kinds[:, None] != kinds[None, :]) | (kinds == "")).astype(np.float64)
    return different


def _sign(similarity: Grid, by_chance: Chance) -> Fractions:
    apart = ~np.eye(len(similarity), dtype=np.bool_)
    above = above_chance(similarity, apart, by_chance)
    fractions: Fractions = np.clip((above - LEAST) / (CERTAIN - LEAST), 0, 1).astype(np.float64)
    return fractions
