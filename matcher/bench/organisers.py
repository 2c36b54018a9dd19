"""How would an organiser decide? Invented ones, each with a steady taste, or with none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.learning import SPREAD
from matcher.signs import Sign
from matcher.weighing import Weights

Figures = NDArray[np.float64]
Judge = Callable[["Page", np.random.Generator], NDArray[np.bool_]]

# How many standard deviations of its own opinion make an organiser certain; and the share that is approved.
STEADY, APPROVED = 3.0, 0.6
# Beside its own taste every organiser sees what everyone sees: how well a pair fits.
OWN, COMMON = 0.85, 0.5
FIRST, LAST = 2.0, -2.0


@dataclass(frozen=True, slots=True)
class Page:
    """The pairings of one meeting as the desk shows them, best first: their signs, pairings × Sign."""

    signs: Figures

    def fit(self, weights: Weights) -> Figures:
        """The logit of each pairing's fit."""
        return weights.logit({str(sign): self.signs[:, place] for place, sign in enumerate(Sign)})


def organisers(pages: Sequence[Page], weights: Weights) -> Mapping[str, Judge]:
    """Invented organisers by what they go by; `pages` tell what is usual among pairings."""
    tastes: dict[str, dict[Sign, float]] = {
        "one cause above all": {Sign.CAUSE: 1},
        "the same words": {Sign.WORDS: 1},
        "needs that are answered": {Sign.ANSWERED: 1},
        "gifts that are returned": {Sign.RETURNED: 1},
        "kinds that often work together": {Sign.USUAL: 1},
        "kinds that seldom do": {Sign.USUAL: -1, Sign.ANSWERED: 0.3, Sign.CAUSE: 0.3},
        "one cause, in other words": {Sign.CAUSE: 0.5, Sign.WORDS: -1},
    }
    everyone = Page(np.concatenate([page.signs for page in pages]))
    found: dict[str, Judge] = {
        name: _steady(_taste(everyone, weights, taste)) for name, taste in tastes.items()
    }
    fit = _standing(everyone, lambda page: page.fit(weights))
    return found | {
        "the fit alone": _steady(fit),
        "the contrary": _steady(lambda page: -fit(page)),
        "tires down the page": _tired,
        "by lot": lambda page, lot: lot.random(len(page.signs)) < APPROVED,
    }


def _steady(opinion: Callable[[Page], Figures]) -> Judge:
    line = np.log(APPROVED / (1 - APPROVED))
    return lambda page, lot: lot.random(len(page.signs)) < _logistic(STEADY * opinion(page) + line)


def _tired(page: Page, lot: np.random.Generator) -> NDArray[np.bool_]:
    line = np.linspace(FIRST, LAST, len(page.signs))
    judged: NDArray[np.bool_] = lot.random(len(line)) < _logistic(line)
    return judged


def _taste(everyone: Page, weights: Weights, taste: Mapping[Sign, float]) -> Callable[[Page], Figures]:
    liked = np.array([taste.get(sign, 0.0) / SPREAD[sign] for sign in Sign])
    own = _standing(everyone, lambda page: page.signs @ liked)
    common = _standing(everyone, lambda page: page.fit(weights))
    return lambda page: OWN * own(page) + COMMON * common(page)


def _standing(everyone: Page, opinion: Callable[[Page], Figures]) -> Callable[[Page], Figures]:
    """The opinion in standard deviations above what is usual."""
    usual = opinion(everyone)
    return lambda page: (opinion(page) - usual.mean()) / usual.std()


def _logistic(values: Figures) -> Figures:
    chance: Figures = 1 / (1 + np.exp(-values))
    return chance
