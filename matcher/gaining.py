"""What does an organisation gain when what it asks is answered so well?"""

import numpy as np
from numpy.typing import NDArray

Answers = NDArray[np.float32]

# One need that is really answered makes a meeting worth while, whatever else an organisation asks for:
# this share of a gain is its best answered need, the rest the mean over all.
BEST_ASK_SHARE = 0.5


def gains(answers: Answers, weights: Answers) -> NDArray[np.float64]:
    """What someone gains when the asks (last axis) are answered so well: fractions, the last axis gone.

    Nothing asked, nothing gained.
    """
    total = weights.sum(axis=-1)
    mean = (answers * weights).sum(axis=-1) / np.where(total > 0, total, 1)
    best = (answers * weights).max(axis=-1, initial=0)
    joined: NDArray[np.float64] = (BEST_ASK_SHARE * best + (1 - BEST_ASK_SHARE) * mean).astype(np.float64)
    return joined
