"""How experts come to sit on the sounding board, tell what they can do, and leave."""

import pytest
from sqlalchemy import select

from models.message import MessageKind
from models.sounding import Adviser, AdviserInvitation, QuestionState
from tests.builders import a_person
from tests.sounding import Board
from web.clock import now

GOOD = {"name": "Quirine Denkraam", "about": "Lector", "themes": ["vangnet"], "monthly": "3"}


@pytest.fixture
def board(session):
    return Board(session)


@pytest.fixture
def organiser(signed_in, board):
    return signed_in(board.organiser)


def test_an_organiser_invites_and_the_expert_joins_and_tells(board, organiser, client):
    assert "Er zit nog niemand in de klankbordgroep." in organiser.get("/klankbord").text
    sent = organiser.post("/klankbord", data={"email": "Quirine@example.org"}, follow_redirects=True)
    assert "quirine@example.org" in sent.text.lower()
    link = board.link_in(board.mails_of(MessageKind.ADVISER_INVITATION)[0])

    assert "Ja, ik denk mee" in client.get(link).text
    assert board.session.scalars(select(Adviser)).all() == []
    page = client.post(link, follow_redirects=True).text
    assert "Vertel eerst kort over welke thema’s u iets weet." in page
    client.post("/klankbord/ik", data={**GOOD, "shows_name": "y"})

    (adviser,) = board.session.scalars(select(Adviser))
    assert (adviser.person.name, adviser.about, adviser.monthly, adviser.shows_name) == (
        "Quirine Denkraam",
        "Lector",
        3,
        True,
    )
    assert "Quirine Denkraam" in organiser.get("/klankbord").text
    assert client.get("/start").location == "/klankbord/ik"
    assert client.get(link).location == "/klankbord/ik"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"name": ""}, "Vul uw naam in."),
        ({"themes": []}, "Kruis ten minste één thema aan."),
        ({"monthly": "0"}, "van 1 tot en met 20"),
        ({"monthly": "veel"}, "Er klopt nog iets niet"),
        ({"monthly": ""}, "Vul een getal in, zoals 2."),
        ({"away_until": "2020-01-01"}, "Deze dag is voorbij"),
        ({"away_until": "9999-01-01"}, "heel ver weg"),
        ({"away_until": "straks"}, "Er klopt nog iets niet"),
        ({"about": "BSN 123456782"}, "burgerservicenummer"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(board, signed_in, told, says):
    adviser = board.adviser("Quirine")

    page = signed_in(adviser.person).post("/klankbord/ik", data={**GOOD, **told}).text

    assert says in page
    assert all(value in page for value in {**GOOD, **told}.values() if isinstance(value, str))
    board.session.expire_all()
    assert (adviser.about, adviser.themes) == ("", [])


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("", "Vul het e-mailadres in."),
        ("niets", "Dit lijkt geen e-mailadres."),
        ("quirine@example.org", "Deze persoon zit al in de klankbordgroep."),
        ("stil@example.org", "Deze persoon wil geen mail van ons."),
        ("iemand@gmial.com", "Bedoelt u iemand@gmail.com?"),
    ],
)
def test_an_invitation_that_cannot_go_says_why(board, organiser, email, says):
    board.adviser("Quirine")
    a_person(board.session, "stil@example.org").stops_mail = True
    board.session.flush()

    page = organiser.post("/klankbord", data={"email": email}).text

    assert says in page
    assert board.session.scalars(select(AdviserInvitation)).all() == []


def test_a_withdrawn_invitation_opens_nothing(board, organiser, client):
    organiser.post("/klankbord", data={"email": "nieuw@example.org"})
    link = board.link_in(board.mails_of(MessageKind.ADVISER_INVITATION)[0])
    (invitation,) = board.session.scalars(select(AdviserInvitation))

    organiser.post(f"/klankbord/uitnodigingen/{invitation.id}/intrekken")

    answers = [client.get(link), client.post(link)]
    assert [(one.status_code, "Deze link werkt niet" in one.text) for one in answers] == [(410, True)] * 2
    assert board.session.scalars(select(Adviser)).all() == []


def test_whoever_leaves_hears_what_happens_and_then_is_gone(board, signed_in):
    adviser = board.adviser("Quirine")
    question = board.assigned(adviser, at=now())
    browser = signed_in(adviser.person)
    assert "U hebt nog 1 open vraag." in browser.get("/klankbord/ik/stoppen").text

    browser.post("/klankbord/ik/stoppen")

    board.session.expire_all()
    assert (board.session.scalars(select(Adviser)).all(), question.state) == ([], QuestionState.OPEN)
    assert browser.get("/klankbord/ik").status_code == 404


@pytest.mark.parametrize("role", ["nobody", "member", "adviser"])
def test_only_organisers_see_and_invite_the_board(board, client, signed_in, role):
    people = {"member": board.bank.members[0].person, "adviser": board.adviser("Quirine").person}
    browser = signed_in(people[role]) if role in people else client

    seen = browser.get("/klankbord").status_code
    browser.post("/klankbord", data={"email": "nieuw@example.org"})

    assert seen == (302 if role == "nobody" else 404)
    assert board.session.scalars(select(AdviserInvitation)).all() == []


@pytest.mark.parametrize("role", ["nobody", "member", "organiser"])
def test_the_page_of_an_adviser_is_for_advisers(board, client, signed_in, role):
    people = {"member": board.bank.members[0].person, "organiser": board.organiser}
    browser = signed_in(people[role]) if role in people else client

    answers = [browser.get(one).status_code for one in ("/klankbord/ik", "/klankbord/ik/stoppen")]

    assert answers == ([302, 302] if role == "nobody" else [404, 404])


def test_an_adviser_with_an_organisation_finds_both_at_the_start(board, signed_in):
    adviser = board.adviser("Quirine")
    board.contact(board.bank, "bank@example.org")
    board.bank.members[-1].person_id = adviser.person_id
    board.session.flush()

    page = signed_in(adviser.person).get("/start").text

    assert ("/klankbord/ik" in page, "Voedselbank" in page) == (True, True)
