"""How sure is a share that was counted? An interval for one share, and for the difference of two."""

from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist

# Of a hundred such intervals, 95 hold the share that one would find with ever more proposals.
CONFIDENCE = 0.95
_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; `of` 0 = there is nothing to count yet, and no share."""

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share, as a fraction."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's score interval of 95 %, as fractions.

        It holds for few cases and for shares near 0 and 1, where the usual one does not. E. B. Wilson (1927),
        Probable inference, the law of succession, and statistical inference. JASA 22, 209-212.
        """
        if not self.of:
            return None
        share, weight = self.count / self.of, _Z**2 / self.of
        middle = (share + weight / 2) / (1 + weight)
        reach = _Z * sqrt(share * (1 - share) / self.of + weight / (4 * self.of)) / (1 + weight)
        low = 0.0 if self.count == 0 else max(0.0, middle - reach)
        high = 1.0 if self.count == self.of else min(1.0, middle + reach)
        return low, high


def difference(one: Share, other: Share) -> tuple[float, float] | None:
    """Between what the first share minus the second lies, by 95 %; None while one of them is unknown.

    R. G. Newcombe (1998), Interval estimation for the difference between independent proportions, method 10.
    Statistics in Medicine 17, 873-890: the Wilson intervals of both, added as squares.
    """
    first, second = one.interval, other.interval
    if first is None or second is None or one.value is None or other.value is None:
        return None
    away = one.value - other.value
    return (
        away - hypot(one.value - first[0], second[1] - other.value),
        away + hypot(first[1] - one.value, other.value - second[0]),
    )
