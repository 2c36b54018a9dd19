"""How well do the offers of each organisation answer the needs of every other?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.answering import Statements, compare
from matcher.embedder import Embedder
from matcher.profiles import Profile, Statement

Fractions = NDArray[np.float64]
Answers = NDArray[np.float32]

# Who states no need, or no offer, is read by what it says about itself, which counts for less.
ABOUT_WEIGHT = 0.5
# One need that is really answered makes a meeting worth while, whatever else an organisation asks for:
# this share of a gain is its best answered need, the rest the mean over all.
BEST_ASK_SHARE = 0.5
# A gift without a return is worth at least this share of the mean of both directions (a harmonic mean
# alone would make it worthless).
ONE_WAY_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class Fit:
    """How n organisations answer one another; rows and columns follow the profiles that were given.

    `a` is the largest number of needs. An organisation without needs asks one thing: what its `about` says.

    `mutual`: n × n, symmetric, both directions in one; the diagonal is 0.
    `helps`: n × n, `helps[i, j]` = how well j answers what i asks; the diagonal is 0.
    `weights`: n × a, how much each ask counts; 0 = nothing is written there.
    `answers`: n × a × n, `answers[i, k, j]` = how well j answers ask k of i.
    `needs`: n × a, the statement that each ask is. `offers`: n × a × n, the statement of j that can best be
    quoted as the answer. `quotable`: n × a × n, how well that one sentence answers the other; 0 where
    either was not stated.
    All but the statement ids are fractions.
    """

    mutual: Fractions
    helps: Fractions
    weights: Answers
    answers: Answers
    needs: NDArray[np.int64]
    offers: NDArray[np.int64]
    quotable: Answers


def measure_fit(profiles: Sequence[Profile], embedder: Embedder) -> Fit:
    """The fit of every two profiles; 0.7 and more = needs are really answered, under 0.2 = chance.

    Every need meets every offer by meaning and by words, see `answering`. What an organisation gains from
    another is joined with what that one gains in return by a harmonic mean (RECON, Pizzato et al. 2010),
    softened by ONE_WAY_SHARE.
    """
    asks = _collect(profiles, [profile.needs for profile in profiles])
    gives = _collect(profiles, [profile.offers for profile in profiles])
    answered = compare(asks, gives, embedder)
    in_context = answered.in_context * gives.weights
    alone = answered.alone * (asks.weights == 1)[:, None] * (gives.weights == 1)

    n, places = len(profiles), np.arange(len(asks.owners)) - np.searchsorted(asks.owners, asks.owners)
    shape = (n, int(places.max(initial=0)) + 1)
    weights, needs = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.int64)
    weights[asks.owners, places], needs[asks.owners, places] = asks.weights, asks.ids
    answers, quotable = np.zeros((2, *shape, n), dtype=np.float32)
    offers = np.zeros((*shape, n), dtype=np.int64)
    for giver, (start, stop) in enumerate(pairwise(np.searchsorted(gives.owners, np.arange(n + 1)))):
        at = (asks.owners, places, giver)
        answers[at] = in_context[:, start:stop].max(axis=1)
        quotable[at] = alone[:, start:stop].max(axis=1)
        offers[at] = gives.ids[start + alone[:, start:stop].argmax(axis=1)]

    helps = gains(answers.transpose(0, 2, 1), weights[:, None, :])
    np.fill_diagonal(helps, 0)
    return Fit(join_directions(helps), helps, weights, answers, needs, offers, quotable)


def gains(answers: Answers, weights: Answers) -> Fractions:
    """What someone gains when the asks (last axis) are answered so well: fractions, the last axis gone.

    Nothing asked, nothing gained.
    """
    total = weights.sum(axis=-1)
    mean = (answers * weights).sum(axis=-1) / np.where(total > 0, total, 1)
    best = (answers * weights).max(axis=-1, initial=0)
    joined: Fractions = (BEST_ASK_SHARE * best + (1 - BEST_ASK_SHARE) * mean).astype(np.float64)
    return joined


def join_directions(helps: Fractions) -> Fractions:
    """Both directions of each pair in one symmetric figure, a softened harmonic mean."""
    both = helps + helps.T
    harmonic = 2 * helps * helps.T / np.where(both > 0, both, 1)
    mutual: Fractions = np.maximum(harmonic, ONE_WAY_SHARE * both / 2)
    return mutual


def _collect(profiles: Sequence[Profile], stated: Sequence[tuple[Statement, ...]]) -> Statements:
    """What each organisation states, in their order; one blank statement for who states nothing."""
    rows: list[tuple[Statement, str, int, float]] = []
    for owner, (profile, statements) in enumerate(zip(profiles, stated, strict=True)):
        about = profile.about if profile.about.strip() else ""
        written = [statement for statement in statements if statement.text.strip()]
        rows += [(statement, about, owner, 1.0) for statement in written]
        if not written:
            rows.append((Statement(0, ""), about, owner, ABOUT_WEIGHT if about else 0.0))
    return Statements(
        ids=np.array([statement.id for statement, _, _, _ in rows], dtype=np.int64),
        texts=tuple(statement.text for statement, _, _, _ in rows),
        contexts=tuple(about for _, about, _, _ in rows),
        owners=np.array([owner for _, _, owner, _ in rows], dtype=np.intp),
        weights=np.array([weight for _, _, _, weight in rows], dtype=np.float32),
    )
