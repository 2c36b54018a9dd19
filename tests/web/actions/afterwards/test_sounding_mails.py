from datetime import timedelta

import pytest

from models.message import MessageKind
from models.person import Language
from tests.after import SITE
from tests.sounding import NOW, Board
from web.actions.afterwards.sounding_mails import (
    LINK_LIFETIME,
    SoundingLinkUnknown,
    find_sounding_link,
    remind_advisers,
)
from web.actions.afterwards.sounding_moves import PATIENCE, is_overdue
from web.actions.afterwards.sounding_questions import take_back

LATE = NOW + PATIENCE


@pytest.fixture
def board(session):
    return Board(session)


def token_of(board, number=-1):
    return board.link_in(board.mails_of(MessageKind.SOUNDING_QUESTION)[number]).rpartition("/")[2]


def test_the_link_opens_the_question_for_its_adviser(board):
    question = board.assigned(board.adviser("Anna"))

    assert find_sounding_link(board.session, token_of(board), at=NOW).question == question


@pytest.mark.parametrize("why", ["mistyped", "old", "taken back", "with another"])
def test_a_link_that_is_no_longer_theirs_opens_nothing(board, why):
    question = board.assigned(board.adviser("Anna"))
    token, at = token_of(board), NOW
    if why == "mistyped":
        token += "x"
    elif why == "old":
        at = NOW + LINK_LIFETIME + timedelta(days=1)
    else:
        take_back(board.session, question, actor=board.actor, at=NOW)
    if why == "with another":
        board.assigned(board.adviser("Bep"), question)

    with pytest.raises(SoundingLinkUnknown):
        find_sounding_link(board.session, token, at=at)


def test_after_two_weeks_an_adviser_is_reminded_once_and_both_links_work(board):
    question = board.assigned(board.adviser("Anna"))
    early = remind_advisers(board.session, site=SITE, at=LATE - timedelta(minutes=1))

    sent = [remind_advisers(board.session, site=SITE, at=LATE + timedelta(days=day)) for day in (0, 1)]

    subjects = [mail.subject for mail in board.mails_of(MessageKind.SOUNDING_QUESTION)]
    assert (early, sent, is_overdue(question, LATE)) == (0, [1, 0], True)
    assert subjects == ["Een regio heeft een vraag aan u", "Herinnering: een regio wacht op uw antwoord"]
    for number in (0, 1):
        assert find_sounding_link(board.session, token_of(board, number), at=LATE).question == question


def test_nobody_is_reminded_of_what_is_answered_or_once_they_objected(board):
    board.answered(board.adviser("Anna"))
    quiet = board.adviser("Bep")
    board.assigned(quiet)
    quiet.person.stops_mail = True
    board.session.flush()

    assert remind_advisers(board.session, site=SITE, at=LATE) == 0


def test_the_mail_is_in_the_advisers_language(board):
    adviser = board.adviser("Anna")
    adviser.person.language = Language.ENGLISH

    board.assigned(adviser)

    assert board.mails_of(MessageKind.SOUNDING_QUESTION)[0].subject == "A region has a question for you"
