"""What becomes of an offer or need? It is met, falls away or is confirmed; every change leaves a line."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from models.organisation import STANDING, Organisation, Statement, StatementState
from models.renewal import ChangeWay, StatementChange
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

MOST_STATEMENTS = 5
# So long after a question nobody has to have answered it.
PATIENCE = timedelta(days=30)


class TooManyStatementsError(ActionError):
    """More offers or needs than a profile holds; people read five and skim the sixth."""

    code = "too_many_statements"


class StandsAlreadyError(ActionError):
    """The same words stand in the profile once more; change that one."""

    code = "stands_already"


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a statement holds. `period`: how often we ask whether it still does."""

    period: timedelta

    def asked_before(self, at: datetime) -> datetime:
        """What was last confirmed before this moment is asked about."""
        return at - self.period

    def unconfirmed_before(self, at: datetime) -> datetime:
        """What was last confirmed before this moment is shown as not confirmed."""
        return at - self.period - PATIENCE

    def aside_before(self, at: datetime) -> datetime:
        """What was last confirmed before this moment is set aside, when nobody answered."""
        return at - 2 * self.period - PATIENCE


@dataclass(frozen=True, slots=True)
class Helper:
    """With whom something is met: an organisation here, or a name in free words; both empty = not told."""

    organisation_id: int | None = None
    name: str = ""


def statement_of(session: Session, organisation_id: int, statement_id: int) -> Statement | None:
    """The statement, if it is one of this organisation, locked until the end of the transaction."""
    return session.scalars(
        select(Statement)
        .where(Statement.id == statement_id, Statement.organisation_id == organisation_id)
        .with_for_update()
    ).one_or_none()


def history_of(session: Session, statement_id: int) -> Sequence[StatementChange]:
    """What became of the statement, newest first, with the organisations that it names."""
    return session.scalars(
        select(StatementChange)
        .where(StatementChange.statement_id == statement_id)
        .order_by(StatementChange.id.desc())
        .options(joinedload(StatementChange.met_by))
    ).all()


def change_state(
    session: Session,
    statement: Statement,
    state: StatementState,
    *,
    actor: Actor,
    at: datetime,
    way: ChangeWay = ChangeWay.PAGE,
) -> None:
    """Put the statement in another state; the one that it has already only confirms it.

    Raises TooManyStatementsError or StandsAlreadyError when it cannot stand again.
    """
    if state in STANDING and statement.state not in STANDING:
        _require_room(statement)
    before, statement.state = statement.state, state
    if before is state:
        confirm(session, [statement], actor=actor, at=at)
        return
    statement.set_aside_at, statement.confirmed_at = None, at
    if state in (StatementState.OPEN, StatementState.WITHDRAWN):
        statement.met_by_id, statement.met_by_name = None, ""
    _note(session, statement, before, actor=actor, way=way, at=at)
    record(session, actor, "change_statement", "statement", statement.id, at=at, detail=state.value)


def tell_helper(
    session: Session, statement: Statement, helper: Helper, *, actor: Actor, at: datetime
) -> None:
    """Remember with whom the statement is met, or was."""
    if helper.organisation_id is not None:
        session.get_one(Organisation, helper.organisation_id)
    statement.met_by_id = helper.organisation_id
    statement.met_by_name = "" if helper.organisation_id is not None else helper.name.strip()
    _note(session, statement, statement.state, actor=actor, way=ChangeWay.PAGE, at=at)
    record(session, actor, "tell_helper", "statement", statement.id, at=at)


def confirm(session: Session, statements: Iterable[Statement], *, actor: Actor, at: datetime) -> None:
    """Remember that these hold; what was set aside takes part again, and what was assumed is their word."""
    for statement in statements:
        statement.confirmed_at, statement.set_aside_at, statement.assumed = at, None, False
        record(session, actor, "confirm_statement", "statement", statement.id, at=at)
    session.flush()


def show_on_board(session: Session, statement: Statement, shown: bool, *, actor: Actor, at: datetime) -> None:
    """Let the notice board show this statement, or not."""
    statement.on_board = shown
    record(session, actor, "show_on_board" if shown else "keep_off_board", "statement", statement.id, at=at)


def withdraw(session: Session, statement: Statement, *, actor: Actor, at: datetime) -> None:
    """Take the statement out of the profile; it stays in the history."""
    change_state(session, statement, StatementState.WITHDRAWN, actor=actor, at=at)


def _require_room(statement: Statement) -> None:
    standing = statement.organisation.statements_in(statement.role)
    if len(standing) >= MOST_STATEMENTS:
        raise TooManyStatementsError(f"{len(standing)} stand already; a profile holds {MOST_STATEMENTS}")
    if statement.text in {other.text for other in standing}:
        raise StandsAlreadyError(f"another statement has the words of statement {statement.id}")


def _note(
    session: Session,
    statement: Statement,
    before: StatementState,
    *,
    actor: Actor,
    way: ChangeWay,
    at: datetime,
) -> None:
    session.add(
        StatementChange(
            statement_id=statement.id,
            before=before,
            after=statement.state,
            met_by_id=statement.met_by_id,
            met_by_name=statement.met_by_name,
            way=way,
            person_id=actor.person_id,
            changed_at=at,
        )
    )
    session.flush()
