from datetime import timedelta

import pytest

from models.message import MessageKind, MessageState
from models.queries.sounding import public_answers, returned_to
from models.sounding import QuestionSource, QuestionState
from tests.after import SITE
from tests.sounding import NOW, Board
from web.actions.actor import Actor
from web.actions.afterwards.sounding_answers import (
    AdviserKeepsIt,
    accept_question,
    hand_back,
    judge_answer,
    let_publish,
    publish_answer,
    return_answer,
)
from web.actions.afterwards.sounding_moves import QuestionMoved
from web.actions.afterwards.sounding_sources import find_candidate

LATER = NOW + timedelta(days=2)


@pytest.fixture
def board(session):
    return Board(session)


@pytest.fixture
def adviser(board):
    return board.adviser("Quirine")


@pytest.fixture
def as_adviser(adviser):
    return Actor(person_id=adviser.person_id)


def about_step(board):
    step = board.stuck()
    found = find_candidate(board.session, "AM06", QuestionSource.STEP, step.id, at=NOW)
    return board.question("Hoe bereik je een school?", about=found)


def test_the_organiser_who_asked_hears_of_the_answer_and_the_organisation_does_not_yet(board, adviser):
    question = board.answered(adviser, about_step(board))

    (mail,) = board.mails_of(MessageKind.SOUNDING_ANSWER)
    assert (mail.recipient, mail.state) == (board.organiser.email, MessageState.RELEASED)
    assert f"/taaie-vragen/{question.id}" in mail.body
    assert "Begin klein." not in mail.body
    assert returned_to(board.session, board.bank.id) == []


def test_an_organiser_who_wants_no_mail_gets_none(board, adviser):
    board.organiser.stops_mail = True

    board.answered(adviser)

    assert board.mails_of(MessageKind.SOUNDING_ANSWER) == []


def test_the_answer_goes_to_the_organisation_once_and_when_the_organiser_says_so(board, adviser):
    question = board.answered(adviser, about_step(board))

    sent = [
        return_answer(board.session, question, site=SITE, actor=board.actor, at=LATER) for _twice in range(2)
    ]

    mail = board.mails_of(MessageKind.SOUNDING_ANSWER)[-1]
    assert (sent, mail.recipient, mail.state) == (
        [1, 0],
        "kanarie-voedselbank@example.org",
        MessageState.RELEASED,
    )
    assert "Begin klein." in mail.body
    assert returned_to(board.session, board.bank.id) == [question]
    assert returned_to(board.session, board.school.id) == []


def test_whoever_objected_gets_no_mail_but_can_read_it(board, adviser):
    question = board.answered(adviser, about_step(board))
    board.bank.members[0].person.stops_mail = True

    assert return_answer(board.session, question, site=SITE, actor=board.actor, at=LATER) == 0

    assert returned_to(board.session, board.bank.id) == [question]


def test_an_adviser_accepts_and_hands_back_with_a_reason(board, adviser, as_adviser):
    question = board.assigned(adviser)
    accept_question(board.session, question, actor=as_adviser, at=NOW)
    assert question.state is QuestionState.ACCEPTED

    hand_back(board.session, question, "Niet mijn vak", site=SITE, actor=as_adviser, at=NOW)

    assert (question.state, question.adviser, question.accepted_at) == (QuestionState.OPEN, None, None)
    assert [(one.reason, one.adviser_id) for one in question.handed_back] == [("Niet mijn vak", adviser.id)]
    (mail,) = board.mails_of(MessageKind.SOUNDING_ANSWER)
    assert (mail.recipient, "Niet mijn vak" in mail.body) == (board.organiser.email, True)


def test_nobody_answers_twice_or_accepts_what_is_answered(board, adviser, as_adviser):
    question = board.answered(adviser)

    with pytest.raises(QuestionMoved):
        accept_question(board.session, question, actor=as_adviser, at=LATER)
    with pytest.raises(QuestionMoved):
        hand_back(board.session, question, "Toch niet", site=SITE, actor=as_adviser, at=LATER)


@pytest.mark.parametrize("helped", [True, False])
def test_the_organiser_says_whether_it_helped(board, adviser, helped):
    question = board.answered(adviser)

    judge_answer(board.session, question, helped, actor=board.actor, at=LATER)

    assert question.helped is helped


def test_an_answer_is_public_only_with_the_consent_of_both(board, adviser):
    question = board.answered(adviser, may_publish=False)

    with pytest.raises(AdviserKeepsIt):
        publish_answer(board.session, question, True, actor=board.actor, at=LATER)
    let_publish(board.session, question, True, actor=board.actor, at=LATER)
    assert public_answers(board.session) == []
    publish_answer(board.session, question, True, actor=board.actor, at=LATER)

    assert public_answers(board.session) == [question]


@pytest.mark.parametrize("who", ["adviser", "organiser"])
def test_either_takes_it_out_of_the_public_again(board, adviser, as_adviser, who):
    question = board.answered(adviser)
    publish_answer(board.session, question, True, actor=board.actor, at=LATER)

    if who == "adviser":
        let_publish(board.session, question, False, actor=as_adviser, at=LATER)
    else:
        publish_answer(board.session, question, False, actor=board.actor, at=LATER)

    assert public_answers(board.session) == []
