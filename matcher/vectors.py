"""How does a run get its vectors without loading an embedder? From those that were stored before."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.embedder import Embedder, Reading, normalised, text_fingerprint
from matcher.profiles import Profile
from matcher.texts import reads


class VectorsMissing(LookupError):
    """Some texts have no stored vector; embed the profiles again and then repeat the run."""


class StoredVectors:
    """An Embedder that looks texts up by fingerprint and never computes anything.

    `name` and `dimensions` are those of the embedder that made the vectors; `vectors` maps
    `text_fingerprint(text, reading, name)` to a float32 row of unit length.
    """

    def __init__(self, name: str, dimensions: int, vectors: Mapping[str, NDArray[np.float32]]) -> None:
        self.name = name
        self.dimensions = dimensions
        self._vectors = vectors

    def encode(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """One row per text, as Embedder.encode gives them; raises VectorsMissing when any is not stored."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        missing = 0
        for row, text in enumerate(texts):
            if not normalised(text):
                continue
            vector = self._vectors.get(text_fingerprint(text, reading, self.name))
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


def needed(profiles: Iterable[Profile], embedder_name: str) -> dict[str, tuple[str, Reading]]:
    """Every text that these profiles need a vector of, with its reading, by fingerprint."""
    return {
        text_fingerprint(text, reading, embedder_name): (text, reading)
        for profile in profiles
        for text, reading in reads(profile)
    }


def embed(texts: Mapping[str, tuple[str, Reading]], embedder: Embedder) -> dict[str, NDArray[np.float32]]:
    """The vectors of these texts (see `needed`), by fingerprint; each reading is embedded in one go."""
    vectors: dict[str, NDArray[np.float32]] = {}
    for wanted in Reading:
        chosen = {fingerprint: text for fingerprint, (text, reading) in texts.items() if reading is wanted}
        if chosen:
            rows = embedder.encode(list(chosen.values()), wanted)
            vectors |= dict(zip(chosen, rows, strict=True))
    return vectors


def read_all(profiles: Iterable[Profile], embedder: Embedder) -> StoredVectors:
    """The vectors of all that these profiles say, so that they can be matched many times at no cost."""
    vectors = embed(needed(profiles, embedder.name), embedder)
    return StoredVectors(embedder.name, embedder.dimensions, vectors)
