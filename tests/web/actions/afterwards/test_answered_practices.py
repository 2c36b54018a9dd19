import pytest

from models.message import MessageKind
from models.sounding import QuestionSource
from tests.sounding import NOW, Board
from web.actions.afterwards.answered_practices import answered_practices
from web.actions.afterwards.practice_values import Answered, Practice, PracticeOrigin, Told
from web.actions.afterwards.practices import Wanted, all_practices, search
from web.actions.afterwards.sounding_answers import publish_answer
from web.actions.afterwards.sounding_sources import find_candidate


def test_a_public_answer_is_a_practice_and_others_are_not(session):
    board = Board(session)
    long = "Hoe komt dit? " * 20
    adviser = board.adviser("Quirine", monthly=5)
    question = board.answered(adviser, board.question(long, board.net))
    board.answered(adviser)
    assert answered_practices(session) == ()

    publish_answer(session, question, True, actor=board.actor, at=NOW)

    (found,) = answered_practices(session)
    name = found.name.nl
    assert (len(name) <= 120, name.endswith(" …"), board.mails_of(MessageKind.SOUNDING_ANSWER) != []) == (
        True,
        True,
        True,
    )
    assert found == Practice(
        slug=f"antwoord-{question.id}",
        origin=PracticeOrigin.ANSWER,
        name=Told(name, name),
        place="Regio AM06",
        regions=frozenset({"AM06"}),
        year=2026,
        kinds=(),
        themes=("vangnet",),
        groups=(),
        did=Told("Begin klein.", "Begin klein."),
        chance=Told("", ""),
        pitfall=Told("", ""),
        answered=Answered(Told(long, long), "", None),
    )
    assert search(all_practices(session), Wanted(("begin", "klein"), theme="vangnet")).practices == (found,)


@pytest.mark.parametrize(
    ("agreed", "says"), [(False, "Vraag het een organisatie."), (True, "Vraag het Voedselbank.")]
)
def test_an_organisation_that_did_not_agree_is_named_in_no_public_answer(session, agreed, says):
    board = Board(session)
    step = board.stuck()
    about = find_candidate(session, "AM06", QuestionSource.STEP, step.id, at=NOW)
    question = board.question("Hoe nu?", about=about, names_organisation=agreed)
    board.answered(board.adviser("Quirine"), question, text="Vraag het Voedselbank.")
    publish_answer(session, question, True, actor=board.actor, at=NOW)

    (found,) = answered_practices(session)

    assert found.did.nl == says
