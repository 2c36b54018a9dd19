"""What no sounding board may hold is refused by the database itself."""

import pytest
from sqlalchemy.exc import IntegrityError

from models.sounding import Adviser, QuestionSource, QuestionState, SoundingQuestion
from tests.builders import NOON, a_person, a_region, an_organisation

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize(
    ("told", "guard"),
    [
        ({"text": " "}, "has_text"),
        ({"state": "asked"}, "asked_of_someone"),
        ({"state": "answered", "answer": "Ja"}, "answered_has_a_moment"),
        ({"state": "answered", "answered_at": NOON}, "answered_has_an_answer"),
        ({"answer": "Ja"}, "answered_has_an_answer"),
        ({"helped": True}, "only_answers_return"),
        ({"returned_at": NOON}, "only_answers_return"),
        ({"may_publish": True}, "only_answers_return"),
        ({"published_at": NOON}, "public_when_adviser_agrees"),
    ],
)
def test_a_question_cannot_be_further_than_it_is(session, told, guard):
    values = {"source": QuestionSource.OWN, "text": "Hoe?", "asked_at": NOON, **told}
    values["state"] = QuestionState(values.get("state", "open"))
    session.add(SoundingQuestion(region_code=a_region(session).code, **values))

    with pytest.raises(IntegrityError, match=guard):
        session.flush()


def test_an_own_question_comes_from_no_need(session):
    need = an_organisation(session, "De Linde", needs=("tafels",)).statements[0]
    told = {"source": QuestionSource.OWN, "text": "Hoe?", "asked_at": NOON, "statement_id": need.id}
    session.add(SoundingQuestion(region_code=a_region(session).code, **told))

    with pytest.raises(IntegrityError, match="comes_from_one_source"):
        session.flush()


@pytest.mark.parametrize("monthly", [0, 21])
def test_an_adviser_takes_one_to_twenty_questions(session, monthly):
    session.add(Adviser(person=a_person(session), monthly=monthly, joined_at=NOON))

    with pytest.raises(IntegrityError, match="monthly_in_range"):
        session.flush()
