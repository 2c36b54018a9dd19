"""How well do the offers of each organisation answer the needs of every other?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from matcher.answering import Statements, compare
from matcher.embedder import Embedder, Reading
from matcher.gaining import Answers, gains
from matcher.profiles import Profile
from matcher.signs import Fractions, Sign, Signs, answered_by, apart, cause, subjects, usual, words
from matcher.texts import Told, told
from matcher.weighing import Weights, weights_for


@dataclass(frozen=True, slots=True)
class Fit:
    """How n organisations answer one another; rows and columns follow the profiles that were given.

    `a` is the largest number of needs. An organisation without needs asks one thing: what its `about` says.

    `mutual`: n × n, symmetric: how likely a meeting of these two bears fruit, weighed from all `signs`; the
    diagonal is 0.
    `helps`: n × n, `helps[i, j]` = how well j answers what i asks; the diagonal is 0.
    `weights`: n × a, how much each ask counts; 0 = nothing is written there.
    `answers`: n × a × n, `answers[i, k, j]` = how well j answers ask k of i.
    `needs`: n × a, the statement that each ask is. `offers`: n × a × n, the statement of j that can best be
    quoted as the answer. `quotable`: n × a × n, how well that one sentence answers the other; 0 where
    either was not stated.
    `asks`, `gives`: all that is asked and given, by organisation; `grid`: asks × gives, how well one
    answers the other. `weighing`: how much each sign counted.
    All but the statement ids are fractions.
    """

    mutual: Fractions
    signs: Signs
    helps: Fractions
    weights: Answers
    answers: Answers
    needs: NDArray[np.int64]
    offers: NDArray[np.int64]
    quotable: Answers
    asks: Statements
    gives: Statements
    grid: Answers
    weighing: Weights


def measure_fit(profiles: Sequence[Profile], embedder: Embedder, weighing: Weights | None = None) -> Fit:
    """The fit of every two profiles: how likely they are partners, at a meeting of about eighty.

    Every need meets every offer (see `answering`), both directions are kept, and what else speaks for a
    meeting is added (see `signs`); a logistic model that was learnt on written situations weighs the signs
    (see `weighing`), and docs/benchmarks.md tells how far its likelihood holds. Without needs, offers and
    `about` on either side there is no fit. `weighing`: other weights, such as were learnt from decisions.
    """
    weighing = weighing or weights_for("fit")
    asks, gives = collect(profiles, Reading.NEED), collect(profiles, Reading.OFFER)
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
    signs: Signs = {
        **answered_by(helps, helps.T),
        Sign.CAUSE: cause(profiles, embedder),
        Sign.WORDS: words(profiles),
        Sign.SUBJECTS: subjects(profiles),
        Sign.USUAL: usual(profiles),
        Sign.APART: apart(profiles),
    }
    return Fit(
        mutual=weigh(signs, profiles, weighing),
        signs=signs,
        helps=helps,
        weights=weights,
        answers=answers,
        needs=needs,
        offers=offers,
        quotable=quotable,
        asks=asks,
        gives=gives,
        grid=in_context,
        weighing=weighing,
    )


def weigh(signs: Signs, profiles: Sequence[Profile], weighing: Weights) -> Fractions:
    """The fit of every two out of their signs: n × n, symmetric; 0 on the diagonal and for empty profiles."""
    told_something = np.array([bool(profile.texts) for profile in profiles], dtype=np.bool_)
    fit = weighing.probability({str(sign): each for sign, each in signs.items()}) * np.outer(
        told_something, told_something
    )
    np.fill_diagonal(fit, 0)
    return fit


def collect(
    profiles: Sequence[Profile],
    reading: Reading,
    telling: Callable[[Profile, Reading], Sequence[Told]] = told,
) -> Statements:
    """What each organisation states, in their order; one without words for who states nothing.

    `telling`: which statements of a profile count.
    """
    rows = [(owner, each) for owner, profile in enumerate(profiles) for each in telling(profile, reading)]
    return Statements(
        ids=np.array([each.statement for _, each in rows], dtype=np.int64),
        alone=tuple(each.alone for _, each in rows),
        in_context=tuple(each.in_context for _, each in rows),
        owners=np.array([owner for owner, _ in rows], dtype=np.intp),
        weights=np.array([each.weight for _, each in rows], dtype=np.float32),
    )
