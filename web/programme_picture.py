"""What does a programme look like in time? A line for each region, a mark for each meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from models.meeting import Meeting
from models.programme import Programme
from web.clock import HERE

# Lengths in the picture's own units.
LEFT, WIDTH, ROW, TOP = 190, 760, 30, 46
MOST_MONTHS_NAMED = 10


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting at its place; `number` tells its kind, from 0 in the order of the programme; -1 = another."""

    x: float
    y: float
    number: int
    held: bool
    meeting: Meeting


@dataclass(frozen=True, slots=True)
class Month:
    """Where a month begins, and whether its name fits."""

    x: float
    first: date
    named: bool


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a region; national meetings have a line without a name."""

    y: float
    name: str


@dataclass(frozen=True, slots=True)
class Calendar:
    """The whole picture; `today`: where this day lies, None when outside the programme."""

    width: int
    height: int
    months: tuple[Month, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    today: float | None


def picture_of_programme(programme: Programme, at: datetime) -> Calendar:
    """The calendar of the programme, from its first to its last day."""
    lines = tuple(
        Line(TOP + ROW * (number + 0.5), region.name) for number, region in enumerate(programme.regions)
    )
    heights = {region.code: line.y for region, line in zip(programme.regions, lines, strict=True)}
    kinds = {kind.slug: number for number, kind in enumerate(programme.kinds)}
    marks = tuple(
        Mark(
            x=_place(programme, meeting.starts_at.astimezone(HERE).date()),
            y=heights[meeting.region_code],
            number=kinds.get(meeting.kind_slug, -1),
            held=meeting.ends_at <= at,
            meeting=meeting,
        )
        for meeting in programme.meetings
        if meeting.region_code in heights
    )
    today = at.astimezone(HERE).date()
    inside = programme.starts_on <= today <= programme.ends_on
    return Calendar(
        width=LEFT + WIDTH + 20,
        height=TOP + ROW * len(lines) + 10,
        months=_months(programme),
        lines=lines,
        marks=marks,
        today=_place(programme, today) if inside else None,
    )


def _months(programme: Programme) -> tuple[Month, ...]:
    firsts = []
    year, month = programme.starts_on.year, programme.starts_on.month
    while (first := date(year, month, 1)) <= programme.ends_on:
        firsts.append(max(first, programme.starts_on))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    step = 1 + len(firsts) // MOST_MONTHS_NAMED
    return tuple(
        Month(_place(programme, first), first, number % step == 0) for number, first in enumerate(firsts)
    )


def _place(programme: Programme, day: date) -> float:
    length = max(1, (programme.ends_on - programme.starts_on).days)
    share = (day - programme.starts_on).days / length
    return round(LEFT + WIDTH * min(1.0, max(0.0, share)), 1)
