"""What speaks for a meeting."""

import numpy as np
import pytest

from matcher.profiles import Profile
from matcher.signs import Sign, answered_by, apart, cause, usual, words
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile, region


def test_answered_keeps_the_better_direction_and_returned_the_other() -> None:
    signs = answered_by(helps := np.array([[0, 0.8], [0.1, 0]]), helps.T)

    assert signs[Sign.ANSWERED].tolist() == [[0, 0.8], [0.8, 0]]
    assert signs[Sign.RETURNED].tolist() == [[0, 0.1], [0.1, 0]]


@pytest.mark.parametrize("sign", [lambda profiles: cause(profiles, FakeEmbedder()), words, usual, apart])
def test_signs_are_symmetric_fractions(sign) -> None:
    figures = sign(region(7))

    assert figures.shape == (7, 7)
    assert np.allclose(figures, figures.T)
    assert figures.min() >= 0
    assert figures.max() <= 1


@pytest.mark.parametrize("sign", [lambda profiles: cause(profiles, FakeEmbedder()), words])
def test_who_speaks_of_the_same_thing_stands_out(sign) -> None:
    alike = [
        profile(1, "bank", about="gratis fietsen voor kinderen"),
        profile(2, "school", about="kinderen zonder fietsen"),
        *region(9)[2:],
    ]

    figures = sign(alike)

    assert figures[0, 1] > figures[0, 2:].max()


def test_usual_partners_and_kinds_apart() -> None:
    profiles = [profile(1, "gemeente"), profile(2, "wijkteam"), profile(3, "gemeente"), Profile(4, "", "")]

    assert usual(profiles)[0].tolist() == [0, 1, 0, 0]
    assert apart(profiles)[0].tolist() == [0, 1, 0, 1]
    assert apart(profiles)[3, 3] == 1
