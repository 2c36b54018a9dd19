"""What would come of another setting or another decision? Choose again from what a run measured."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.constraints import MeetingRules, grid_of
from matcher.figures import Figures, KeptFit
from matcher.measured import Fractions
from matcher.pipeline import propose
from matcher.profiles import Profile
from matcher.proposals import MatchResult
from matcher.scoring import score
from matcher.settings import MatcherSettings


@dataclass(frozen=True, slots=True)
class Rescored:
    """The figures of a run with the scores of another courage; see matcher.measured.Scored."""

    profiles: tuple[Profile, ...]
    fit: KeptFit
    carried: Mapping[int, Fractions]
    ground: Fractions
    surprise: Fractions
    forbidden: NDArray[np.bool_]
    acquainted: NDArray[np.bool_]
    scores: Fractions


def choose_again(figures: Figures, *, rules: MeetingRules, settings: MatcherSettings) -> MatchResult:
    """What a run would propose with these rules and settings; no text is read again."""
    rescored = Rescored(
        profiles=figures.profiles,
        fit=figures.fit,
        carried=figures.carried,
        ground=figures.ground,
        surprise=figures.surprise,
        forbidden=grid_of(figures.profiles, rules.forbidden),
        acquainted=grid_of(figures.profiles, rules.acquainted),
        scores=score(figures.fit.mutual, figures.ground, figures.surprise, settings.courage),
    )
    return propose(rescored, rules=rules, settings=settings)
