"""How much does each sign count? Weights that were learnt from written situations, as plain data."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LEARNT = Path(__file__).with_name("knowledge") / "weights.json"

Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic model: `slopes` by name of the sign, none of them negative, and where it starts.

    No sign of a good meeting may speak against it, so every slope is 0 or more: the model is monotone.
    """

    intercept: float
    slopes: Mapping[str, float]

    def as_dict(self) -> dict[str, Any]:
        """The weights as plain JSON; `Weights(**stored)` gives them back."""
        return asdict(self)

    def logit(self, signs: Mapping[str, NDArray[np.floating]]) -> Figures:
        """The weighed sum of these signs (arrays of one shape); raises KeyError when one is missing."""
        weighed = [slope * np.asarray(signs[name], dtype=np.float64) for name, slope in self.slopes.items()]
        total: Figures = self.intercept + np.sum(weighed, axis=0)
        return total

    def probability(self, signs: Mapping[str, NDArray[np.floating]]) -> Figures:
        """The weighed signs as a fraction, 1 / (1 + e^-logit)."""
        chance: Figures = 1 / (1 + np.exp(-self.logit(signs)))
        return chance


@cache
def weights_for(question: str) -> Weights:
    """The learnt weights for a question of `knowledge/weights.json`: answer_in_context, answer_alone, fit."""
    stored = json.loads(LEARNT.read_text(encoding="utf-8"))[question]
    return Weights(float(stored["intercept"]), dict(stored["slopes"]))
