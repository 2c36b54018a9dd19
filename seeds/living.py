"""What became of offers and needs in the example, and who works together? As organisations tell it."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from models.organisation import Organisation, Statement, StatementState
from seeds.reading import SeedError, read_rows
from web.actions.actor import SERVICE, Actor
from web.actions.organisations.board import AnswerDraft, answer
from web.actions.organisations.contacts import people_to_write
from web.actions.organisations.relations import work_with
from web.actions.organisations.statements import Helper, change_state, tell_helper


def add_states(session: Session, organisations: Mapping[str, Organisation], *, at: datetime) -> None:
    """Some offers and needs are over, and one is being met; `organisations` by slug."""
    for row in read_rows("living/statements.toml", "statement"):
        organisation = organisations[row["organisation"]]
        role, position = StatementRole(row["role"]), len(organisation.statements)
        statement = Statement(role=role, text=row["text"], position=position, created_at=at)
        organisation.statements.append(statement)
        session.flush()
        change_state(session, statement, StatementState(row["state"]), actor=SERVICE, at=at)
        helper = Helper(organisations[row["by"]].id if "by" in row else None, row.get("name", ""))
        if helper != Helper():
            tell_helper(session, statement, helper, actor=SERVICE, at=at)
    for row in read_rows("living/being_met.toml", "being_met"):
        statement = _statement(organisations[row["organisation"]], row["text"])
        change_state(session, statement, StatementState.BEING_MET, actor=SERVICE, at=at)


def add_works_with(session: Session, organisations: Mapping[str, Organisation], *, at: datetime) -> None:
    """Some organisations tell with whom they work already."""
    for row in read_rows("living/works_with.toml", "works_with"):
        work_with(
            session,
            organisations[row["one"]].id,
            organisations[row["other"]].id,
            since=row.get("since"),
            shared=row["shared"],
            actor=SERVICE,
            at=at,
        )


def add_answers(
    session: Session, organisations: Mapping[str, Organisation], *, base_url: str, at: datetime
) -> None:
    """Contacts answer on the notice board, and share their name and mail address."""
    for row in read_rows("living/answers.toml", "answer"):
        person = people_to_write(organisations[row["from"]])[0]
        answer(
            session,
            _statement(organisations[row["to"]], row["text"]),
            organisations[row["from"]],
            AnswerDraft(row["message"], shares_name=True, shares_email=True),
            actor=Actor(person_id=person.id),
            base_url=base_url,
            at=at,
        )


def _statement(organisation: Organisation, text: str) -> Statement:
    found = [one for one in organisation.statements if one.text == text]
    if not found:
        raise SeedError(f"living: {organisation.name} has no offer or need {text!r}")
    return found[0]
