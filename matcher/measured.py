"""What must be known of organisations to weigh, explain and check who meets?"""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from matcher.gaining import Answers
from matcher.profiles import Profile

Fractions = NDArray[np.float64]


class MeasuredFit(Protocol):
    """How n organisations answer one another; each as matcher.fit.Fit explains it."""

    @property
    def mutual(self) -> Fractions:
        """How likely a meeting of two bears fruit."""

    @property
    def helps(self) -> Fractions:
        """How well the one answers what the other asks."""

    @property
    def weights(self) -> Answers:
        """How much each ask counts."""

    @property
    def answers(self) -> Answers:
        """How well each organisation answers each ask."""

    @property
    def needs(self) -> NDArray[np.int64]:
        """The statement that each ask is."""

    @property
    def offers(self) -> NDArray[np.int64]:
        """The statement that can best be quoted as the answer."""

    @property
    def quotable(self) -> Answers:
        """How well that one sentence answers the other."""

    @property
    def signs(self) -> Mapping[Any, Fractions]:
        """What each of matcher.signs.Sign says of every two; empty where they were not kept."""


class Measured(Protocol):
    """All that is known of n profiles and every two; just measured (matcher.measures) or kept (figures)."""

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The profiles, by id; rows and columns follow them."""

    @property
    def fit(self) -> MeasuredFit:
        """How they answer one another."""

    @property
    def carried(self) -> Mapping[int, Fractions]:
        """How much of the fit with each of the n a statement carries, by its id."""

    @property
    def ground(self) -> Fractions:
        """What two share."""

    @property
    def surprise(self) -> Fractions:
        """How unusual it is that two meet."""

    @property
    def forbidden(self) -> NDArray[np.bool_]:
        """Who must not meet."""

    @property
    def acquainted(self) -> NDArray[np.bool_]:
        """Who know each other already."""


class Scored(Measured, Protocol):
    """The same, with the score that orders who should meet at some courage."""

    @property
    def scores(self) -> Fractions:
        """What orders: n × n, symmetric."""
