"""Distance of sectors, rarity of kinds, acquaintance."""

import numpy as np
import pytest

from matcher.profiles import Profile
from matcher.surprise import SAME_SPHERE, UNKNOWN, measure_surprise, newcomer, rarity, sector_distance


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ("creditor", "creditor", 0.0),
        ("creditor", "finance", SAME_SPHERE),
        ("creditor", "faith", 1.0),
        ("creditor", "", UNKNOWN),
        ("", "", UNKNOWN),
    ],
)
def test_sector_distance_grows_with_the_spheres(one: str, other: str, distance: float) -> None:
    assert sector_distance(one, other) == sector_distance(other, one) == distance


def test_rarity_falls_with_affinity() -> None:
    assert rarity("gemeente", "wijkteam") == 0
    assert rarity("gemeente", "bibliotheek") == 0
    assert rarity("tandarts", "notaris") == 1
    assert rarity("notaris", "notaris") == 0
    assert rarity("notaris", "a kind of its own") == UNKNOWN


def test_surprise_is_symmetric_and_gone_once_acquainted() -> None:
    profiles = [
        Profile(1, "deurwaarder", "creditor"),
        Profile(2, "kerk_diaconie", "faith"),
        Profile(3, "deurwaarder", "creditor"),
    ]

    strangers = measure_surprise(profiles)
    acquainted = measure_surprise(profiles, frozenset({(1, 2)}))

    assert strangers[0, 1] > 0.9
    assert np.array_equal(strangers, strangers.T)
    assert np.array_equal(strangers == 0, [[True, False, True], [False, True, False], [True, False, True]])
    assert np.array_equal(acquainted, np.where([[0, 0, 0], [0, 0, 1], [0, 1, 0]], strangers, 0))


def test_newcomers_are_those_whom_nobody_thinks_of_first() -> None:
    assert newcomer("gemeente", "sportbond") == newcomer("sportbond", "gemeente") > 0.7
    assert newcomer("gemeente", "gemeente_schuldhulp") < 0.2
    assert newcomer("sportbond", "sportbond") == 0
    assert newcomer("sportbond", "a kind of its own") == UNKNOWN
