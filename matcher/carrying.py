"""On what does a fit rest? On the statements without which it would be least."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from matcher.embedder import Embedder
from matcher.fit import Fit
from matcher.gaining import gains
from matcher.profiles import Profile
from matcher.signs import Fractions, Sign, Signs, answered_by, cause, subjects, words


def carried(profiles: Sequence[Profile], fit: Fit, embedder: Embedder) -> Mapping[int, Fractions]:
    """How much of the fit with each other organisation a statement carries, by its id: a row of n.

    It is what that fit loses when just this statement is left out of its profile, and everything else, chance
    included, stays as it is: between -1 and 1, negative where two would fit better without it.
    """
    cases = [
        (row, statement.id, without)
        for row, profile in enumerate(profiles)
        for statement, without in profile.without_each()
    ]
    if not cases:
        return {}
    rows = np.array([row for row, _, _ in cases])
    statements = np.array([statement for _, statement, _ in cases])
    variants = [without for _, _, without in cases]
    signs: Signs = {
        **answered_by(*_answers_without(rows, statements, fit)),
        Sign.CAUSE: cause(variants, embedder, profiles),
        Sign.WORDS: words(variants, profiles),
        Sign.SUBJECTS: subjects(variants, profiles),
        Sign.USUAL: fit.signs[Sign.USUAL][rows],
        Sign.APART: fit.signs[Sign.APART][rows],
    }
    left = fit.weighing.probability({str(sign): each for sign, each in signs.items()})
    return dict(zip(statements.tolist(), fit.mutual[rows] - left, strict=True))


def _answers_without(
    rows: "np.ndarray[tuple[int], np.dtype[np.intp]]",
    statements: "np.ndarray[tuple[int], np.dtype[np.int64]]",
    fit: Fit,
) -> tuple[Fractions, Fractions]:
    """How well all others answer what is still asked, and how well what is still given answers all others.

    Both cases × n. Who has no need left asks nothing here.
    """
    helped, helps = fit.helps[rows], fit.helps.T[rows]
    places = np.arange(len(fit.asks.owners)) - np.searchsorted(fit.asks.owners, fit.asks.owners)
    starts = np.searchsorted(fit.gives.owners, np.arange(len(fit.helps) + 1))
    given = list(pairwise(starts.tolist()))
    for case, (row, statement) in enumerate(zip(rows.tolist(), statements.tolist(), strict=True)):
        if statement in fit.needs[row]:
            weights = fit.weights[row] * (fit.needs[row] != statement)
            helped[case] = gains(fit.answers[row].T, weights[None, :])
        else:
            start, stop = given[row]
            kept = fit.gives.ids[start:stop] != statement
            best = np.zeros_like(fit.weights)
            best[fit.asks.owners, places] = fit.grid[:, start:stop][:, kept].max(axis=1, initial=0)
            helps[case] = gains(best, fit.weights)
    return helped, helps
