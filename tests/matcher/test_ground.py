"""Shared target groups, themes and municipalities."""

import numpy as np

from matcher.ground import AREA_SHARE, GROUPS_SHARE, THEMES_SHARE, UNKNOWN, measure_ground
from matcher.profiles import Profile


def test_ground_is_one_for_full_overlap_and_counts_a_specialist_in_full() -> None:
    everything = Profile(
        1, "", "", groups=frozenset("ab"), themes=frozenset("cd"), municipalities=frozenset({"GM1"})
    )
    specialist = Profile(
        2, "", "", groups=frozenset("a"), themes=frozenset("d"), municipalities=frozenset({"GM1"})
    )

    assert np.allclose(measure_ground([everything, specialist]), 1)


def test_ground_takes_the_middle_for_what_is_not_filled_in() -> None:
    one, other = Profile(1, "", "", groups=frozenset("a")), Profile(2, "", "", groups=frozenset("b"))

    ground = measure_ground([one, other, Profile(3, "", "")])

    assert np.isclose(ground[0, 1], UNKNOWN * (THEMES_SHARE + AREA_SHARE))
    assert np.isclose(ground[0, 2], UNKNOWN * (GROUPS_SHARE + THEMES_SHARE + AREA_SHARE))
    assert np.array_equal(ground, ground.T)


def test_ground_of_nobody_is_empty() -> None:
    assert measure_ground([]).shape == (0, 0)
