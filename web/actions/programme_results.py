"""What did a programme bring so far: over time, by pair of sectors, unorthodox beside usual?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kind import Sector
from models.programme import Programme
from models.queries.initiatives import Counted as InitiativeCount
from models.queries.results import (
    GuestRow,
    MeetingRow,
    guests_of_programme,
    meetings_of_programme,
)
from web.actions.fates import FEWEST_ORGANISATIONS, Fate, Funnel, fates_of, funnel_of
from web.actions.initiatives import count_for_programme
from web.clock import HERE

# So many pairs of sectors have a line of their own; the rest is counted together.
MOST_PAIRS = 12


class Span(StrEnum):
    """How long the periods are in which a programme is shown."""

    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who was registered and came: persons, and `organisations`.

    `counted`: at so many of the meetings it was noted at the door who came; `came` is of those alone, and so
    is `expected`: how many were registered there.
    """

    meetings: int
    organisations: int
    registered: int
    counted: int
    expected: int
    came: int

    @property
    def is_shown(self) -> bool:
        """Whether these are too many organisations to point at one."""
        return self.organisations >= FEWEST_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Period:
    """The meetings that were held in a month or a quarter, who came, and what became of their proposals."""

    first: date
    attendance: Attendance
    funnel: Funnel


@dataclass(frozen=True, slots=True)
class SectorPair:
    """The proposals in which these two sectors stand; None = all pairs without a line of their own."""

    sectors: tuple[Sector, Sector] | None
    funnel: Funnel


@dataclass(frozen=True, slots=True)
class Results:
    """All figures of a programme at one moment; each is counted from what was written down.

    `to_come`: meetings still to be held. `initiatives`: of the programme, whatever they grew out of.
    """

    programme: Programme
    at: datetime
    span: Span
    attendance: Attendance
    to_come: int
    funnel: Funnel
    periods: tuple[Period, ...]
    unorthodox: Funnel
    usual: Funnel
    pairs: tuple[SectorPair, ...]
    initiatives: InitiativeCount


def results_of(session: Session, programme: Programme, span: Span, *, at: datetime) -> Results:
    """The figures of the programme as they are now."""
    meetings = meetings_of_programme(session, programme.id)
    held = [one for one in meetings if one.ends_at <= at]
    guests, fates = guests_of_programme(session, programme.id), fates_of(session, programme.id, at=at)
    return Results(
        programme=programme,
        at=at,
        span=span,
        attendance=_attendance(held, guests),
        to_come=len(meetings) - len(held),
        funnel=funnel_of(fates),
        periods=_periods(held, guests, fates, span),
        unorthodox=funnel_of([one for one in fates if one.is_unorthodox]),
        usual=funnel_of([one for one in fates if not one.is_unorthodox]),
        pairs=_pairs(fates, session.scalars(select(Sector)).all()),
        initiatives=count_for_programme(session, programme.id),
    )


def _attendance(meetings: Iterable[MeetingRow], guests: Iterable[GuestRow]) -> Attendance:
    ids = {one.id for one in meetings}
    here = [one for one in guests if one.meeting_id in ids]
    noted = {one.meeting_id for one in here if one.came}
    return Attendance(
        meetings=len(ids),
        organisations=len({one.organisation_id for one in here}),
        registered=sum(one.registered for one in here),
        counted=len(noted),
        expected=sum(one.registered for one in here if one.meeting_id in noted),
        came=sum(one.came for one in here),
    )


def _periods(
    held: Sequence[MeetingRow], guests: Sequence[GuestRow], fates: Sequence[Fate], span: Span
) -> tuple[Period, ...]:
    """One after the other from the first to the last meeting, also those without any."""
    by_first: dict[date, list[MeetingRow]] = {}
    for one in held:
        by_first.setdefault(_first(one.starts_at, span), []).append(one)
    periods, first = [], min(by_first, default=None)
    while first is not None and first <= max(by_first):
        meetings = by_first.get(first, [])
        ids = {one.id for one in meetings}
        funnel = funnel_of([one for one in fates if one.meeting_id in ids])
        periods.append(Period(first, _attendance(meetings, guests), funnel))
        first = _next(first, span)
    return tuple(periods)


def _first(moment: datetime, span: Span) -> date:
    day = moment.astimezone(HERE).date()
    month = day.month if span is Span.MONTH else (day.month - 1) // 3 * 3 + 1
    return date(day.year, month, 1)


def _next(first: date, span: Span) -> date:
    months = first.year * 12 + first.month - 1 + (1 if span is Span.MONTH else 3)
    return date(months // 12, months % 12 + 1, 1)


def _pairs(fates: Collection[Fate], sectors: Iterable[Sector]) -> tuple[SectorPair, ...]:
    """The pairs with the most proposals, then all others together; a coalition counts for each pair in it."""
    known = {one.slug: one for one in sectors}
    found: dict[tuple[str, str], list[Fate]] = {}
    for fate in fates:
        for one, other in combinations(sorted(fate.sectors), 2):
            found.setdefault((one, other), []).append(fate)
    told = [
        SectorPair((known[one], known[other]), funnel_of(those))
        for (one, other), those in sorted(found.items())
    ]
    ordered = sorted(told, key=lambda pair: -pair.funnel.proposed)
    shown = [pair for pair in ordered if pair.funnel.is_shown][:MOST_PAIRS]
    alone = {(pair.sectors[0].slug, pair.sectors[1].slug) for pair in shown if pair.sectors}
    rest = [fate for key, those in found.items() if key not in alone for fate in those]
    return (*shown, SectorPair(None, funnel_of(_once(rest)))) if rest else tuple(shown)


def _once(fates: Iterable[Fate]) -> list[Fate]:
    """Each proposal once, also where it holds several pairs."""
    return list({id(fate): fate for fate in fates}.values())
