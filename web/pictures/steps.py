"""What do the steps of a region look like? A bar for each meeting, a piece for each state."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.step import StepState
from web.actions.afterwards.step_overview import MeetingSteps, RegionSteps

# Lengths in the picture's own units.
WIDTH, HEIGHT = 640, 24
ORDER: tuple[StepState | None, ...] = (
    StepState.DONE,
    StepState.BUSY,
    StepState.STUCK,
    StepState.DROPPED,
    None,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """The steps of one meeting that are in one state."""

    state: StepState | None
    x: float
    width: float
    count: int


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of one meeting."""

    of: MeetingSteps
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class StepPicture:
    """All bars; `width`, `height`: of the room for each."""

    width: int
    height: int
    bars: tuple[Bar, ...]


def picture_of_steps(region: RegionSteps) -> StepPicture:
    """A bar for each meeting with steps; the longest fills the picture, so that lengths can be compared."""
    told = [one for one in region.meetings if one.total]
    longest = max((one.total for one in told), default=1)
    return StepPicture(WIDTH, HEIGHT, tuple(Bar(one, pieces_of(one.counts, WIDTH / longest)) for one in told))


def pieces_of(counts: Mapping[StepState | None, int], unit: float) -> tuple[Piece, ...]:
    """The pieces of one bar, after each other; each step is `unit` long."""
    pieces, x = [], 0.0
    for state in ORDER:
        count = counts.get(state, 0)
        if count:
            pieces.append(Piece(state, round(x, 1), round(count * unit, 1), count))
            x += count * unit
    return tuple(pieces)
