"""Vectors that were stored before."""

import numpy as np
import pytest

from matcher.embedder import text_fingerprint
from matcher.vectors import StoredVectors, VectorsMissing
from tests.fakes import FakeEmbedder


def stored(*texts: str) -> StoredVectors:
    fake = FakeEmbedder()
    rows = fake.encode(texts)
    vectors = {text_fingerprint(text, fake.name): row for text, row in zip(texts, rows, strict=True)}
    return StoredVectors(fake.name, fake.dimensions, vectors)


def test_stored_vectors_give_what_the_embedder_gave() -> None:
    texts = ["tolken", "een spreekkamer"]

    found = stored(*texts).encode(["een  spreekkamer", " ", "tolken"])

    fake = FakeEmbedder()
    assert np.array_equal(found, fake.encode(["een spreekkamer", "", "tolken"]))


def test_stored_vectors_tell_how_many_are_missing() -> None:
    with pytest.raises(VectorsMissing, match="2 of 3 texts have no vector of embedder fake"):
        stored("tolken").encode(["tolken", "fietsen", "bedden"])


def test_stored_vectors_of_nothing_are_empty() -> None:
    assert stored().encode([]).shape == (0, 256)
