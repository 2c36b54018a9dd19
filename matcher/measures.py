"""What is measured between all organisations of a run before anything is chosen?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.carrying import carried
from matcher.constraints import MeetingRules, grid_of
from matcher.embedder import Embedder
from matcher.fit import Fit, measure_fit
from matcher.ground import measure_ground
from matcher.profiles import Profile
from matcher.scoring import score
from matcher.settings import MatcherSettings
from matcher.signs import Fractions
from matcher.surprise import measure_surprise


class RepeatedIds(ValueError):
    """Two profiles of one run have the same id; give each organisation once."""


@dataclass(frozen=True, slots=True)
class Measures:
    """All that is known of n profiles and every two of them; rows and columns follow `profiles`, by id.

    `carried`: by statement id, how much of the fit with each of the n it carries (see `carrying`).
    `ground`, `surprise`, `scores`: n × n, symmetric, fractions. `forbidden`, `acquainted`: n × n, symmetric.
    """

    profiles: tuple[Profile, ...]
    fit: Fit
    carried: Mapping[int, Fractions]
    ground: Fractions
    surprise: Fractions
    scores: Fractions
    forbidden: NDArray[np.bool_]
    acquainted: NDArray[np.bool_]


def measure(
    profiles: Iterable[Profile], *, rules: MeetingRules, settings: MatcherSettings, embedder: Embedder
) -> Measures:
    """The measures of these profiles, sorted by id so that the order given cannot matter.

    Raises RepeatedIds.
    """
    ordered = tuple(sorted(profiles, key=lambda profile: profile.id))
    if len({profile.id for profile in ordered}) < len(ordered):
        raise RepeatedIds("two profiles have one id; give each organisation once")
    fit = measure_fit(ordered, embedder, settings.weighing)
    ground = measure_ground(ordered)
    surprise = measure_surprise(ordered, rules.acquainted)
    return Measures(
        profiles=ordered,
        fit=fit,
        carried=carried(ordered, fit, embedder),
        ground=ground,
        surprise=surprise,
        scores=score(fit.mutual, ground, surprise, settings.courage),
        forbidden=grid_of(ordered, rules.forbidden),
        acquainted=grid_of(ordered, rules.acquainted),
    )
