"""Vectors that were stored before."""

import numpy as np
import pytest

from matcher.embedder import Reading, text_fingerprint
from matcher.kinds import kinds
from matcher.profiles import Profile
from matcher.vectors import (
    RememberingEmbedder,
    StoredVectors,
    VectorsMissing,
    embed,
    like_with_like,
    needed,
    read_all,
    typical_texts,
)
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile

BANK = profile(1, "bank", offers="rekening", needs="tolken")


def stored(*texts: str) -> StoredVectors:
    fake = FakeEmbedder()
    rows = fake.encode(texts, Reading.NEED)
    vectors = {
        text_fingerprint(text, Reading.NEED, fake.name): row for text, row in zip(texts, rows, strict=True)
    }
    return StoredVectors(fake.name, fake.dimensions, vectors)


def test_stored_vectors_give_what_the_embedder_gave() -> None:
    texts = ["tolken", "een spreekkamer"]

    found = stored(*texts).encode(["een  spreekkamer", " ", "tolken"], Reading.NEED)

    assert np.array_equal(found, FakeEmbedder().encode(["een spreekkamer", "", "tolken"], Reading.NEED))


def test_stored_vectors_tell_how_many_are_missing() -> None:
    with pytest.raises(VectorsMissing, match="2 of 3 texts have no vector of embedder fake"):
        stored("tolken").encode(["tolken", "fietsen", "bedden"], Reading.NEED)


def test_a_need_is_not_read_as_an_offer() -> None:
    with pytest.raises(VectorsMissing, match="1 of 1"):
        stored("tolken").encode(["tolken"], Reading.OFFER)


def test_stored_vectors_of_nothing_are_empty() -> None:
    assert stored().encode([], Reading.PROFILE).shape == (0, 256)


def test_needed_names_every_text_of_a_profile_by_fingerprint() -> None:
    texts = needed([BANK, Profile(2, "", "")], "fake")

    assert set(texts.values()) == {
        ("Bank. Biedt: rekening. Zoekt: tolken.", Reading.PROFILE),
        ("Bank. Zoekt: tolken.", Reading.PROFILE),
        ("Bank. Biedt: rekening.", Reading.PROFILE),
        ("rekening (Bank.)", Reading.OFFER),
        ("rekening", Reading.OFFER),
        ("tolken (Bank.)", Reading.NEED),
        ("tolken", Reading.NEED),
    }
    assert set(embed(texts, FakeEmbedder())) == set(texts)


def test_read_all_holds_all_that_a_match_asks_for() -> None:
    found = read_all([BANK], FakeEmbedder()).encode(["tolken"], Reading.NEED)

    assert np.array_equal(found, FakeEmbedder().encode(["tolken"], Reading.NEED))


class CountingEmbedder(FakeEmbedder):
    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(self, texts, reading):
        self.read += texts
        return super().encode(texts, reading)


def test_remembering_embedder_reads_each_text_once_and_gives_the_same() -> None:
    counting = CountingEmbedder()
    embedder = RememberingEmbedder(counting, {})

    first = embedder.encode(["tolken", "fietsen", "tolken"], Reading.NEED)
    again = embedder.encode(["fietsen", "tolken"], Reading.NEED)

    assert counting.read == ["tolken", "fietsen"]
    assert np.array_equal(first, FakeEmbedder().encode(["tolken", "fietsen", "tolken"], Reading.NEED))
    assert np.array_equal(again, first[[1, 0]])
    assert (embedder.name, embedder.dimensions, len(embedder.vectors)) == ("fake", 256, 2)


def test_typical_texts_are_a_whole_profile_of_each_kind_and_their_needs() -> None:
    texts = list(typical_texts("fake").values())

    assert sum(reading is Reading.PROFILE for _, reading in texts) == len(kinds())
    assert sum(reading is Reading.NEED for _, reading in texts) >= 3 * len(kinds()) - 5  # a few kinds agree


def test_texts_of_one_reading_and_like_length_are_read_together() -> None:
    texts = {
        "a": ("een heel lang profiel", Reading.PROFILE),
        "b": ("kort", Reading.NEED),
        "c": ("langer dan kort", Reading.NEED),
        "d": ("kort", Reading.PROFILE),
    }

    assert [fingerprint for fingerprint, _ in like_with_like(texts)] == ["b", "c", "d", "a"]
