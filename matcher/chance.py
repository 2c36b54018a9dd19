"""How far above chance is a likeness?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.preprocessing import normalize

Grid = NDArray[np.float32]

# Beyond this many standard deviations nothing counts more: one rare word in common must not outweigh what two
# profiles mean.
CERTAIN = 5.0
# What is alike by chance is believed as strongly as so many pairs of the region itself; and of how many texts
# on half of what all of them share is taken off.
PRIOR_PAIRS = 300
PRIOR_TEXTS = 40


@dataclass(frozen=True, slots=True)
class Chance:
    """What two texts that have nothing to do with each other have in common: mean and spread of cosines."""

    mean: float
    spread: float

    def learnt(self, seen: Grid) -> "Chance":
        """This, mixed with what a region's own pairs show: `seen` holds their cosines, in any shape."""
        total = seen.size + PRIOR_PAIRS
        mean = (seen.sum(dtype=np.float64) + PRIOR_PAIRS * self.mean) / total
        squares = ((seen - mean) ** 2).sum(dtype=np.float64)
        squares += PRIOR_PAIRS * (self.spread**2 + (self.mean - mean) ** 2)
        return Chance(float(mean), float(np.sqrt(squares / total)))

    def above(self, similarity: Grid) -> Grid:
        """The similarity in standard deviations above chance, at most CERTAIN either way."""
        above: Grid = np.clip((similarity - self.mean) / self.spread, -CERTAIN, CERTAIN)
        return above.astype(np.float32)


def centred(vectors: Grid, among: Grid | None = None) -> Grid:
    """The vectors less the mean of all `among` (themselves, when left out), rows of unit length.

    What all texts of a region say tells none apart. Rows of zeros stay so. With few texts their mean is
    hardly known, and little is taken off.
    """
    room = vectors if among is None else among
    common = room.sum(axis=0) / (np.any(room != 0, axis=1).sum() + PRIOR_TEXTS)
    known = np.any(vectors != 0, axis=1)
    less: Grid = np.where(known[:, None], vectors - common, 0).astype(np.float32)
    rows: Grid = normalize(less) if len(less) else less
    return rows


def cosines(left: Grid | csr_array, right: Grid | csr_array) -> Grid:
    """The cosine of every row with every row, of dense or of sparse matrices."""
    found = _unit(left) @ _unit(right).T
    return np.asarray(found if isinstance(found, np.ndarray) else found.toarray(), dtype=np.float32)


def above_chance(similarity: Grid, pairs: NDArray[np.bool_], chance: Chance) -> Grid:
    """The similarity in standard deviations above what these `pairs` (a mask of the grid) have by chance.

    Mixed with what is known beforehand, so that one scale serves every region and embedder, and a meeting of
    two as well.
    """
    return chance.learnt(similarity[pairs]).above(similarity)


def _unit(rows: Grid | csr_array) -> Grid | csr_array:
    """Rows of unit length; scikit-learn refuses a matrix without rows."""
    return normalize(rows) if rows.shape[0] else rows
