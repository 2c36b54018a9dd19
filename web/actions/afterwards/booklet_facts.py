"""What do the records tell for the Spierbundel of a region? Counts, and initiatives with their results."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.initiative import Initiative
from models.kind import Sector
from models.queries.meetings import meetings_in, organisations_with_kind
from models.queries.steps import steps_of_region, who_came
from models.step import StepState
from web.actions.afterwards.booklet_contents import (
    Facts,
    InitiativeFact,
    MeetingFact,
    ResultFact,
    SectorCount,
    StepCount,
)
from web.clock import HERE

_STATES: tuple[StepState | None, ...] = (*StepState, None)


def facts_of(session: Session, region_code: str, initiatives: Sequence[Initiative], *, at: datetime) -> Facts:
    """The facts of the region at this moment. `initiatives`: all of the region."""
    held = [
        one for one in meetings_in(session, region_code) if one.ends_at <= at and one.cancelled_at is None
    ]
    came = who_came(session, [one.id for one in held])
    guests = {one for organisations in came.values() for one in organisations}
    sectors = _sectors(session, guests)
    known = session.scalars(select(Sector.slug).order_by(Sector.slug)).all()
    states = Counter(step.state for step in steps_of_region(session, region_code))
    shown = [one for one in initiatives if one.taking_part]
    return Facts(
        meetings=tuple(
            MeetingFact(one.title, one.starts_at.astimezone(HERE).date(), len(came[one.id])) for one in held
        ),
        organisations=len(guests),
        sectors=tuple(SectorCount(slug, count) for slug, count in sectors),
        absent=tuple(slug for slug in known if slug not in dict(sectors)) if guests else (),
        initiatives=tuple(_fact(one) for one in shown),
        waiting=len(initiatives) - len(shown),
        steps=tuple(StepCount(state, states[state]) for state in _STATES if states[state]),
    )


def _sectors(session: Session, organisations: set[int]) -> list[tuple[str, int]]:
    """How many of these organisations there are in each sector, the most first, then by code."""
    rows = organisations_with_kind(session, organisations)
    counts = Counter(one.kind.sector_slug for one in rows if one.kind is not None)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _fact(one: Initiative) -> InitiativeFact:
    return InitiativeFact(
        initiative_id=one.id,
        name=one.name,
        goal=one.goal,
        chances=one.chances,
        pitfalls=one.pitfalls,
        first_actions=one.first_actions,
        phase=one.phase,
        started_on=one.started_on,
        ended_why=one.ended_why,
        results=tuple(
            ResultFact(result.number, result.what, result.measured_on, result.evidence)
            for result in one.results
        ),
    )
