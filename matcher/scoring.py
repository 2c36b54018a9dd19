"""In which order do fit, surprise and courage put the proposals?"""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Figure = TypeVar("Figure", float, NDArray[np.float64])

# Nothing shared halves a score, no more: organisations often leave groups and themes open.
LEAST_GROUND = 0.5
# At full courage a meeting without surprise keeps this share, and the weight of fit has fallen to this power.
LEAST_SURPRISE = 0.2
LEAST_FIT_POWER = 0.5
# A coalition is worth what it covers and, nearly as much, what its least served member gains.
WEAKEST_SHARE = 0.4


def score(fit: Figure, ground: Figure, surprise: Figure, courage: float) -> Figure:
    """The figure that orders pairings, a fraction; works on numbers and on arrays of one shape.

    A weighted geometric mean, so that each factor explains itself and strangeness never makes up for
    uselessness (value = novelty × understandability, Wuyts et al. 2005):
    fit^(1 - courage/2) × (½ + ½ ground) × (0.2 + 0.8 surprise)^courage.
    Courage 0 leaves surprise out; at 1 it counts most. All are fractions; no fit, no score.
    """
    fit_power = 1 - (1 - LEAST_FIT_POWER) * courage
    shared = LEAST_GROUND + (1 - LEAST_GROUND) * ground
    unusual = LEAST_SURPRISE + (1 - LEAST_SURPRISE) * surprise
    ordered: Figure = fit**fit_power * shared * unusual**courage
    return ordered


def coalition_score(fit: Figure, weakest: Figure, mix: Figure, surprise: Figure, *, courage: float) -> Figure:
    """The figure that orders coalitions, a fraction: as `score`, with the mix of sectors for the ground.

    Its fit is what the members' needs get from the others, partly that of the member who gets least:
    nobody is a passenger.
    """
    useful = (1 - WEAKEST_SHARE) * fit + WEAKEST_SHARE * weakest
    return score(useful, mix, surprise, courage)
