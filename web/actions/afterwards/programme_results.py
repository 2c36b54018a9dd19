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
from web.actions.afterwards.attendance_counts import Attendance, attendance_of
from web.actions.afterwards.fates import Fate, Funnel, fates_of, funnel_of
from web.actions.afterwards.initiatives import count_for_programme
from web.actions.afterwards.withholding import withhold, withhold_attendance
from web.clock import HERE

# So many pairs of sectors have a line of their own; the rest is counted together.
MOST_PAIRS = 12


class Span(StrEnum):
    """How long the periods are in which a programme is shown."""

    MONTH = "month"
    QUARTER = "quarter"


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
    unorthodox, usual = withhold(
        [funnel_of([one for one in fates if one.is_unorthodox is kind]) for kind in (True, False)]
    )
    return Results(
        programme=programme,
        at=at,
        span=span,
        attendance=attendance_of(held, guests),
        to_come=len(meetings) - len(held),
        funnel=funnel_of(fates),
        periods=_periods(held, guests, fates, span),
        unorthodox=unorthodox,
        usual=usual,
        pairs=_pairs(fates, session.scalars(select(Sector)).all()),
        initiatives=count_for_programme(session, programme.id),
    )


def _periods(
    held: Sequence[MeetingRow], guests: Sequence[GuestRow], fates: Sequence[Fate], span: Span
) -> tuple[Period, ...]:
    """One after the other from the first to the last meeting, also those without any."""
    by_first: dict[date, list[MeetingRow]] = {}
    for one in held:
        by_first.setdefault(_first(one.starts_at, span), []).append(one)
    firsts, first = [], min(by_first, default=None)
    while first is not None and first <= max(by_first):
        firsts.append(first)
        first = _next(first, span)
    held_in = [by_first.get(one, []) for one in firsts]
    came = withhold_attendance([attendance_of(meetings, guests) for meetings in held_in])
    funnels = withhold([_funnel_at(meetings, fates) for meetings in held_in])
    return tuple(Period(*one) for one in zip(firsts, came, funnels, strict=True))


def _funnel_at(meetings: Iterable[MeetingRow], fates: Iterable[Fate]) -> Funnel:
    ids = {one.id for one in meetings}
    return funnel_of([one for one in fates if one.meeting_id in ids])


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
