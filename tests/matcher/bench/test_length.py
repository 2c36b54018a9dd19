"""Quality for those who tell little."""

import numpy as np

from matcher.bench.length import LENGTHS, beginning, length_table, rows_of_shortened
from matcher.documented import Documented
from matcher.fit import measure_fit
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def test_a_beginning_is_kind_and_two_sentences() -> None:
    told = profile(1, about="Wij delen uit. Elke week! Ook op zondag.", offers="soep", needs="brood")

    assert beginning(told) == profile(1, about="Wij delen uit. Elke week!")


def test_a_whole_profile_ranks_as_ever() -> None:
    documented = Documented(tuple(region(6)), (1, 1, 1, 2, 2, 2))

    rows = rows_of_shortened(documented, LENGTHS["everything"], FakeEmbedder())

    np.testing.assert_allclose(rows, measure_fit(documented.profiles, FakeEmbedder()).mutual, atol=1e-6)


def test_the_table_has_a_row_for_each_length() -> None:
    documented = Documented(tuple(region(6)), (1, 1, 1, 2, 2, 2))

    lines = list(length_table(documented, FakeEmbedder()))

    assert [line.split(" | ")[0].strip("| ") for line in lines[-len(LENGTHS) :]] == list(LENGTHS)
