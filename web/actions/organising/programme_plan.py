"""How far is a programme? What every region, and all regions together, have had, plan and still lack."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.programme import Programme, ProgrammePart
from models.queries.programmes import parts_of_meetings
from models.region import Region


class Progress(StrEnum):
    """How far the meetings of one part are."""

    HELD = "held"
    PLANNED = "planned"
    TOO_EARLY = "too_early"  # planned before something that it should come after
    MISSING = "missing"
    WAITING = "waiting"  # missing, and something that it comes after is missing too


@dataclass(frozen=True, slots=True)
class Cell:
    """One part of the programme, in one region or for all of them; `meetings`: the earliest first."""

    part: ProgrammePart
    progress: Progress
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class RegionRow:
    """All that is done in one region: a cell for each regional part, and meetings that are no part."""

    region: Region
    cells: tuple[Cell, ...]
    others: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole programme: a row for each region by name, and a cell for each national part."""

    rows: tuple[RegionRow, ...]
    national: tuple[Cell, ...]
    part_of: dict[int, int]  # the position of the part that a meeting is

    @property
    def regional_parts(self) -> tuple[ProgrammePart, ...]:
        """The parts that every region gets, in order."""
        return tuple(cell.part for cell in self.rows[0].cells) if self.rows else ()

    def counts(self) -> tuple[int, int, int]:
        """How many meetings of the plan were held, are planned, and are missing."""
        cells = [*self.national, *(cell for row in self.rows for cell in row.cells)]
        found = Counter(cell.progress for cell in cells)
        planned = found[Progress.PLANNED] + found[Progress.TOO_EARLY]
        return found[Progress.HELD], planned, found[Progress.MISSING] + found[Progress.WAITING]


def plan_of(session: Session, programme: Programme, at: datetime) -> Plan:
    """How far the programme is at this moment; a meeting that was cancelled does not count."""
    parts = parts_of_meetings(session, programme.id)
    places = {part.id: part.position for part in programme.parts}
    by_part: dict[int | None, list[Meeting]] = {}
    for meeting in programme.meetings:
        if meeting.cancelled_at is not None:
            continue
        by_part.setdefault(parts.get(meeting.id), []).append(meeting)
    regional = [part for part in programme.parts if not part.national]
    national = [part for part in programme.parts if part.national]
    rows = []
    for region in programme.regions:
        here = {
            key: [one for one in meetings if one.region_code == region.code]
            for key, meetings in by_part.items()
        }
        rows.append(RegionRow(region, _cells(regional, here, at), tuple(here.get(None, ()))))
    part_of = {meeting: places[part] for meeting, part in parts.items() if part is not None}
    return Plan(tuple(rows), _cells(national, by_part, at), part_of)


def _cells(
    parts: Sequence[ProgrammePart], meetings: dict[int | None, list[Meeting]], at: datetime
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for part in parts:
        found = tuple(meetings.get(part.id, ()))
        cells.append(Cell(part, _progress(part, found, cells, at), found))
    return tuple(cells)


def _progress(
    part: ProgrammePart, meetings: tuple[Meeting, ...], earlier: Sequence[Cell], at: datetime
) -> Progress:
    before = earlier if part.after_earlier else ()
    if not meetings:
        return Progress.MISSING if all(cell.meetings for cell in before) else Progress.WAITING
    if any(meeting.ends_at <= at for meeting in meetings):
        return Progress.HELD
    first = meetings[0].starts_at
    in_order = all(cell.meetings and cell.meetings[0].starts_at < first for cell in before)
    return Progress.PLANNED if in_order else Progress.TOO_EARLY
