"""What ships as read before was read by the shipped reader; another embedder finds nothing in it."""

import numpy as np

from matcher.embedder import Reading, load_embedder, text_fingerprint
from seeds.read_before import read_before, shipped_vectors
from tests.fakes import FakeEmbedder


def test_the_vectors_are_those_of_the_shipped_reader_and_of_unit_length():
    vectors = shipped_vectors(load_embedder("shipped").name)

    assert len(vectors) > 1000, "the reader changed: run python -m seeds.read_before"
    assert np.allclose([np.linalg.norm(vector) for vector in vectors.values()], 1, atol=1e-6)


def test_what_was_read_before_is_looked_up_without_weights():
    reader = load_embedder("shipped")
    fingerprint, vector = next(iter(shipped_vectors(reader.name).items()))
    known = read_before(reader)

    assert fingerprint in known.vectors
    assert known.dimensions == vector.size == 384
    assert "_weights" not in reader.__dict__


def test_another_embedder_reads_for_itself():
    fake = FakeEmbedder()

    assert read_before(fake).vectors == {}
    assert text_fingerprint("brood", Reading.OFFER, fake.name) not in shipped_vectors(
        load_embedder("shipped").name
    )
