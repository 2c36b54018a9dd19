from datetime import timedelta

import pytest
from sqlalchemy import select

from models.person import Language, Person
from models.sounding import Adviser, AdviserInvitation, QuestionState, SoundingLink, SoundingQuestion
from tests.after import SITE
from tests.sounding import NOW, Board
from web.actions.accounts.erasure import erase
from web.actions.accounts.own_data import own_data
from web.actions.accounts.retention import Periods, clean
from web.actions.accounts.sounding_own_data import OnBoard, SoundingData, Subject
from web.actions.afterwards.advisers import invite_adviser

YEAR = timedelta(days=365)
PERIODS = Periods(attendees=YEAR, mails=YEAR, log=YEAR, persons=YEAR)


@pytest.fixture
def board(session):
    return Board(session)


def test_own_data_holds_the_seat_and_what_was_answered(board):
    adviser = board.adviser("Quirine", board.net, about="Lector", shows_name=True)
    board.answered(adviser)

    assert own_data(board.session, adviser.person).sounding == SoundingData(
        seat=(
            OnBoard(
                about="Lector",
                themes=(Subject("Vangnet", "Vangnet (en)"),),
                monthly=2,
                away_until=None,
                shows_name=True,
                since=adviser.joined_at,
                asked=(("Hoe doen anderen dit?", "answered", "Begin klein."),),
            ),
        ),
        invited=(),
        put=(),
    )
    assert own_data(board.session, board.organiser).sounding.put == ("Hoe doen anderen dit?",)


def test_whoever_is_erased_leaves_the_board_and_their_name_in_no_text(board):
    adviser = board.adviser("Quirine", about="Lector")
    adviser.person.name = "Quirine Denkraam"
    waiting = board.assigned(adviser)
    answered = board.answered(adviser, text="Bel Quirine Denkraam gerust.")
    board.session.flush()

    erase(board.session, adviser.person, at=NOW)

    assert board.session.scalars(select(Adviser)).all() == []
    assert (waiting.state, answered.answer) == (QuestionState.OPEN, "Bel … gerust.")
    assert board.session.scalars(select(SoundingLink)).all() == []


def test_an_organiser_who_is_erased_stands_nowhere_as_the_one_who_asked(board):
    board.question()
    invite_adviser(
        board.session, "nieuw@example.org", language=Language.DUTCH, site=SITE, actor=board.actor, at=NOW
    )

    erase(board.session, board.organiser, at=NOW)

    assert board.session.scalars(select(SoundingQuestion.asked_by)).all() == [None]
    assert board.session.scalars(select(AdviserInvitation.invited_by)).all() == [None]


def test_an_adviser_is_not_cleaned_up_as_unused_and_old_invitations_are(board):
    adviser = board.adviser("Quirine")
    board.assigned(adviser)
    for email in ("nieuw@example.org", "ander@example.org"):
        invite_adviser(board.session, email, language=Language.DUTCH, site=SITE, actor=board.actor, at=NOW)

    clean(board.session, PERIODS, at=NOW + 2 * YEAR)

    assert board.session.scalars(select(AdviserInvitation)).all() == []
    assert board.session.scalars(select(SoundingLink)).all() == []
    assert board.session.scalars(select(Person.email).where(Person.id == adviser.person_id)).all() == [
        "quirine@example.org"
    ]
