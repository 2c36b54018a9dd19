import pytest

from models.organisation import StatementState
from models.sounding import QuestionSource
from tests.sounding import NOW, Board
from web.actions.afterwards.sounding_questions import withdraw_question
from web.actions.afterwards.sounding_sources import candidates, find_candidate


@pytest.fixture
def board(session):
    return Board(session)


def told(board):
    found = candidates(board.session, "AM06", at=NOW)
    return [(one.source, one.organisation.name, one.text, one.why, one.times) for one in found]


def test_a_region_where_nothing_is_stuck_or_missing_has_no_candidates(board):
    board.step(board.bank)

    assert told(board) == []


def test_steps_stuck_twice_come_first_then_needs_that_nobody_answers(board):
    board.need()
    board.stuck()
    board.stuck(board.school, "Wij schrijven een brief.", times=1)

    assert told(board) == [
        (QuestionSource.STEP, "Voedselbank", "Wij bellen de school.", "Niemand neemt op.", 2),
        (QuestionSource.NEED, "Bibliotheek", "Wie weet raad?", "", 0),
    ]


def test_a_need_that_someone_outside_could_answer_is_no_candidate(board):
    board.need(fillers=(board.school.id,))

    assert told(board) == []


@pytest.mark.parametrize("state", [StatementState.MET, StatementState.WITHDRAWN, StatementState.BEING_MET])
def test_a_need_that_no_longer_stands_open_is_no_candidate(board, state):
    board.need().state = state
    board.session.flush()

    assert told(board) == []


def test_needs_of_a_meeting_that_is_off_are_no_candidates(board):
    board.need()
    board.meeting.cancelled_at = NOW
    board.session.flush()

    assert told(board) == []


def test_what_was_put_to_the_board_is_left_out_until_it_is_withdrawn(board):
    need = board.need()
    about = find_candidate(board.session, "AM06", QuestionSource.NEED, need.id, at=NOW)
    question = board.question(about=about)
    assert told(board) == []

    withdraw_question(board.session, question, actor=board.actor, at=NOW)

    assert len(told(board)) == 1


def test_a_candidate_of_another_region_is_not_found(board):
    step = board.stuck()

    assert find_candidate(board.session, "AM08", QuestionSource.STEP, step.id, at=NOW) is None
    assert find_candidate(board.session, "AM06", QuestionSource.NEED, step.id, at=NOW) is None
