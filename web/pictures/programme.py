"""What does a programme look like in time? A line for each region, a mark for each meeting."""

from dataclasses import dataclass
from datetime import date, datetime

from models.meeting import Meeting
from models.programme import Programme
from web.actions.organising.programme_plan import Plan
from web.clock import HERE

# Lengths in the picture's own units.
LEFT, WIDTH, ROW, TOP = 190, 760, 30, 46
NAME = 64  # what the name of a month takes


@dataclass(frozen=True, slots=True)
class Mark:
    """A meeting at its place; `number`: its part, from 1 in the order of the programme; None = no part."""

    x: float
    y: float
    number: int | None
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


def picture_of_programme(programme: Programme, plan: Plan, at: datetime) -> Calendar:
    """The calendar of the programme, from its first to its last day; `lines`: national meetings first."""
    names = ["" for _cell in plan.national[:1]] + [row.region.name for row in plan.rows]
    lines = tuple(Line(TOP + ROW * (number + 0.5), name) for number, name in enumerate(names))
    heights = dict(zip([row.region.code for row in plan.rows], lines[-len(plan.rows) :], strict=True))
    national = {meeting.id for cell in plan.national for meeting in cell.meetings}
    marks = tuple(
        Mark(
            x=_place(programme, meeting.starts_at.astimezone(HERE).date()),
            y=lines[0].y if meeting.id in national else heights[meeting.region_code].y,
            number=plan.part_of[meeting.id] + 1 if meeting.id in plan.part_of else None,
            held=meeting.ends_at <= at,
            meeting=meeting,
        )
        for meeting in programme.meetings
        if meeting.region_code in heights and meeting.cancelled_at is None
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
    """Where each month begins; named are those whose name does not touch that of another."""
    firsts = []
    year, month = programme.starts_on.year, programme.starts_on.month
    while (first := date(year, month, 1)) <= programme.ends_on:
        firsts.append(max(first, programme.starts_on))
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    months, free_from = [], 0.0
    for first in firsts:
        x = _place(programme, first)
        fits = free_from <= x <= LEFT + WIDTH - NAME
        months.append(Month(x, first, fits))
        free_from = x + NAME if fits else free_from
    return tuple(months)


def _place(programme: Programme, day: date) -> float:
    length = max(1, (programme.ends_on - programme.starts_on).days)
    share = (day - programme.starts_on).days / length
    return round(LEFT + WIDTH * min(1.0, max(0.0, share)), 1)
