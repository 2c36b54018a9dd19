"""Does this offer answer this need? Meaning and words together, as a fraction that people can read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.chance import Chance, Grid, above_chance, centred, cosines
from matcher.embedder import Embedder, Reading
from matcher.lexical import word_parts
from matcher.weighing import Weights, weights_for

BY_CHANCE = {"context": Chance(0.0, 0.15), "meaning": Chance(0.0, 0.15), "words": Chance(0.02, 0.03)}


@dataclass(frozen=True, slots=True)
class Statements:
    """Needs, or offers, of all organisations: lists of one length, sorted by owner.

    `ids` of the statements; `alone`: as written, perhaps blank; `in_context`: with who says it; `owners`: the
    place of that organisation; `weights`: fractions, how much each counts.
    """

    ids: NDArray[np.int64]
    alone: tuple[str, ...]
    in_context: tuple[str, ...]
    owners: NDArray[np.intp]
    weights: Grid


@dataclass(frozen=True, slots=True)
class Answered:
    """How well each offer answers each need: two grids of needs × offers, fractions.

    `in_context` reads both in the light of who says them as well; `alone` compares just the two sentences,
    and so tells what can be quoted.
    """

    in_context: Grid
    alone: Grid


def compare(needs: Statements, offers: Statements, embedder: Embedder) -> Answered:
    """How well every offer answers every need.

    Three likenesses, each in standard deviations above chance (see `chance`): of the two sentences in
    context, of the two sentences, and of their word parts. They are weighed and made a fraction by a logistic
    curve; the weights were learnt on written situations, see `weighing`.
    """
    above = likenesses(needs, offers, embedder)
    return Answered(
        _fraction(above, weights_for("answer_in_context")), _fraction(above, weights_for("answer_alone"))
    )


def compare_alone(needs: Sequence[str], offers: Sequence[str], embedder: Embedder) -> Grid:
    """How well every offer answers every need, judged by the two sentences alone: needs × offers, fractions.

    No organisation may stand on both sides: what is chance is learnt from all pairs.
    """
    cosine = {
        "meaning": _by_meaning(tuple(needs), tuple(offers), embedder),
        "words": _by_words(tuple(needs), tuple(offers)),
    }
    everywhere = np.ones((len(needs), len(offers)), dtype=np.bool_)
    above = {name: above_chance(grid, everywhere, BY_CHANCE[name]) for name, grid in cosine.items()}
    return _fraction(above, weights_for("answer_alone"))


def likenesses(needs: Statements, offers: Statements, embedder: Embedder) -> dict[str, Grid]:
    """The three likenesses by name, each needs × offers in standard deviations above chance."""
    elsewhere = needs.owners[:, None] != offers.owners[None, :]
    cosine = {
        "context": _by_meaning(needs.in_context, offers.in_context, embedder),
        "meaning": _by_meaning(needs.alone, offers.alone, embedder),
        "words": _by_words(needs.alone, offers.alone),
    }
    return {name: above_chance(grid, elsewhere, BY_CHANCE[name]) for name, grid in cosine.items()}


def _fraction(above: dict[str, Grid], weights: Weights) -> Grid:
    return weights.probability({name: above[name] for name in weights.slopes}).astype(np.float32)


def _by_meaning(needs: tuple[str, ...], offers: tuple[str, ...], embedder: Embedder) -> Grid:
    vectors = centred(
        np.concatenate([embedder.encode(needs, Reading.NEED), embedder.encode(offers, Reading.OFFER)])
    )
    return cosines(vectors[: len(needs)], vectors[len(needs) :])


def _by_words(needs: tuple[str, ...], offers: tuple[str, ...]) -> Grid:
    rows = word_parts([*needs, *offers])
    return cosines(rows[: len(needs)], rows[len(needs) :])
