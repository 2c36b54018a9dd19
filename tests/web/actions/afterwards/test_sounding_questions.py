import pytest

from models.experience import Experience, ExpertRole
from models.log import LogEntry
from models.message import MessageKind, MessageState
from models.sounding import QuestionSource, QuestionState
from tests.after import SITE
from tests.sounding import NOW, Board
from web.actions.afterwards.sounding_moves import QuestionMoved
from web.actions.afterwards.sounding_questions import (
    AdviserNotFree,
    NameStandsThere,
    PutToBoardAlready,
    QuestionDraft,
    assign,
    reword_question,
    take_back,
    withdraw_question,
)
from web.actions.afterwards.sounding_sources import find_candidate


@pytest.fixture
def board(session):
    return Board(session)


@pytest.fixture
def about(board):
    step = board.stuck()
    return find_candidate(board.session, "AM06", QuestionSource.STEP, step.id, at=NOW)


def test_a_question_waits_in_the_list_and_nobody_gets_a_mail(board, about):
    question = board.question("Hoe krijg je een school aan de lijn?", board.net, about=about)

    assert (question.state, question.source, question.step_id, question.organisation) == (
        QuestionState.OPEN,
        QuestionSource.STEP,
        about.id,
        board.bank,
    )
    assert board.mails_of(MessageKind.SOUNDING_QUESTION) == []


@pytest.mark.parametrize("named", [False, True])
def test_the_name_of_the_organisation_needs_its_consent(board, about, named):
    text = "Hoe helpt u de VOEDSELBANK?"
    if named:
        assert board.question(text, about=about, names_organisation=True).names_organisation
        return
    with pytest.raises(NameStandsThere):
        board.question(text, about=about)


def test_who_speaks_from_experience_is_never_named(board, about):
    board.bank.experience = Experience(role=ExpertRole.EXPERT)
    board.session.flush()

    with pytest.raises(NameStandsThere):
        board.question("Hoe help ik Voedselbank?", about=about, names_organisation=True)
    assert not board.question("Hoe help ik iemand?", about=about, names_organisation=True).names_organisation


def test_a_step_is_put_to_the_board_once(board, about):
    board.question(about=about)

    with pytest.raises(PutToBoardAlready):
        board.question("Nog eens?", about=about)


def test_assigning_sends_the_question_with_a_link_and_without_the_organisation(board, about):
    adviser = board.adviser("Quirine", board.net)
    question = board.question("Hoe krijg je een school aan de lijn?", about=about)

    assign(board.session, question, adviser, site=SITE, actor=board.actor, at=NOW)

    (mail,) = board.mails_of(MessageKind.SOUNDING_QUESTION)
    assert (question.state, question.adviser, question.assigned_at) == (QuestionState.ASKED, adviser, NOW)
    assert (mail.recipient, mail.state) == ("quirine@example.org", MessageState.RELEASED)
    assert "Hoe krijg je een school aan de lijn?" in mail.body
    assert "Voedselbank" not in mail.body
    assert "/klankbord/vraag/" in mail.body


def test_an_adviser_gets_no_more_than_they_want(board):
    adviser = board.adviser("Quirine", monthly=1)
    board.assigned(adviser)

    with pytest.raises(AdviserNotFree):
        board.assigned(adviser)


def test_a_question_goes_to_one_adviser_at_a_time(board):
    question = board.assigned(board.adviser("Anna"))

    with pytest.raises(QuestionMoved):
        board.assigned(board.adviser("Bep"), question)


def test_a_question_that_is_taken_back_can_be_reworded_and_go_to_another(board):
    question = board.assigned(board.adviser("Anna"))

    take_back(board.session, question, actor=board.actor, at=NOW)
    reword_question(board.session, question, QuestionDraft("Korter", ("vangnet",)), actor=board.actor, at=NOW)
    board.assigned(board.adviser("Bep"), question)

    assert (question.text, question.adviser.person.name) == ("Korter", "Bep")
    assert [theme.slug for theme in question.themes] == ["vangnet"]


def test_what_somebody_has_is_not_reworded(board):
    question = board.assigned(board.adviser("Anna"))

    with pytest.raises(QuestionMoved):
        reword_question(board.session, question, QuestionDraft("Anders", ()), actor=board.actor, at=NOW)


def test_an_answered_question_is_not_withdrawn(board):
    question = board.answered(board.adviser("Anna"))

    with pytest.raises(QuestionMoved):
        withdraw_question(board.session, question, actor=board.actor, at=NOW)


def test_every_move_is_in_the_log(board):
    question = board.assigned(board.adviser("Anna"))
    take_back(board.session, question, actor=board.actor, at=NOW)
    withdraw_question(board.session, question, actor=board.actor, at=NOW)

    lines = board.session.query(LogEntry).filter_by(subject="sounding_question").order_by(LogEntry.id)
    assert [(line.action, line.person_id) for line in lines] == [
        (action, board.organiser.id)
        for action in ("put_question", "assign_question", "take_back_question", "withdraw_question")
    ]
