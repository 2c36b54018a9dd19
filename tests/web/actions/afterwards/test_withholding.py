"""A hidden figure cannot be worked out from a total and the figures beside it."""

from web.actions.afterwards.attendance_counts import Attendance
from web.actions.afterwards.fates import Counted, Funnel, Stage
from web.actions.afterwards.shares import Share
from web.actions.afterwards.withholding import withhold, withhold_attendance


def funnel(*organisations):
    """A funnel of ten proposals at each stage, counted over so many organisations."""
    stages = zip(Stage, organisations, strict=True)
    return Funnel(tuple(Counted(stage, Share(5, 10), 0, number) for stage, number in stages))


def shown(funnels):
    return [[one.is_shown for one in each.stages] for each in funnels]


def test_the_smallest_beside_a_single_hidden_figure_is_withheld_with_what_is_counted_over_it():
    found = withhold([funnel(9, 9, 4, 4, 4, 4), funnel(9, 9, 7, 9, 9, 9), funnel(9, 9, 8, 9, 9, 9)])

    assert shown(found) == [
        [True, True, False, False, False, False],
        [True, True, False, False, False, False],
        [True] * 6,
    ]


def test_what_runs_after_half_a_year_is_withheld_alone():
    found = withhold([funnel(9, 9, 9, 9, 4, 9), funnel(9, 9, 9, 9, 9, 9)])

    assert shown(found) == [[True] * 4 + [False, True]] * 2


def test_nothing_is_withheld_where_none_or_several_are_hidden():
    for funnels in ([funnel(*[9] * 6)] * 2, [funnel(*[4] * 6), funnel(*[4] * 6), funnel(*[9] * 6)]):
        assert withhold(funnels) == tuple(funnels)


def test_of_a_single_small_period_a_second_one_is_withheld():
    large, middle, small = (Attendance(1, number, 20, 1, 20, 18) for number in (12, 8, 3))

    found = withhold_attendance([large, middle, small])

    assert [one.is_shown for one in found] == [True, False, False]
    assert withhold_attendance([large, middle]) == (large, middle)
