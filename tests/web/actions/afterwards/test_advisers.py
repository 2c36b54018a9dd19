from datetime import timedelta

import pytest
from sqlalchemy import select

from models.message import MessageKind, MessageState
from models.person import Language
from models.queries.sounding import adviser_of, open_invitations
from models.sounding import Adviser, AdviserInvitation, QuestionState
from tests.after import SITE
from tests.builders import a_person
from tests.sounding import NOW, Board
from web.actions.actor import Actor
from web.actions.afterwards.advisers import (
    LIFETIME,
    AdviserLinkNotUsable,
    AlreadyAdviser,
    find_adviser_invitation,
    invite_adviser,
    join_board,
    leave_board,
    withdraw_adviser_invitation,
)
from web.actions.organisations.invitations import MOST_INVITATIONS, MailStopped, TooManyInvitations


@pytest.fixture
def board(session):
    return Board(session)


def invite(board, email="Nieuw@Example.org", at=NOW):
    return invite_adviser(board.session, email, language=Language.DUTCH, site=SITE, actor=board.actor, at=at)


def token(board):
    return board.link_in(board.mails_of(MessageKind.ADVISER_INVITATION)[-1]).rpartition("/")[2]


def test_an_invited_expert_joins_by_the_link_and_is_known_from_then(board):
    invite(board)
    (mail,) = board.mails_of(MessageKind.ADVISER_INVITATION)
    assert (mail.recipient, mail.state) == ("nieuw@example.org", MessageState.RELEASED)

    key = join_board(board.session, token(board), language=Language.DUTCH, at=NOW)

    (adviser,) = board.session.scalars(select(Adviser))
    assert (bool(key), adviser.person.email, adviser.themes) == (True, "nieuw@example.org", [])
    assert open_invitations(board.session, NOW) == []


@pytest.mark.parametrize("fault", ["unknown", "used", "withdrawn", "old", "replaced"])
def test_a_link_that_cannot_be_used_is_refused(board, fault):
    invitation, link, at = invite(board), token(board), NOW
    match fault:
        case "unknown":
            link += "x"
        case "used":
            join_board(board.session, link, language=Language.DUTCH, at=NOW)
        case "withdrawn":
            withdraw_adviser_invitation(board.session, invitation.id, actor=board.actor, at=NOW)
        case "old":
            at = NOW + LIFETIME
        case "replaced":
            invite(board)
    board.session.expire_all()

    with pytest.raises(AdviserLinkNotUsable):
        find_adviser_invitation(board.session, link, at=at)


def test_an_adviser_is_not_invited_again(board):
    board.adviser("Quirine")

    with pytest.raises(AlreadyAdviser):
        invite(board, "quirine@example.org")


def test_whoever_objected_to_mail_is_not_invited(board):
    a_person(board.session, "stil@example.org").stops_mail = True
    board.session.flush()

    with pytest.raises(MailStopped):
        invite(board, "stil@example.org")


def test_nobody_invites_without_end(board):
    for number in range(MOST_INVITATIONS):
        invite(board, f"nieuw{number}@example.org")

    with pytest.raises(TooManyInvitations):
        invite(board)
    assert invite(board, at=NOW + timedelta(days=1)).email == "nieuw@example.org"


def test_who_leaves_gives_back_what_is_open_and_leaves_answers_without_a_name(board):
    adviser = board.adviser("Quirine", shows_name=True)
    answered, waiting = board.answered(adviser), board.assigned(adviser)

    assert leave_board(board.session, adviser, actor=Actor(person_id=adviser.person_id), at=NOW) == 1

    assert adviser_of(board.session, adviser.person_id) is None
    assert (waiting.state, waiting.adviser) == (QuestionState.OPEN, None)
    assert (answered.state, answered.answer, answered.adviser) == (
        QuestionState.ANSWERED,
        "Begin klein.",
        None,
    )
    assert board.session.scalars(select(AdviserInvitation)).all() == []
