"""How does an organisation find offers and needs of others, and answer one?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.board import AnswerState, BoardAnswer
from models.message import MessageKind
from models.organisation import Organisation, OrganisationMember, Statement
from models.person import Person
from models.queries import board
from models.queries.board import BoardSearch, Notice
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.outbox import send_now
from web.mail import render_mail

NOTICES_PER_PAGE = 20
COUNTED_PERIOD = timedelta(days=1)
# Enough for a busy morning at the board, too few to bother everyone.
MOST_ANSWERS = 10


class TooManyAnswersError(ActionError):
    """This organisation answered so often lately that it has to wait a while."""

    code = "too_many_answers"


class AnswerWaitsError(ActionError):
    """This organisation has answered this statement already, and nobody decided on it yet."""

    code = "answer_waits"


class NotToBeAnsweredError(ActionError):
    """The statement is one's own, or its organisation has nobody who could read it."""

    code = "not_to_be_answered"


@dataclass(frozen=True, slots=True)
class BoardPage:
    """What the board shows: `number` of `pages`, counted from 1; `total` is all that was found."""

    notices: tuple[Notice, ...]
    total: int
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What someone wants to say, and which of their own details may go along."""

    message: str
    shares_name: bool = False
    shares_email: bool = False
    shares_phone: bool = False


def open_board(session: Session, search: BoardSearch, number: int) -> BoardPage:
    """A page of what is found; a number beyond the last gives the last one. Always two queries."""
    total = board.count_notices(session, search)
    pages = max(1, -(-total // NOTICES_PER_PAGE))
    number = min(max(number, 1), pages)
    found = board.notices(session, search, start=(number - 1) * NOTICES_PER_PAGE, limit=NOTICES_PER_PAGE)
    return BoardPage(tuple(found), total, number, pages)


def senders_for(session: Session, statement: Statement, actor: Actor) -> list[Organisation]:
    """The organisations for which the actor can answer this statement, by name."""
    own = actor.edits - {statement.organisation_id}
    return list(
        session.scalars(
            select(Organisation).where(Organisation.id.in_(own)).order_by(Organisation.name, Organisation.id)
        )
    )


def answer(
    session: Session,
    statement: Statement,
    sender: Organisation,
    draft: AnswerDraft,
    *,
    actor: Actor,
    base_url: str,
    at: datetime,
) -> BoardAnswer:
    """The answer, now under way to the contact of the organisation; nobody learns that contact's address.

    Where everyone wants no mail, it waits on the site. Raises NotToBeAnsweredError, AnswerWaitsError,
    TooManyAnswersError.
    """
    if sender.id == statement.organisation_id or not statement.organisation.members:
        raise NotToBeAnsweredError(f"statement {statement.id} cannot be answered by {sender.id}")
    # Whoever answers for this organisation at the same moment waits here, so that the count holds.
    session.execute(select(Organisation.id).where(Organisation.id == sender.id).with_for_update())
    if board.count_sent_since(session, sender.id, at - COUNTED_PERIOD) >= MOST_ANSWERS:
        raise TooManyAnswersError(f"organisation {sender.id} gave {MOST_ANSWERS} answers in a day")
    given = _new_answer(session, statement, sender, draft, actor=actor, at=at)
    for reader in people_to_write(statement.organisation)[:1]:
        mail = render_mail(
            "board_answer",
            reader.language,
            reader=reader.name,
            sender=sender.name,
            statement=statement.text,
            role=statement.role.value,
            message=given.message,
            writer=given.sender_name,
            details=[each for each in (given.sender_email, given.sender_phone) if each],
            link=f"{base_url}/organisaties/{statement.organisation_id}/antwoorden",
        )
        send_now(session, MessageKind.BOARD_ANSWER, reader, mail=mail, at=at)
    record(session, actor, "answer", "statement", statement.id, at=at)
    return given


def answer_of(session: Session, organisation_id: int, answer_id: int) -> BoardAnswer | None:
    """The answer, if this organisation gave it or got it; locked until the end of the transaction."""
    found = session.get(BoardAnswer, answer_id, with_for_update=True)
    if found is None or organisation_id not in (found.sender_id, found.statement.organisation_id):
        return None
    return found


def decide_answer(
    session: Session,
    given: BoardAnswer,
    state: AnswerState,
    *,
    by: int,
    actor: Actor,
    base_url: str,
    at: datetime,
) -> None:
    """Say what came of an answer. `by`: the organisation that says so; the other one gets a mail.

    Only a decision can be told; a repeated one changes nothing.
    """
    if state is given.state or state is AnswerState.WAITING:
        return
    given.state, given.decided_at = state, at
    record(session, actor, state.value, "board_answer", given.id, at=at)
    receiver, sender = given.statement.organisation, given.sender
    told, teller = (sender, receiver) if by == receiver.id else (receiver, sender)
    reader = _who_hears(given, told)
    if reader is not None:
        mail = render_mail(
            "answer_decided",
            reader.language,
            reader=reader.name,
            teller=teller.name,
            statement=given.statement.text,
            taken_up=state is AnswerState.TAKEN_UP,
            link=f"{base_url}/organisaties/{told.id}/antwoorden",
        )
        send_now(session, MessageKind.BOARD_ANSWER, reader, mail=mail, at=at)


def _new_answer(
    session: Session,
    statement: Statement,
    sender: Organisation,
    draft: AnswerDraft,
    *,
    actor: Actor,
    at: datetime,
) -> BoardAnswer:
    person = session.get_one(Person, actor.person_id)
    member = session.get_one(OrganisationMember, (sender.id, person.id))
    given = BoardAnswer(
        statement_id=statement.id,
        sender_id=sender.id,
        person_id=person.id,
        message=draft.message.strip(),
        sender_name=(member.name or person.name) if draft.shares_name else "",
        sender_email=person.email if draft.shares_email else "",
        sender_phone=(member.phone or person.phone) if draft.shares_phone else "",
        created_at=at,
    )
    try:
        with session.begin_nested():
            session.add(given)
    except IntegrityError as refusal:  # the database allows one waiting answer
        raise AnswerWaitsError(f"an answer of {sender.id} to {statement.id} waits already") from refusal
    return given


def _who_hears(given: BoardAnswer, organisation: Organisation) -> Person | None:
    """Who of this organisation is told: the one who wrote the answer, or else the first contact."""
    people = people_to_write(organisation)
    writer = [person for person in people if person.id == given.person_id]
    return next(iter([*writer, *people]), None)
