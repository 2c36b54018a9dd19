"""How does a meeting look at a glance? From invited to present in bars, and on a map who comes from where."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.area_map import AreaMap, area_map, beside
from models.meeting import Meeting
from models.queries.attendance import (
    FromPlace,
    Headcount,
    coming_from,
    ever_registered,
    invited_and_answered,
    present,
    still_coming,
)
from models.region import Municipality

# The picture of the steps is this wide; each bar takes so much height, and the slope to the next so much.
WIDTH, BAR, SLOPE, LABEL = 340, 30, 26, 24
# The dot of one organisation, as a share of the width of the map; area grows with the number.
DOT = 0.018


class StepCode(StrEnum):
    """How far organisations got."""

    INVITED = "invited"
    ANSWERED = "answered"  # of those invited: said yes or no
    REGISTERED = "registered"  # at some time, also who cancelled since
    COMING = "coming"
    PRESENT = "present"  # seen at the door


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: `top` and `width` in the picture; `slope`: the shape that leads on to the next, as SVG points.

    `lost`: so many organisations fewer than in the step before; `persons` None = not counted.
    """

    code: StepCode
    organisations: int
    persons: int | None
    lost: int
    top: int
    width: float
    slope: str


@dataclass(frozen=True, slots=True)
class Flow:
    """All steps, in order, and how high their picture is."""

    steps: tuple[Step, ...]
    height: int


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality on the map: where its name stands, and the dot for those who come from there, if any."""

    code: str
    name: str
    path: str
    x: int
    y: int
    inside: bool
    radius: float
    organisations: int
    persons: int


@dataclass(frozen=True, slots=True)
class Origins:
    """Who comes from where. `drawn`: municipalities on the map; `places`: all with someone, most first.

    `elsewhere`: how many organisations come from outside the map; `unknown`: how many told no place.
    """

    map: AreaMap | None
    drawn: tuple[Place, ...]
    places: tuple[tuple[str, FromPlace], ...]
    elsewhere: int
    unknown: int


def flow_of(session: Session, meeting: Meeting) -> Flow:
    """From invited to present, as far as it has come; without invitations from who registered."""
    counted: list[tuple[StepCode, int, int | None]] = []
    invited, answered = invited_and_answered(session, meeting.id)
    if invited:
        counted += [(StepCode.INVITED, invited, None), (StepCode.ANSWERED, answered, None)]
    counted += [
        _counted(StepCode.REGISTERED, ever_registered(session, meeting.id)),
        _counted(StepCode.COMING, still_coming(session, meeting.id)),
    ]
    inside = present(session, meeting.id)
    if inside.persons:
        counted.append(_counted(StepCode.PRESENT, inside))
    return _drawn(counted)


def origins_of(session: Session, meeting: Meeting) -> Origins:
    """The map of the meeting's area (or its region) and what borders on it, with a dot per municipality.

    It is as large as it takes to show the neighbours from which someone comes.
    """
    found = coming_from(session, meeting.id)
    own = {one.code for one in (meeting.area or meeting.region.municipalities)}
    around = beside(own)
    by_code = {one.code: one for one in found if one.code is not None}
    drawing = area_map(own | (around & by_code.keys()), around)
    shown = drawing.shapes.keys() if drawing else set()
    names = _names(session, [*shown, *by_code])
    return Origins(
        map=drawing,
        drawn=_places(drawing, names, by_code, own) if drawing else (),
        places=tuple((names[code], one) for code, one in by_code.items()),
        elsewhere=sum(one.organisations for code, one in by_code.items() if code not in shown),
        unknown=sum(one.organisations for one in found if one.code is None),
    )


def _counted(code: StepCode, count: Headcount) -> tuple[StepCode, int, int | None]:
    return code, count.organisations, count.persons


def _drawn(counted: Sequence[tuple[StepCode, int, int | None]]) -> Flow:
    most = max((organisations for _code, organisations, _persons in counted), default=0) or 1
    widths = [round(WIDTH * organisations / most, 1) for _code, organisations, _persons in counted]
    steps = []
    for place, (code, organisations, persons) in enumerate(counted):
        top = LABEL + place * (BAR + SLOPE + LABEL)
        before = counted[place - 1][1] if place else organisations
        end = top + BAR + SLOPE + LABEL
        following = widths[place + 1] if place + 1 < len(widths) else None
        corners = f"0,{top + BAR} {widths[place]},{top + BAR} {following},{end} 0,{end}"
        slope = corners if following is not None else ""
        steps.append(
            Step(code, organisations, persons, max(0, before - organisations), top, widths[place], slope)
        )
    return Flow(tuple(steps), LABEL + len(counted) * (BAR + SLOPE + LABEL) - SLOPE - LABEL)


def _places(
    drawing: AreaMap, names: dict[str, str], found: dict[str, FromPlace], own: set[str]
) -> tuple[Place, ...]:
    """Every municipality of the map; the largest dots first, so that small ones lie on top."""
    width = int(drawing.box.split()[2])
    places = []
    for code in sorted(drawing.shapes.keys() & names.keys()):
        shape = drawing.shapes[code]
        here = found.get(code)
        count = here.organisations if here else 0
        places.append(
            Place(
                code=code,
                name=names[code],
                path=shape.path,
                x=shape.name_at[0],
                y=shape.name_at[1],
                inside=code in own,
                radius=round(width * DOT * math.sqrt(count), 1),
                organisations=count,
                persons=here.persons if here else 0,
            )
        )
    return tuple(sorted(places, key=lambda one: (-one.radius, one.code)))


def _names(session: Session, codes: Sequence[str]) -> dict[str, str]:
    rows = session.execute(select(Municipality.code, Municipality.name).where(Municipality.code.in_(codes)))
    return {row[0]: row[1] for row in rows}
