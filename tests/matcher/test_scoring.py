"""One order out of fit, ground, surprise and courage."""

import subprocess
import sys

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from matcher.scoring import LEAST_GROUND, LEAST_SURPRISE, coalition_score, score

fractions = st.floats(0, 1)


def test_score_without_courage_is_fit_on_shared_ground() -> None:
    assert score(0.8, 1.0, 0.0, 0.0) == score(0.8, 1.0, 1.0, 0.0) == 0.8
    assert score(0.8, 0.0, 1.0, 0.0) == 0.8 * LEAST_GROUND


def test_score_at_full_courage_prefers_the_surprising() -> None:
    safe, daring = (0.9, 1.0, 0.0), (0.4, 1.0, 1.0)

    assert score(*safe, 0.0) > score(*daring, 0.0)
    assert score(*safe, 1.0) < score(*daring, 1.0)
    assert score(1.0, 1.0, 0.0, 1.0) == LEAST_SURPRISE


@given(fractions, fractions, fractions, fractions)
def test_score_is_a_fraction_and_rewards_no_uselessness(
    fit: float, ground: float, surprise: float, courage: float
) -> None:
    assert 0 <= score(fit, ground, surprise, courage) <= 1
    assert score(0.0, ground, surprise, courage) == 0


@given(fractions, fractions, fractions, fractions, fractions)
def test_score_never_falls_when_fit_rises(
    fit: float, more: float, ground: float, surprise: float, courage: float
) -> None:
    low, high = sorted((fit, more))

    assert score(low, ground, surprise, courage) <= score(high, ground, surprise, courage)


def test_score_of_arrays_equals_score_of_numbers() -> None:
    fit, ground, surprise = np.array([0.2, 0.7]), np.array([0.5, 0.1]), np.array([1.0, 0.3])

    numbers = [score(*parts, 0.6) for parts in zip(fit, ground, surprise, strict=True)]

    assert np.allclose(score(fit, ground, surprise, 0.6), numbers)


def test_coalition_score_falls_when_one_member_gains_nothing() -> None:
    assert coalition_score(0.7, 0.6, 0.6, 0.5, courage=0.5) > coalition_score(0.7, 0.0, 0.6, 0.5, courage=0.5)


def test_what_the_web_imports_stays_light() -> None:
    light = (
        "checks",
        "constraints",
        "kinds",
        "match_lists",
        "profiles",
        "proposals",
        "review",
        "scoring",
        "settings",
    )
    program = "import sys\n" + "".join(f"import matcher.{module}\n" for module in light)
    program += "print({'sklearn', 'scipy', 'torch', 'sentence_transformers'} & set(sys.modules))"

    done = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("set()\n", "")
