"""Words and parts of words."""

import numpy as np

from matcher.lexical import LONGEST_TEXT, word_parts


def test_word_parts_of_a_compound_meet_those_of_its_parts() -> None:
    rows = word_parts(["schuldhulp", "schuldhulpverlening", "fietsenmaker"])

    nearness = (rows @ rows.T).toarray()

    assert np.allclose(nearness.diagonal(), 1)
    assert nearness[0, 1] > 0.3
    assert nearness[0, 2] == 0


def test_word_parts_are_zero_without_words() -> None:
    assert word_parts(["", "☕ 🎉"]).toarray().any() == np.False_
    assert not word_parts(["", "tolk"])[[0]].toarray().any()


def test_word_parts_read_a_pasted_report_no_further_than_its_beginning() -> None:
    beginning = "a" * LONGEST_TEXT

    rows = word_parts([beginning, beginning + " bijlage"])

    assert np.isclose((rows @ rows.T).toarray()[0, 1], 1)
