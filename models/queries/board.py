"""What stands on the notice board: offers and needs per area, by words, kind and theme, a page at a time?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload

from matcher.profiles import StatementRole
from models.board import AnswerState, BoardAnswer
from models.kind import Kind
from models.organisation import (
    STANDING,
    Organisation,
    OrganisationArea,
    OrganisationMember,
    OrganisationTheme,
    Statement,
)


@dataclass(frozen=True, slots=True)
class BoardSearch:
    """What someone looks for; empty = does not matter. `places`: codes of municipalities, None = anywhere."""

    words: tuple[str, ...] = ()
    role: StatementRole | None = None
    kind_slug: str = ""
    theme_slug: str = ""
    places: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """One offer or need on the board; `reachable`: somebody of its organisation can be written to."""

    statement: Statement
    reachable: bool


def count_notices(session: Session, search: BoardSearch) -> int:
    """How many offers and needs are found."""
    return session.scalar(_found(search).with_only_columns(func.count())) or 0


def notices(session: Session, search: BoardSearch, *, start: int, limit: int) -> list[Notice]:
    """So many of those that are found, from `start`, the last confirmed first, with all that is shown."""
    reachable = exists().where(OrganisationMember.organisation_id == Statement.organisation_id)
    told = contains_eager(Statement.organisation)
    rows = session.execute(
        _found(search)
        .add_columns(reachable)
        .order_by(Statement.confirmed_at.desc(), Statement.id.desc())
        .offset(start)
        .limit(limit)
        .options(
            told.joinedload(Organisation.kind).joinedload(Kind.sector),
            told.joinedload(Organisation.municipality),
        )
    )
    return [Notice(statement, bool(has_members)) for statement, has_members in rows]


def notice(session: Session, statement_id: int) -> Statement | None:
    """This offer or need, if the board shows it."""
    return session.scalars(_found(BoardSearch()).where(Statement.id == statement_id)).one_or_none()


def answers_received(session: Session, organisation_id: int) -> Sequence[BoardAnswer]:
    """The answers to what this organisation offers and needs, newest first."""
    return session.scalars(
        _answers().where(
            BoardAnswer.statement_id.in_(
                select(Statement.id).where(Statement.organisation_id == organisation_id)
            )
        )
    ).all()


def answers_sent(session: Session, organisation_id: int) -> Sequence[BoardAnswer]:
    """The answers that this organisation gave to others, newest first."""
    return session.scalars(_answers().where(BoardAnswer.sender_id == organisation_id)).all()


def count_waiting(session: Session, organisation_id: int) -> int:
    """How many answers to this organisation wait for a decision."""
    waiting = (
        select(func.count())
        .select_from(BoardAnswer)
        .join(BoardAnswer.statement)
        .where(Statement.organisation_id == organisation_id, BoardAnswer.state == AnswerState.WAITING)
    )
    return session.scalar(waiting) or 0


def count_sent_since(session: Session, sender_id: int, since: datetime) -> int:
    """How many answers this organisation gave after this moment."""
    sent = select(func.count()).where(BoardAnswer.sender_id == sender_id, BoardAnswer.created_at > since)
    return session.scalar(sent) or 0


def _found(search: BoardSearch) -> Select[Statement]:
    found = (
        select(Statement)
        .join(Statement.organisation)
        .where(
            Statement.on_board.is_(True),
            Statement.state.in_(STANDING),
            Statement.set_aside_at.is_(None),
            Statement.assumed.is_(False),
            # Someone who speaks from experience answers to those at the table, not to a notice.
            ~Organisation.experience.has(),
            *(_holds(word) for word in search.words),
        )
    )
    if search.role is not None:
        found = found.where(Statement.role == search.role)
    if search.kind_slug:
        found = found.where(Organisation.kind_slug == search.kind_slug)
    if search.theme_slug:
        themed = select(OrganisationTheme.organisation_id).where(
            OrganisationTheme.theme_slug == search.theme_slug
        )
        found = found.where(Organisation.id.in_(themed))
    if search.places is not None:
        works_there = select(OrganisationArea.organisation_id).where(
            OrganisationArea.municipality_code.in_(search.places)
        )
        seated = Organisation.municipality_code.in_(search.places)
        found = found.where(or_(seated, Organisation.id.in_(works_there)))
    return found


def _holds(word: str) -> ColumnElement[bool]:
    """Whether the words of the statement, or the name of its organisation, hold this word.

    SQLite knows small letters of plain ones only, so the word also counts as it was typed.
    """
    columns = (Statement.text, Organisation.name)
    return or_(
        *(func.lower(column).contains(word.lower(), autoescape=True) for column in columns),
        *(column.contains(word, autoescape=True) for column in columns),
    )


def _answers() -> Select[BoardAnswer]:
    return (
        select(BoardAnswer)
        .order_by(BoardAnswer.id.desc())
        .options(
            selectinload(BoardAnswer.statement).joinedload(Statement.organisation),
            joinedload(BoardAnswer.sender),
        )
    )
