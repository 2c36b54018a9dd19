"""The coalition board: organisers of the region move, save and undo, with htmx or without."""

import re

import pytest

from matcher.review import ReviewState
from models.job import Job, JobName
from models.queries.coalition_board import coalitions_of
from models.seating import KeptApart
from tests.arena import Arena
from tests.builders import a_meeting, an_organiser
from web.actions.proposals.coalition_moves import layout_of

PART = {"HX-Request": "true"}


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def anna(signed_in, arena):
    return signed_in(arena.anna)


@pytest.fixture
def board(arena):
    return f"/bijeenkomsten/{arena.meeting.id}/coalitiebord"


def sent(arena, number, seen, to):
    return {"organisation": arena.ids[number], "van": seen, "naar": to}


def cards(session, arena):
    layout = layout_of(session, arena.run)
    return [[arena.ids.index(one) for one in layout.members(card)] for card in layout.cards]


def sentences(page):
    return [
        " ".join(re.sub("<[^>]+>", " ", line).split()) for line in re.findall(r'<li class="gap.*?</li>', page)
    ]


def test_board_shows_cards_and_who_has_none_with_the_reason(anna, arena, board):
    page = anna.get(board).text

    assert re.findall(r'id="kaart-(\d+)"', page) == ["1", "2"]
    assert page.count("Aangemeld nadat de voorstellen waren gemaakt.") == 1
    assert len(re.findall(r'data-card="los"', page)) == 3
    assert sentences(page) == []


def test_picking_one_up_tells_what_every_card_would_become(anna, arena, board):
    page = anna.get(f"{board}?pak={arena.ids[0]}").text

    assert page.count("Met Organisatie 1 erbij:") == 1
    assert "Niemand hier helpt Organisatie 1." in sentences(page)
    assert re.findall(r'name="naar" value="(\w+)"', page) == ["los", "2", "nieuw"]
    assert re.findall(r'<option value="(\w+)"', page) == ["2", "nieuw", "los"]


def test_a_move_without_scripts_leads_back_to_the_organisation(session, anna, arena, board):
    answer = anna.post(f"{board}/verplaats", data=sent(arena, 0, 1, 2))

    assert answer.location == f"{board}#org-{arena.ids[0]}"
    page = anna.get(board).text
    assert cards(session, arena) == [[1, 2], [0, 3, 4, 5]]
    assert "Een coalitie heeft 3 tot 5 organisaties. Hier zijn het er 2." in sentences(page)
    assert "verplaatste Organisatie 1 van coalitie 1 naar coalitie 2." in page


def test_htmx_gets_the_board_alone_with_what_was_done(anna, arena, board):
    page = anna.post(f"{board}/verplaats", data=sent(arena, 0, 1, "los"), headers=PART).text

    assert page.lstrip().startswith('<div id="coalition-board"')
    assert "van coalitie 1 naar ‘zonder coalitie’." in page
    assert f'id="pak-{arena.ids[0]}"' in re.search(r"<a [^>]* autofocus>", page)[0]
    assert "Van een kaart gehaald." in page


def test_undo_button_takes_the_move_back(session, anna, arena, board):
    anna.post(f"{board}/verplaats", data=sent(arena, 0, 1, "nieuw"))
    assert cards(session, arena) == [[1, 2], [3, 4, 5], [0]]

    anna.post(f"{board}/terug")

    assert cards(session, arena) == [[0, 1, 2], [3, 4, 5], []]
    assert "Er is niets van u om terug te draaien." in anna.post(f"{board}/terug", headers=PART).text


def test_saving_a_card_makes_it_count(session, anna, arena, board):
    anna.post(f"{board}/verplaats", data=sent(arena, 6, "los", 1))
    members = ",".join(str(arena.ids[number]) for number in (0, 1, 2, 6))

    page = anna.post(f"{board}/bewaar", data={"kaart": 1, "leden": members}, headers=PART).text

    assert "Opgeslagen en goedgekeurd: coalitie 1." in page
    states = [one.state for one in coalitions_of(session, arena.run.id)]
    assert states == [ReviewState.REFUSED, ReviewState.PROPOSED, ReviewState.APPROVED]
    assert arena.first.decisions[0].note == "Anders ingedeeld op het coalitiebord."


def test_two_organisers_see_each_others_moves_and_lose_none(session, anna, signed_in, arena, board):
    bert = signed_in(arena.bert)
    anna.post(f"{board}/verplaats", data=sent(arena, 0, 1, 2))
    bert.post(f"{board}/verplaats", data=sent(arena, 6, "los", 1))

    page = bert.post(f"{board}/verplaats", data=sent(arena, 0, 1, "los"), headers=PART).text

    assert "Een collega heeft intussen iets verplaatst. Uw stap is niet gedaan." in page
    assert cards(session, arena) == [[1, 2, 6], [0, 3, 4, 5]]


def test_rules_hold_for_who_goes_round_the_buttons(session, anna, arena, board):
    session.add(KeptApart(meeting_id=arena.meeting.id, first_id=arena.ids[0], second_id=arena.ids[3]))
    anna.post(f"{board}/verplaats", data=sent(arena, 2, 1, "los"))

    told = [
        anna.post(f"{board}/verplaats", data=sent(arena, 0, 1, 2), headers=PART).text,
        anna.post(
            f"{board}/bewaar",
            data={"kaart": 1, "leden": f"{arena.ids[0]},{arena.ids[1]}", "zonder_partij": "y"},
            headers=PART,
        ).text,
    ]

    assert "een organisatie die zij bij deze bijeenkomst niet ontmoet" in told[0]
    assert "Dit is niet opgeslagen. Een coalitie heeft 3 tot 5 organisaties. Hier zijn het er 2." in told[1]
    assert cards(session, arena) == [[0, 1], [3, 4, 5]]
    assert {one.state for one in coalitions_of(session, arena.run.id)} == {ReviewState.PROPOSED}


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("verplaats", {}),
        ("verplaats", {"organisation": "x", "van": "1", "naar": "2"}),
        ("verplaats", {"organisation": "99999", "van": "los", "naar": "1"}),
        ("verplaats", {"organisation": "1", "van": "1", "naar": "99999999999999999999"}),
        ("verplaats", {"organisation": "1", "van": "²", "naar": "boven"}),
        ("bewaar", {}),
        ("bewaar", {"kaart": "1", "leden": "1,x"}),
        ("bewaar", {"kaart": "77", "leden": ""}),
    ],
)
def test_what_names_nothing_is_refused_in_words(session, anna, arena, board, path, data):
    page = anna.post(f"{board}/{path}", data=data, headers=PART)

    assert (page.status_code, "Kies opnieuw." in page.text) == (200, True)
    assert cards(session, arena) == [[0, 1, 2], [3, 4, 5]]


def test_latecomers_are_compared_in_the_background_once(session, anna, arena, board):
    arena.newcomer()
    assert "1 organisatie kwam later" in anna.get(board).text

    for _time in range(2):
        anna.post(f"{board}/vergelijk")

    jobs = session.query(Job).all()
    assert [(one.name, one.arguments) for one in jobs] == [(JobName.MEASURE, {"run_id": arena.run.id})]
    assert "Wij vergelijken nu iedereen met elkaar." in anna.get(board).text


def test_without_a_run_there_is_no_board_yet(session, anna, arena):
    other = a_meeting(session, arena.region)

    page = anna.get(f"/bijeenkomsten/{other.id}/coalitiebord")

    assert "Er zijn nog geen voorstellen voor deze bijeenkomst." in page.text
    assert anna.post(f"/bijeenkomsten/{other.id}/coalitiebord/terug").status_code == 404


def test_only_organisers_of_the_region_come_here(session, client, signed_in, arena, board):
    session.add(type(arena.region)(code="AM08", name="Elders", year=2026))
    session.flush()
    elsewhere = signed_in(an_organiser(session, "elders@example.org", "AM08"))
    posts = [f"{board}/{path}" for path in ("verplaats", "terug", "bewaar", "vergelijk")]

    assert [elsewhere.get(board).status_code, *(elsewhere.post(path).status_code for path in posts)] == [
        404
    ] * 5
    assert [client.get(board).status_code, *(client.post(path).status_code for path in posts)] == [
        302,
        *[401] * 4,
    ]
    assert cards(session, arena) == [[0, 1, 2], [3, 4, 5]]
