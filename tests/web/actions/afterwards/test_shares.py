"""A share says how sure it is: the same interval as SciPy's, and one for the difference of two."""

import pytest
from scipy.stats import binomtest

from web.actions.afterwards.shares import Share, difference


@pytest.mark.parametrize(("count", "of"), [(0, 1), (1, 1), (0, 12), (12, 40), (39, 40), (300, 4000)])
def test_the_interval_is_that_of_scipy(count, of):
    theirs = binomtest(count, of).proportion_ci(method="wilson")

    assert Share(count, of).interval == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_a_share_of_nothing_is_unknown():
    nothing = Share(0, 0)

    assert (nothing.value, nothing.interval, difference(nothing, Share(1, 2))) == (None, None, None)


def test_a_difference_is_as_newcombe_printed_it():
    # Table II of Newcombe (1998), method 10: 56/70 minus 48/80, and 9/10 minus 3/10.
    found = [difference(Share(56, 70), Share(48, 80)), difference(Share(9, 10), Share(3, 10))]

    assert found == [pytest.approx((0.0524, 0.3339), abs=5e-5), pytest.approx((0.1705, 0.8090), abs=5e-5)]
