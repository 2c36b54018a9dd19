"""Learnt weights as a logistic model."""

import json

import numpy as np
import pytest

from matcher.signs import Sign
from matcher.weighing import LEARNT, Weights, weights_for


def test_probability_is_the_logistic_of_the_weighed_signs() -> None:
    weights = Weights(-1.0, {"a": 2.0, "b": 0.5})
    signs = {"a": np.array([0.5, 1.0]), "b": np.array([0.0, 2.0]), "unused": np.array([9.0, 9.0])}

    assert weights.logit(signs) == pytest.approx(np.array([0.0, 2.0]))
    assert weights.probability(signs) == pytest.approx(np.array([0.5, 1 / (1 + np.exp(-2))]))


def test_a_missing_sign_is_an_error() -> None:
    with pytest.raises(KeyError, match="a"):
        Weights(0.0, {"a": 1.0}).logit({})


def test_no_learnt_weight_speaks_against_a_meeting() -> None:
    stored = json.loads(LEARNT.read_text(encoding="utf-8"))

    assert set(stored) == {"answer_in_context", "answer_alone", "fit"}
    assert all(slope >= 0 for weights in stored.values() for slope in weights["slopes"].values())
    assert set(weights_for("fit").slopes) <= {str(sign) for sign in Sign}
