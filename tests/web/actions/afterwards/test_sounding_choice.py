from datetime import date, timedelta

import pytest

from tests.after import SITE
from tests.sounding import NOW, Board
from web.actions.actor import Actor
from web.actions.afterwards.sounding_answers import hand_back
from web.actions.afterwards.sounding_choice import Availability, choose
from web.actions.afterwards.sounding_choice import board as everyone


@pytest.fixture
def board(session):
    return Board(session)


def names(lines):
    return [line.adviser.person.name for line in lines]


def test_who_knows_the_subject_and_has_the_fewest_questions_comes_first(board):
    busy = board.adviser("Anna", board.net, board.debts, monthly=5)
    board.adviser("Bep", board.net)
    board.adviser("Cor", board.net, board.debts)
    board.adviser("Dirk", board.debts)
    board.assigned(busy)
    question = board.question("Wat nu?", board.net)

    choice = choose(board.session, question, at=NOW)

    assert (names(choice.fitting), names(choice.others), names(choice.unavailable)) == (
        ["Bep", "Cor", "Anna"],
        ["Dirk"],
        [],
    )
    assert [theme.slug for theme in choice.fitting[0].shared] == ["vangnet"]


def test_a_question_without_subjects_fits_everyone(board):
    board.adviser("Anna", board.net)
    board.adviser("Bep")

    assert names(choose(board.session, board.question(), at=NOW).fitting) == ["Anna", "Bep"]


def test_nobody_fits_when_there_is_nobody(board):
    choice = choose(board.session, board.question(), at=NOW)

    assert (choice.fitting, choice.others, choice.unavailable) == ((), (), ())


def test_who_is_full_away_wants_no_mail_or_gave_it_back_is_shown_apart(board):
    full = board.adviser("Anna", monthly=1)
    board.assigned(full)
    board.adviser("Bep", away_until=NOW.date())
    board.adviser("Cor").person.stops_mail = True
    back = board.adviser("Dirk")
    question = board.assigned(back)
    hand_back(
        board.session, question, "Niet mijn vak", site=SITE, actor=Actor(person_id=back.person_id), at=NOW
    )
    board.session.flush()

    choice = choose(board.session, question, at=NOW)

    assert choice.fitting == choice.others == ()
    assert {line.adviser.person.name: line.availability for line in choice.unavailable} == {
        "Anna": Availability.FULL,
        "Bep": Availability.AWAY,
        "Cor": Availability.NO_MAIL,
        "Dirk": Availability.GAVE_BACK,
    }


def test_a_month_later_an_adviser_has_room_again_and_who_was_away_is_back(board):
    board.adviser("Bep", away_until=date(2026, 6, 30))
    full = board.adviser("Anna", monthly=1)
    board.answered(full, at=NOW - timedelta(days=31))

    assert [(line.adviser.person.name, line.availability) for line in everyone(board.session, at=NOW)] == [
        ("Anna", Availability.FREE),
        ("Bep", Availability.FREE),
    ]


def test_what_an_adviser_still_has_counts_however_old(board):
    slow = board.adviser("Anna", monthly=1)
    board.assigned(slow, at=NOW - timedelta(days=60))

    (line,) = everyone(board.session, at=NOW)

    assert (line.load, line.availability) == (1, Availability.FULL)
