"""Whom can the example region ask for advice, and what became of it? Put and answered as on the site."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.person import Language, Person
from models.sounding import Adviser
from seeds.reading import read_rows
from web.actions.accounts.people import find_or_add
from web.actions.actor import Actor
from web.actions.afterwards.advisers import AdviserDetails, change_adviser
from web.actions.afterwards.sounding_answers import AnswerDraft, give_answer, judge_answer, publish_answer
from web.actions.afterwards.sounding_questions import QuestionDraft, assign, put_question
from web.actions.site import Site

JOINED_BEFORE = timedelta(days=90)


def add_sounding_board(session: Session, *, site: Site, organiser: Actor, at: datetime) -> None:
    """The experts of the data, and the questions with what became of them."""
    for row in read_rows("advisers.toml", "adviser"):
        _join(session, row, at=at - JOINED_BEFORE)
    for row in read_rows("sounding_questions.toml", "question"):
        _ask(session, row, site=site, organiser=organiser, at=at - timedelta(days=row["days_ago"]))


def _join(session: Session, row: Mapping[str, Any], *, at: datetime) -> None:
    person = find_or_add(session, row["email"], language=Language.DUTCH, at=at)
    adviser = Adviser(person=person, joined_at=at)
    session.add(adviser)
    session.flush()
    told = AdviserDetails(
        name=row["name"],
        about=row["about"],
        themes=tuple(row["themes"]),
        monthly=row["monthly"],
        away_until=None,
        shows_name=row["shows_name"],
    )
    change_adviser(session, adviser, told, actor=Actor(person_id=person.id), at=at)


def _ask(session: Session, row: Mapping[str, Any], *, site: Site, organiser: Actor, at: datetime) -> None:
    draft = QuestionDraft(row["text"], tuple(row["themes"]))
    question = put_question(session, row["region"], draft, about=None, actor=organiser, at=at)
    if "adviser" not in row:
        return
    adviser = session.scalars(select(Adviser).join(Adviser.person).where(Person.name == row["adviser"])).one()
    assign(session, question, adviser, site=site, actor=organiser, at=at)
    later = at + timedelta(days=row["answered"])
    actor = Actor(person_id=adviser.person_id)
    give_answer(
        session, question, AnswerDraft(row["answer"], may_publish=True), site=site, actor=actor, at=later
    )
    judge_answer(session, question, row["helped"], actor=organiser, at=later)
    publish_answer(session, question, True, actor=organiser, at=later)
