"""Measures of a ranking."""

import numpy as np
import pytest

from matcher.ranking import Quality, interval, rank


def test_quality_is_counted_by_hand() -> None:
    scores = np.array([[0, 3, 2, 1], [1, 0, 3, 2], [3, 2, 0, 1], [3, 2, 1, 0]], dtype=float)

    found = rank(scores, (0, 0, 1, 1)).quality()

    ranks = np.array([1, 3, 3, 3])
    assert found == Quality(4, (1 / ranks).mean(), 1.0, 1.0, pytest.approx((1 / np.log2(ranks + 1)).mean()))


def test_who_has_no_partner_is_no_query() -> None:
    ranking = rank(np.zeros((3, 3)), (0, 1, 0))

    assert ranking.queries.tolist() == [0, 2]
    assert ranking.quality(np.array([True, True, False])).queries == 1
    with pytest.raises(ValueError, match="no query"):
        ranking.quality(np.array([False, True, False]))


def test_a_perfect_ranking_scores_one() -> None:
    labels = np.arange(30) // 3

    found = rank((labels[:, None] == labels).astype(float), tuple(labels.tolist())).quality()

    assert found == Quality(30, 1, 1, 1, 1)


def test_rank_leaves_the_scores_as_they_were() -> None:
    scores = np.ones((3, 3))

    rank(scores, (0, 0, 0))

    assert (scores == 1).all()


def test_interval_draws_whole_coalitions() -> None:
    coalitions = np.array([0, 0, 0, 1, 1, 1])
    values = np.array([0.0, 0, 0, 1, 1, 1])

    assert interval(coalitions, lambda chosen: float(values[chosen].mean())) == (0.0, 1.0)
    assert interval(coalitions, lambda chosen: 0.5) == (0.5, 0.5)
