"""What did the partners of an initiative agree, and which numbers show a result?"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.initiative import Initiative, InitiativeAgreement, InitiativeResult
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.clock import HERE

MOST_LINES = 50
FURTHEST = timedelta(days=1_500)


class TooManyLines(ActionError):
    """The initiative has so many agreements or results that nobody could oversee more."""

    code = "too_many_lines"


class DayRefused(ActionError):
    """An agreement lies in the past or far away, or a result was measured in the future."""

    code = "day_refused"


def add_agreement(
    session: Session, initiative: Initiative, text: str, due_on: date, *, actor: Actor, at: datetime
) -> InitiativeAgreement:
    """Write down what was agreed; the same words for the same day are one agreement.

    Raises DayRefused and TooManyLines.
    """
    today = at.astimezone(HERE).date()
    if not today <= due_on <= today + FURTHEST:
        raise DayRefused(f"{due_on} is not a day from {today} up to {today + FURTHEST}")
    for one in initiative.agreements:
        if (one.text, one.due_on) == (text.strip(), due_on):
            return one
    if len(initiative.agreements) >= MOST_LINES:
        raise TooManyLines(f"initiative {initiative.id} has {MOST_LINES} agreements already")
    agreement = InitiativeAgreement(text=text.strip(), due_on=due_on)
    initiative.agreements.append(agreement)
    session.flush()
    record(session, actor, "add_agreement", "initiative", initiative.id, at=at)
    return agreement


def tick_agreement(
    session: Session, agreement: InitiativeAgreement, *, done: bool, actor: Actor, at: datetime
) -> None:
    """Say that it is done, or take that back."""
    agreement.done_at = (agreement.done_at or at) if done else None
    session.flush()
    record(session, actor, "tick_agreement", "initiative", agreement.initiative_id, at=at)


def add_result(
    session: Session, initiative: Initiative, result: InitiativeResult, *, actor: Actor, at: datetime
) -> None:
    """Keep a number that shows a result; told twice, it counts once. Raises DayRefused and TooManyLines."""
    if result.measured_on > at.astimezone(HERE).date():
        raise DayRefused(f"{result.measured_on} has not come yet; choose the day of the measurement")
    told = (result.number, result.what, result.measured_on)
    if told in [(one.number, one.what, one.measured_on) for one in initiative.results]:
        return
    if len(initiative.results) >= MOST_LINES:
        raise TooManyLines(f"initiative {initiative.id} has {MOST_LINES} results already")
    initiative.results.append(result)
    session.flush()
    record(session, actor, "add_result", "initiative", initiative.id, at=at)


def remove_line(
    session: Session, line: InitiativeAgreement | InitiativeResult, *, actor: Actor, at: datetime
) -> None:
    """Take off an agreement or a result that was written down by mistake."""
    record(session, actor, "remove_line", "initiative", line.initiative_id, at=at)
    session.delete(line)
    session.flush()
