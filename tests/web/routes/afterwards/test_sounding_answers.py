"""How an adviser answers, signed in or by the link of a mail, and where everyone reads answers."""

import pytest

from models.message import MessageKind
from models.sounding import QuestionState
from tests.sounding import Board
from web.actions.afterwards.sounding_answers import publish_answer
from web.clock import now


@pytest.fixture
def board(session):
    return Board(session)


@pytest.fixture
def adviser(board):
    return board.adviser("Quirine", board.net)


@pytest.fixture
def question(board, adviser):
    return board.assigned(adviser, board.question("Hoe nu?", board.net, at=now()), at=now())


@pytest.fixture
def door(board, question, signed_in, client, request):
    """A browser and the address where the adviser answers: by the link, or signed in."""
    if request.param == "link":
        return client, board.link_in(board.mails_of(MessageKind.SOUNDING_QUESTION)[0])
    return signed_in(question.adviser.person), f"/klankbord/vragen/{question.id}"


BOTH = pytest.mark.parametrize("door", ["link", "account"], indirect=True)


@BOTH
def test_an_adviser_takes_it_on_answers_and_changes_who_reads_it(board, question, door):
    browser, here = door
    assert "Hoe nu?" in browser.get(here).text
    assert question.state is QuestionState.ASKED

    browser.post(here, data={"doe": "aannemen"})
    board.session.refresh(question)
    assert question.state is QuestionState.ACCEPTED
    page = browser.post(
        here, data={"doe": "antwoord", "answer": "Begin klein.", "may_publish": "y"}, follow_redirects=True
    ).text
    assert "Uw antwoord is onderweg naar de organisator." in page
    browser.post(here, data={"doe": "verborgen"})

    board.session.refresh(question)
    assert (question.state, question.answer, question.may_publish) == (
        QuestionState.ANSWERED,
        "Begin klein.",
        False,
    )
    assert question.accepted_at is not None


@BOTH
def test_an_adviser_hands_it_back_with_a_reason(board, question, door):
    browser, here = door

    page = browser.post(here, data={"doe": "terug", "reason": "Niet mijn vak"}).text

    board.session.refresh(question)
    assert ("De organisator leest uw reden" in page, question.state) == (True, QuestionState.OPEN)
    assert browser.get(here).status_code in (404, 410)


@BOTH
@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"doe": "antwoord", "answer": " "}, "Schrijf uw antwoord op."),
        ({"doe": "antwoord", "answer": "Bel BSN 123456782"}, "burgerservicenummer"),
        ({"doe": "antwoord", "answer": "x" * 6_000}, "6.000 tekens"),
        ({"doe": "terug", "reason": " "}, "Schrijf in een zin op waarom."),
        ({"doe": "terug", "reason": "Iban NL91ABNA0417164300"}, "is een rekeningnummer"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(board, question, door, told, says):
    browser, here = door

    answer = browser.post(here, data=told)

    typed = told.get("answer") or told["reason"]
    assert (answer.status_code, says in answer.text, typed.strip() in answer.text) == (422, True, True)
    board.session.refresh(question)
    assert question.state is QuestionState.ASKED


def test_an_unknown_button_does_nothing(question, signed_in):
    browser = signed_in(question.adviser.person)

    assert browser.post(f"/klankbord/vragen/{question.id}", data={"doe": "raar"}).status_code == 400


@pytest.mark.parametrize("role", ["nobody", "member", "organiser", "another adviser"])
def test_only_the_adviser_who_has_it_answers(board, question, client, signed_in, role):
    people = {
        "member": board.bank.members[0].person,
        "organiser": board.organiser,
        "another adviser": board.adviser("Bep").person,
    }
    browser = signed_in(people[role]) if role in people else client
    here = f"/klankbord/vragen/{question.id}"

    seen = browser.get(here).status_code
    browser.post(here, data={"doe": "antwoord", "answer": "Van mij"})

    board.session.refresh(question)
    assert (seen, question.state) == (302 if role == "nobody" else 404, QuestionState.ASKED)


def test_a_guessed_link_opens_nothing(client):
    answers = [client.get("/klankbord/vraag/raden"), client.post("/klankbord/vraag/raden")]

    assert [(one.status_code, "Deze link werkt niet" in one.text) for one in answers] == [(410, True)] * 2


def test_pages_behind_the_link_send_no_referrer_and_are_kept_nowhere(board, question, client):
    answer = client.get(board.link_in(board.mails_of(MessageKind.SOUNDING_QUESTION)[0]))

    assert (answer.headers["Referrer-Policy"], answer.headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_public_answers_stand_among_the_good_practices(board, adviser, client):
    for text, theme in (("Over het net?", board.net), ("Over schulden?", board.debts)):
        told = board.answered(adviser, board.question(text, theme), text=f"Antwoord: {text}")
        publish_answer(board.session, told, True, actor=board.actor, at=now())
    board.answered(board.adviser("Bep"), text="Nog van niemand anders")

    pages = [client.get(f"/voorbeelden{query}").text for query in ("?woorden=antwoord", "?thema=schulden")]

    assert [("Over het net?" in page, "Over schulden?" in page) for page in pages] == [
        (True, True),
        (False, True),
    ]
    one = client.get(f"/voorbeelden/antwoord-{told.id}").text
    assert ("Antwoord: Over schulden?" in one, "Quirine" in one) == (True, False)
    assert not any("Nog van niemand anders" in page for page in pages)
    adviser.shows_name = True
    board.session.flush()
    assert "Het antwoord is van Quirine." in client.get(f"/voorbeelden/antwoord-{told.id}").text
    publish_answer(board.session, told, False, actor=board.actor, at=now())
    assert client.get(f"/voorbeelden/antwoord-{told.id}").status_code == 404
