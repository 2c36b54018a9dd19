"""How does a run get its vectors without loading an embedder? From those that were stored before."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from matcher.embedder import Embedder, Reading, normalised, text_fingerprint
from matcher.profiles import Profile
from matcher.texts import own_words, reads, whole
from matcher.typical import typical_profiles


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


class RememberingEmbedder:
    """An Embedder that reads each text once and looks up the rest.

    `vectors`: what was read before, by fingerprint; what is read is added to it. As `StoredVectors` it needs
    no weights for what is known.
    """

    def __init__(self, embedder: Embedder, vectors: dict[str, NDArray[np.float32]]) -> None:
        self.name = embedder.name
        self.vectors = vectors
        self._embedder = embedder

    @property
    def dimensions(self) -> int:
        """The length of each vector."""
        known = next(iter(self.vectors.values()), None)
        return self._embedder.dimensions if known is None else known.size

    def encode(self, texts: Sequence[str], reading: Reading) -> NDArray[np.float32]:
        """See Embedder.encode."""
        wanted = [text_fingerprint(text, reading, self.name) for text in texts]
        fresh = {
            fingerprint: (text, reading)
            for fingerprint, text in zip(wanted, texts, strict=True)
            if fingerprint not in self.vectors
        }
        self.vectors |= embed(fresh, self._embedder)
        rows = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        for row, fingerprint in enumerate(wanted):
            rows[row] = self.vectors[fingerprint]
        return rows


def needed(profiles: Iterable[Profile], embedder_name: str) -> dict[str, tuple[str, Reading]]:
    """Every text that these profiles need a vector of, with its reading, by fingerprint."""
    return {
        text_fingerprint(text, reading, embedder_name): (text, reading)
        for profile in profiles
        for text, reading in reads(profile)
    }


def needed_for_answers(
    room: Iterable[Profile], outside: Iterable[Profile], embedder_name: str
) -> dict[str, tuple[str, Reading]]:
    """Of the room all own needs and offers, of those outside the offers alone, as `needed` gives them."""
    inside = tuple(room)
    read = [(each, Reading.NEED) for profile in inside for each in own_words(profile, Reading.NEED)]
    read += [
        (each, Reading.OFFER) for profile in (*inside, *outside) for each in own_words(profile, Reading.OFFER)
    ]
    return {
        text_fingerprint(text, reading, embedder_name): (text, reading)
        for each, reading in read
        for text in (each.in_context, each.alone)
    }


def typical_texts(embedder_name: str) -> dict[str, tuple[str, Reading]]:
    """Every text of what is typical of the kinds that is read again and again, as `needed` gives them."""
    profiles = typical_profiles()
    read = [(whole(profile), Reading.PROFILE) for profile in profiles]
    read += [(need.text, Reading.NEED) for profile in profiles for need in profile.needs]
    return {text_fingerprint(text, reading, embedder_name): (text, reading) for text, reading in read}


def like_with_like(texts: Mapping[str, tuple[str, Reading]]) -> list[tuple[str, tuple[str, Reading]]]:
    """These texts (see `needed`) in the order in which they are read soonest: alike in reading and length.

    Texts that are read together are all filled up to the longest of them.
    """
    return sorted(texts.items(), key=lambda item: (item[1][1], len(item[1][0]), item[0]))


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
