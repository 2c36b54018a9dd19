"""Whom could a question go to? Advisers who know the subject and have time; who has the fewest goes first."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from models.kind import Theme
from models.queries.sounding import all_advisers, gave_back, loads
from models.sounding import Adviser, SoundingQuestion
from web.clock import HERE

MONTH = timedelta(days=30)


class Availability(StrEnum):
    """Whether an adviser can take a question now, or why not."""

    FREE = "free"
    AWAY = "away"
    FULL = "full"
    NO_MAIL = "no_mail"  # they objected to mail, so we cannot ask them
    GAVE_BACK = "gave_back"  # this very question


@dataclass(frozen=True, slots=True)
class AdviserLine:
    """An adviser beside a question. `shared`: the subjects of both; `load`: questions in thirty days."""

    adviser: Adviser
    shared: tuple[Theme, ...]
    load: int
    availability: Availability


@dataclass(frozen=True, slots=True)
class Choice:
    """Who fits and has time, who has time but names none of the subjects, and who cannot now."""

    fitting: tuple[AdviserLine, ...]
    others: tuple[AdviserLine, ...]
    unavailable: tuple[AdviserLine, ...]


def board(session: Session, *, at: datetime) -> tuple[AdviserLine, ...]:
    """All advisers, by name, beside no question in particular."""
    line = _liner(session, None, at)
    return tuple(line(one) for one in all_advisers(session))


def choose(session: Session, question: SoundingQuestion, *, at: datetime) -> Choice:
    """Who could take the question: the fewest questions first, then the most subjects shared, then by name.

    A question without subjects fits everyone.
    """
    line = _liner(session, question, at)
    lines = sorted((line(one) for one in all_advisers(session)), key=lambda one: (one.load, -len(one.shared)))
    free = [one for one in lines if one.availability is Availability.FREE]
    return Choice(
        fitting=tuple(one for one in free if one.shared or not question.themes),
        others=tuple(one for one in free if question.themes and not one.shared),
        unavailable=tuple(one for one in lines if one.availability is not Availability.FREE),
    )


def is_free(session: Session, question: SoundingQuestion, adviser: Adviser, *, at: datetime) -> bool:
    """Whether this adviser can be asked this question now."""
    return _liner(session, question, at)(adviser).availability is Availability.FREE


def _liner(
    session: Session, question: SoundingQuestion | None, at: datetime
) -> Callable[[Adviser], AdviserLine]:
    """What makes the line of an adviser, from a few looks into the tables."""
    load = loads(session, at - MONTH)
    back = gave_back(session, question.id) if question else set()
    wanted = {theme.slug for theme in question.themes} if question else set()

    def line(adviser: Adviser) -> AdviserLine:
        count = load.get(adviser.id, 0)
        shared = tuple(theme for theme in adviser.themes if theme.slug in wanted)
        return AdviserLine(adviser, shared, count, _availability(adviser, count, back=back, at=at))

    return line


def _availability(adviser: Adviser, load: int, *, back: set[int], at: datetime) -> Availability:
    if adviser.id in back:
        return Availability.GAVE_BACK
    if adviser.person.stops_mail:
        return Availability.NO_MAIL
    if adviser.away_until is not None and adviser.away_until >= at.astimezone(HERE).date():
        return Availability.AWAY
    return Availability.FULL if load >= adviser.monthly else Availability.FREE
