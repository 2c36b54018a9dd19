"""Which words and parts of words stand in a text?"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

# What decides a match stands at the beginning of a text; without a limit one pasted report would cost more
# than all other profiles of a meeting together.
LONGEST_TEXT = 2_000


class WordParts:
    """TF-IDF of character n-grams; a part is rare when few of the texts that were given hold it.

    Parts of 3 to 5 characters meet in compounds, such as *schuldhulp* and *schuldhulpverlening*.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._vectorizer = TfidfVectorizer(
            analyzer="char_wb",
            ngram_range=(3, 5),
            sublinear_tf=True,
            strip_accents="unicode",
            dtype=np.float32,
        )
        self._known = any(character.isalnum() for text in texts for character in text[:LONGEST_TEXT])
        if self._known:
            self._vectorizer.fit(_short(texts))

    def rows(self, texts: Sequence[str]) -> csr_array:
        """Texts × parts, float32, rows of unit length, or zeros without a known part."""
        if not self._known or not texts:
            return csr_array(np.zeros((len(texts), 1), dtype=np.float32))
        return csr_array(self._vectorizer.transform(_short(texts)))


def word_parts(texts: Sequence[str]) -> csr_array:
    """The parts of these texts, set against each other; see WordParts."""
    return WordParts(texts).rows(texts)


def _short(texts: Sequence[str]) -> list[str]:
    return [text[:LONGEST_TEXT] for text in texts]
