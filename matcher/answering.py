"""Does this offer answer this need? Meaning and words together, as a fraction that people can read."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.preprocessing import normalize

from matcher.embedder import Embedder
from matcher.lexical import word_parts

Grid = NDArray[np.float32]

# A statement is read in the light of who says it: beside itself count its organisation's `about` and the mean
# of that organisation's needs (or offers), so much each.
ABOUT_SHARE, FELLOWS_SHARE = 0.5, 0.6
# The share of meaning in the mix; the rest is words.
MEANING_SHARE = 0.6
# Where an answer begins, in standard deviations above chance, and how steeply it becomes certain. Beyond
# CERTAIN nothing counts more: one rare word in common must not outweigh what two sentences mean.
MIDPOINT, STEEPNESS, CERTAIN = 1.5, 1.6, 4.0
# What statements have in common by chance (mean, spread), believed as strongly as PRIOR_PAIRS pairs of the
# region itself; and of how many texts on half of what all of them share is taken off.
MEANING_BY_CHANCE, WORDS_BY_CHANCE = (0.05, 0.15), (0.02, 0.03)
PRIOR_PAIRS = 300
PRIOR_TEXTS = 60


@dataclass(frozen=True, slots=True)
class Statements:
    """Needs, or offers, of all organisations: lists of one length, sorted by owner.

    `ids` of the statements; `texts`, perhaps blank; `contexts`: the `about` of who says it; `owners`: the
    place of that organisation; `weights`: fractions, how much each counts.
    """

    ids: NDArray[np.int64]
    texts: tuple[str, ...]
    contexts: tuple[str, ...]
    owners: NDArray[np.intp]
    weights: Grid


@dataclass(frozen=True, slots=True)
class Answered:
    """How well each offer answers each need: two grids of needs × offers, fractions.

    `in_context` reads both in the light of who says them; `alone` compares just the two sentences, and
    so tells what can be quoted.
    """

    in_context: Grid
    alone: Grid


def compare(needs: Statements, offers: Statements, embedder: Embedder) -> Answered:
    """How well every offer answers every need.

    The cosine of the vectors, less what all texts of the region share, and the cosine of word parts are
    each counted in standard deviations above chance, mixed, and made a fraction by a logistic curve. Chance
    is what *different* organisations of this region have in common, so that one scale serves every region
    and embedder; with few texts a prior stands in for it.
    """
    texts = sorted({*needs.texts, *needs.contexts, *offers.texts, *offers.contexts})
    if not texts:
        return Answered(np.zeros((0, 0), dtype=np.float32), np.zeros((0, 0), dtype=np.float32))
    meaning = _without_common(embedder.encode(texts))
    words = word_parts(texts)
    elsewhere = needs.owners[:, None] != offers.owners[None, :]
    grids = []
    for read in (_in_context, _alone):
        left, right = read(needs, texts), read(offers, texts)
        by_meaning = _above_chance(_cosines(left @ meaning, right @ meaning), elsewhere, MEANING_BY_CHANCE)
        by_words = _above_chance(_cosines(left @ words, right @ words), elsewhere, WORDS_BY_CHANCE)
        mixed = MEANING_SHARE * by_meaning + (1 - MEANING_SHARE) * by_words
        grids.append((1 / (1 + np.exp(-STEEPNESS * (mixed - MIDPOINT)))).astype(np.float32))
    return Answered(*grids)


def _without_common(vectors: Grid) -> Grid:
    """The vectors less their mean: every text here speaks of money and help, which tells nothing."""
    known = np.any(vectors != 0, axis=1)
    common = vectors[known].sum(axis=0) / (known.sum() + PRIOR_TEXTS)
    centred: Grid = normalize(np.where(known[:, None], vectors - common, 0))
    return centred


def _alone(side: Statements, texts: Sequence[str]) -> csr_array:
    """Which text each statement is: statements × texts."""
    return _selection(side.texts, texts)


def _in_context(side: Statements, texts: Sequence[str]) -> csr_array:
    """How much of each text counts in reading each statement: statements × texts."""
    own, about = _selection(side.texts, texts), _selection(side.contexts, texts)
    belongs = csr_array((np.ones(len(side.owners)), (side.owners, np.arange(len(side.owners)))))
    fellows = (normalize(belongs, norm="l1") @ own)[side.owners]
    return csr_array(own + ABOUT_SHARE * about + FELLOWS_SHARE * fellows)


def _selection(chosen: Sequence[str], texts: Sequence[str]) -> csr_array:
    column = {text: place for place, text in enumerate(texts)}
    columns = [column[text] for text in chosen]
    return csr_array(
        (np.ones(len(chosen)), (np.arange(len(chosen)), columns)), shape=(len(chosen), len(texts))
    )


def _cosines(left: Grid | csr_array, right: Grid | csr_array) -> Grid:
    cosines = normalize(left) @ normalize(right).T
    return np.asarray(cosines if isinstance(cosines, np.ndarray) else cosines.toarray(), dtype=np.float32)


def _above_chance(similarity: Grid, pairs: NDArray[np.bool_], by_chance: tuple[float, float]) -> Grid:
    """The similarity in standard deviations above the mean of these pairs and of the prior."""
    seen = similarity[pairs]
    mean, spread = by_chance
    total = seen.size + PRIOR_PAIRS
    centre = (seen.sum(dtype=np.float64) + PRIOR_PAIRS * mean) / total
    squares = ((seen - centre) ** 2).sum(dtype=np.float64) + PRIOR_PAIRS * (spread**2 + (mean - centre) ** 2)
    above: Grid = np.minimum((similarity - centre) / np.sqrt(squares / total), CERTAIN).astype(np.float32)
    return above
