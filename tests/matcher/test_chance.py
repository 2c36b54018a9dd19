"""Likeness above chance."""

import numpy as np
import pytest

from matcher.chance import CERTAIN, PRIOR_PAIRS, Chance, above_chance, centred, cosines


def test_centred_takes_off_what_all_share() -> None:
    shared = np.tile(np.array([[3.0, 1.0, 0.0]], np.float32), (200, 1))
    shared[::2, 2] = 1.0
    alike = cosines(shared[:2], shared[:2])[0, 1]

    vectors = centred(shared / np.linalg.norm(shared, axis=1, keepdims=True))

    assert cosines(vectors[:2], vectors[:2])[0, 1] < alike
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_centred_keeps_rows_of_zeros() -> None:
    assert not centred(np.array([[0, 0], [1, 0]], np.float32))[0].any()
    assert centred(np.zeros((0, 4), np.float32)).shape == (0, 4)


def test_above_chance_counts_in_standard_deviations() -> None:
    likeness = np.array([[0.5, 0.2], [0.2, -9.0]], np.float32)

    above = above_chance(likeness, np.zeros((2, 2), np.bool_), Chance(0.2, 0.1))

    assert above == pytest.approx(np.array([[3, 0], [0, -CERTAIN]]), abs=1e-5)


def test_above_chance_learns_from_a_region() -> None:
    likeness = np.random.default_rng(7).normal(0.4, 0.05, (200, 200)).astype(np.float32)

    above = above_chance(likeness, np.ones((200, 200), np.bool_), Chance(0.0, 0.1))

    assert likeness.size > PRIOR_PAIRS
    assert abs(above.mean()) < 0.05
