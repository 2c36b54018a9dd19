"""How well does a ranking find the partners that are documented?"""

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Chosen = NDArray[np.bool_]

RESAMPLES = 2_000


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a ranking finds the partners, each figure a mean over the queries (fractions).

    `mrr`: one divided by the rank of the first partner; `hit_at_5`, `hit_at_10`: whether a partner is among
    the first; `ndcg_at_10`: with binary gain (Järvelin and Kekäläinen 2002).
    """

    queries: int
    mrr: float
    hit_at_5: float
    hit_at_10: float
    ndcg_at_10: float

    def as_json(self) -> dict[str, float]:
        """The figures under the names that are usual in the field, such as `hit@10`."""
        return {name.replace("_at_", "@"): value for name, value in asdict(self).items()}


FIGURES = ("mrr", "hit_at_5", "hit_at_10", "ndcg_at_10")


@dataclass(frozen=True, slots=True)
class Ranking:
    """What each query found: `figures` is queries × FIGURES; `queries`: their rows; `coalitions`: theirs."""

    figures: Numbers
    queries: NDArray[np.intp]
    coalitions: NDArray[np.int64]

    def quality(self, among: Chosen | None = None) -> Quality:
        """The means over all queries, or over those among these rows (a mask over the pool)."""
        figures = self.figures if among is None else self.figures[among[self.queries]]
        if not len(figures):
            raise ValueError("there is no query among the chosen ones")
        means = figures.mean(axis=0).tolist()
        return Quality(len(figures), **dict(zip(FIGURES, means, strict=True)))


def rank(scores: Numbers, coalitions: tuple[int, ...]) -> Ranking:
    """How these scores (n × n, higher = nearer) rank all others for each organisation; ties by place.

    Whoever has no partner in the pool is no query.
    """
    labels = np.array(coalitions)
    partners = labels[:, None] == labels[None, :]
    np.fill_diagonal(partners, False)
    ranked = scores.astype(np.float64)
    np.fill_diagonal(ranked, -np.inf)
    order = np.argsort(-ranked, axis=1, kind="stable")[:, :-1]
    asked = np.flatnonzero(partners.any(axis=1))
    found = np.take_along_axis(partners, order, axis=1)[asked]
    first = found.argmax(axis=1) + 1
    top = found[:, :10]
    discount = 1 / np.log2(np.arange(2, 2 + top.shape[1]))
    ideal = np.cumsum(discount)[np.minimum(found.sum(axis=1), top.shape[1]) - 1]
    figures = np.stack([1 / first, first <= 5, first <= 10, top @ discount / ideal], axis=1)
    return Ranking(figures, asked, labels[asked])


def interval(
    coalitions: NDArray[np.int64], figure: Callable[[NDArray[np.intp]], float]
) -> tuple[float, float]:
    """The middle 95 % of a figure over RESAMPLES draws of as many coalitions, with replacement (bootstrap).

    `figure` gets places of queries, whole coalitions at a time: partners of one coalition are not
    independent of each other.
    """
    lot = np.random.default_rng(7)
    names = np.unique(coalitions)
    places = [np.flatnonzero(coalitions == name) for name in names]
    draws = [
        figure(np.concatenate([places[drawn] for drawn in lot.integers(len(names), size=len(names))]))
        for _ in range(RESAMPLES)
    ]
    low, high = np.percentile(draws, [2.5, 97.5])
    return float(low), float(high)
