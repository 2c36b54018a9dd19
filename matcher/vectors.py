"""How does a run get its vectors without loading an embedder? From those that were stored before."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.embedder import normalised, text_fingerprint


class VectorsMissing(LookupError):
    """Some texts have no stored vector; embed the profiles again and then repeat the run."""


class StoredVectors:
    """An Embedder that looks texts up by fingerprint and never computes anything.

    `name` and `dimensions` are those of the embedder that made the vectors; `vectors` maps
    `text_fingerprint(text, name)` to a float32 row of unit length.
    """

    def __init__(self, name: str, dimensions: int, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.name = name
        self.dimensions = dimensions
        self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One row per text, as Embedder.encode gives them; raises VectorsMissing when any is not stored."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        missing = 0
        for row, text in enumerate(texts):
            if not normalised(text):
                continue
            vector = self._vectors.get(text_fingerprint(text, self.name))
            if vector is None:
                missing += 1
            else:
                rows[row] = vector
        if missing:
            raise VectorsMissing(
                f"{missing} of {len(texts)} texts have no vector of embedder {self.name};"
                " embed the profiles again, then repeat the run"
            )
        return rows
