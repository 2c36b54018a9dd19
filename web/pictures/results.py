"""What do the figures of a programme look like? Bars for stages and periods, lines for margins."""

from dataclasses import dataclass

from web.actions.afterwards.fates import Counted, Funnel, Stage
from web.actions.afterwards.programme_results import Period, Results

# Lengths in the picture's own units.
FUNNEL_WIDTH, FUNNEL_ROW = 380, 46
PERIOD_WIDTH, PERIOD_HEIGHT, PERIOD_BOTTOM = 400, 150, 22
LEFT, AXIS, LINE = 100, 250, 22
NAMED_EVERY = 4  # so many names of periods fit below the bars


@dataclass(frozen=True, slots=True)
class StageBar:
    """One stage: the bar of those that reached it, and beside it of those of which it is not known.

    What waits for a meeting to come is not drawn: it would dwarf the rest.
    """

    counted: Counted
    top: int
    width: float
    unknown: float


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """One period: how many were registered and came, as bars that stand on the same ground."""

    period: Period
    x: float
    width: float
    registered: float
    came: float
    named: bool


@dataclass(frozen=True, slots=True)
class Range:
    """A share as a point on a line that shows its margin; `point` None = no figure stands here."""

    counted: Counted
    unorthodox: bool
    y: int
    low: float
    point: float | None
    high: float


@dataclass(frozen=True, slots=True)
class Pictures:
    """All that is drawn; heights belong to the drawing of the same name."""

    stages: tuple[StageBar, ...]
    stage_height: int
    periods: tuple[PeriodBar, ...]
    most: int
    ranges: tuple[Range, ...]
    range_height: int


def pictures_of(results: Results) -> Pictures:
    """The drawings of these figures."""
    ranges = _ranges(results)
    return Pictures(
        stages=_stages(results.funnel),
        stage_height=FUNNEL_ROW * len(Stage),
        periods=_periods(results.periods),
        most=_most(results.periods),
        ranges=ranges,
        range_height=(ranges[-1].y if ranges else 0) + LINE + 20,
    )


def _stages(funnel: Funnel) -> tuple[StageBar, ...]:
    unit = FUNNEL_WIDTH / max(1, funnel.proposed)
    return tuple(
        StageBar(
            one,
            20 + FUNNEL_ROW * place,
            round(unit * one.share.count, 1) if one.is_shown else 0,
            round(unit * one.unknown, 1) if place and not one.withheld else 0,
        )
        for place, one in enumerate(funnel.stages)
    )


def _most(periods: tuple[Period, ...]) -> int:
    return max((one.attendance.registered for one in periods if one.attendance.is_shown), default=0)


def _periods(periods: tuple[Period, ...]) -> tuple[PeriodBar, ...]:
    unit = (PERIOD_HEIGHT - PERIOD_BOTTOM - 20) / max(1, _most(periods))
    room = PERIOD_WIDTH / max(1, len(periods))
    every = -(-len(periods) // NAMED_EVERY)
    return tuple(
        PeriodBar(
            period=one,
            x=round(room * place + room * 0.15, 1),
            width=round(min(70, room * 0.7), 1),
            registered=round(unit * one.attendance.registered, 1) if one.attendance.is_shown else 0,
            came=round(unit * one.attendance.came, 1) if one.attendance.is_shown else 0,
            named=place % every == 0,
        )
        for place, one in enumerate(periods)
    )


def _ranges(results: Results) -> tuple[Range, ...]:
    """Two lines for each stage but the first, of which everything is a part."""
    found = []
    for place, stage in enumerate(list(Stage)[1:]):
        top = 30 + place * LINE * 3
        for row, funnel in enumerate((results.unorthodox, results.usual)):
            found.append(_range(funnel.at(stage), row == 0, top + LINE * (row + 1)))
    return tuple(found)


def _range(counted: Counted, unorthodox: bool, y: int) -> Range:
    between, value = counted.share.interval, counted.share.value
    if between is None or value is None or not counted.is_shown:
        return Range(counted, unorthodox, y, LEFT, None, LEFT)
    low, point, high = (round(LEFT + AXIS * each, 1) for each in (between[0], value, between[1]))
    return Range(counted, unorthodox, y, low, point, high)
