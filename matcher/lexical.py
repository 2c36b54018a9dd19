"""Which words and parts of words stand in a text?"""

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

# What decides a match stands at the beginning of a text; without a limit one pasted report would cost more
# than all other profiles of a meeting together.
LONGEST_TEXT = 2_000


def word_parts(texts: Sequence[str]) -> csr_array:
    """TF-IDF of character n-grams: texts × parts, float32, rows of unit length, or zeros without words.

    Parts of 3 to 5 characters meet in compounds, such as *schuldhulp* and *schuldhulpverlening*. A part is
    rare when few of these texts hold it.
    """
    short = [text[:LONGEST_TEXT] for text in texts]
    if not any(character.isalnum() for text in short for character in text):
        return csr_array(np.zeros((len(texts), 1), dtype=np.float32))
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, strip_accents="unicode", dtype=np.float32
    )
    return csr_array(vectorizer.fit_transform(short))
