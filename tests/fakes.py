"""What stands in for the slow parts in tests? An embedder that needs no weights."""

import hashlib
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from matcher.embedder import Reading, normalised


class FakeEmbedder:
    """An Embedder that counts words and groups of four letters: texts that share words are alike.

    Deterministic on every machine, offline, without torch; a blank text gives a row of zeros.
    """

    name = "fake"
    dimensions = 256

    def encode(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """One row of unit length per text, whatever it is read as."""
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, text in enumerate(texts):
            for part in _parts(text) if any(each.isalnum() for each in text) else ():
                place = int.from_bytes(hashlib.sha256(part.encode()).digest()[:8], "big")
                rows[row, place % self.dimensions] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)


def _parts(text: str) -> chain[str]:
    words = normalised(text).lower().split()
    grams = (word[start : start + 4] for word in words for start in range(len(word) - 3))
    return chain(words, grams)
