"""Two organisers who rearrange coalitions at the very same moment: nobody is lost, and no move is."""

import pytest

from models.coalition_board import CoalitionMove
from tests.arena import Arena
from tests.at_once import at_once
from web.actions.proposals.coalition_moves import layout_of

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(database):
    arena = Arena(database)
    database.commit()
    return arena


@pytest.fixture
def browsers(arena, browse_as):
    return browse_as(arena.anna), browse_as(arena.bert)


def put(client, arena, number, seen, to):
    path = f"/bijeenkomsten/{arena.meeting.id}/coalitiebord/verplaats"
    sent = {"organisation": arena.ids[number], "van": seen, "naar": to}
    return client.post(path, data=sent, headers={"HX-Request": "true"}).text


def cards(database, arena):
    database.rollback()
    layout = layout_of(database, arena.run)
    return [[arena.ids.index(one) for one in layout.members(card)] for card in layout.cards]


def moves(database):
    return sorted(one.number for one in database.query(CoalitionMove))


def test_two_first_moves_at_once_are_both_kept(database, arena, browsers):
    anna, bert = browsers

    at_once(lambda: put(anna, arena, 0, 1, 2), lambda: put(bert, arena, 6, "los", "nieuw"))

    assert cards(database, arena) == [[1, 2], [0, 3, 4, 5], [6]]
    assert moves(database) == [1, 2]


def test_of_two_moves_of_one_organisation_one_is_done_and_the_other_is_told(database, arena, browsers):
    anna, bert = browsers

    answers = at_once(lambda: put(anna, arena, 0, 1, 2), lambda: put(bert, arena, 0, 1, "los"))

    told = ["Een collega heeft intussen iets verplaatst." in answer for answer in answers]
    assert sorted(told) == [False, True]
    assert moves(database) == [1]
    everyone = [one for card in cards(database, arena) for one in card]
    assert sorted(everyone) in ([0, 1, 2, 3, 4, 5], [1, 2, 3, 4, 5])


def test_many_moves_at_once_lose_nobody(database, arena, browsers):
    anna, bert = browsers
    calls = [
        lambda who=who, number=number, to=to: put(who, arena, number, 1 if number < 3 else 2, to)
        for who, number, to in (
            (anna, 0, 2),
            (bert, 1, "nieuw"),
            (anna, 2, "los"),
            (bert, 3, 1),
            (anna, 4, "nieuw"),
            (bert, 5, 1),
        )
    ]

    at_once(*calls)

    found = cards(database, arena)
    assert sorted(one for card in found for one in card) == [0, 1, 3, 4, 5]
    assert (len(found), moves(database)) == (4, [1, 2, 3, 4, 5, 6])
