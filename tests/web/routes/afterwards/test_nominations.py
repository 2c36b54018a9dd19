"""Guests name the driving force by their own link, who is named answers, organisers read what is allowed."""

import pytest

from models.message import Message, MessageKind
from models.nomination import Nomination, NominationAnswer
from models.person import RegionOrganiser
from tests.builders import a_person, a_region
from tests.circle import browser_of
from tests.named import Afterwards

OWN = "/mijn-lijst/trekker"


@pytest.fixture
def town(session):
    return Afterwards(session)


@pytest.fixture
def pages(town):
    """What organisers read of it."""
    return (f"/bijeenkomsten/{town.meeting.id}/trekkers", "/regio/AM06/verbinders")


@pytest.fixture
def guest(app, session, town):
    return browser_of(app, session, town, town.bank)


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


@pytest.fixture
def reader(signed_in, town):
    return signed_in(town.reader)


def named(guest, town, why="Begon gewoon.", **more):
    return guest.post(OWN, data={"who": town.person_key, "why": why, **more}, follow_redirects=True).text


def test_a_name_is_read_by_organisers_only_between_yes_and_no(session, town, pages, guest, organiser, reader):
    assert OWN in guest.get("/mijn-lijst/hoe-was-het").text
    assert "Wij vragen eerst of het mag." in named(guest, town)
    seen = "".join(organiser.get(page).text for page in pages)
    assert (town.reader.name in seen, "Begon gewoon." in seen) == (False, False)
    assert "1 mail is onderweg." in organiser.post(f"{pages[0]}/vragen", follow_redirects=True).text
    number = session.query(Nomination).one().id

    assert "/genoemd" in reader.get(f"/organisaties/{town.library.id}/profiel").text
    assert "Begon gewoon." in reader.get("/genoemd").text
    reader.post(f"/genoemd/{number}", data={"antwoord": "ja"})

    assert [town.reader.name in organiser.get(page).text for page in pages] == [True, True]
    reader.post(f"/genoemd/{number}", data={"antwoord": "nee"})
    seen = "".join(organiser.get(page).text for page in pages)
    assert (town.reader.name in seen, "Begon gewoon." in seen) == (False, False)
    assert session.query(Nomination).one().answer is NominationAnswer.DECLINED


def test_the_mail_holds_neither_the_words_nor_the_namer(session, town, pages, guest, organiser):
    named(guest, town)
    organiser.post(f"{pages[0]}/vragen")

    mail = session.query(Message).filter_by(kind=MessageKind.NAMED).one()

    assert "/genoemd" in mail.body
    assert ("Begon gewoon." in mail.body, "Gast" in mail.body, "Voedselbank" in mail.body) == (False,) * 3
    assert mail.recipient not in organiser.get(f"/bijeenkomsten/{town.meeting.id}/post").text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"who": ""}, "Kies iemand uit de lijst."),
        ({"who": "zeppelin"}, "Kies iemand uit de lijst."),
        ({"why": " "}, "Schrijf in één zin waarom."),
        ({"why": "x" * 4000}, "4.000 tekens"),
        ({"why": "BSN 123456782"}, "burgerservicenummer"),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, town, guest, change, says):
    typed = {"who": town.person_key, "why": "Blijft staan.", **change}

    page = guest.post(OWN, data=typed).text

    assert ("Er klopt nog iets niet" in page, says in page, typed["why"].strip() in page) == (True,) * 3
    assert session.query(Nomination).count() == 0


def test_naming_twice_or_too_early_is_refused(session, town, guest):
    named(guest, town)
    assert "U noemde deze naam al." in named(guest, town)
    town.tomorrow()
    assert "De bijeenkomst is nog niet geweest." in named(guest, town)
    assert session.query(Nomination).count() == 1


def test_the_namer_takes_a_name_back_and_nobody_else_does(app, session, town, guest):
    named(guest, town)
    address = f"{OWN}/{session.query(Nomination).one().id}/weg"

    assert browser_of(app, session, town, town.school).post(address).status_code == 404
    guest.post(address)

    assert session.query(Nomination).count() == 0


def test_html_that_is_typed_is_shown_as_it_was_typed(town, guest, reader):
    named(guest, town, why="<script>alert(1)</script>")

    page = reader.get("/genoemd").text

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


@pytest.mark.parametrize("role", ["nobody", "another", "guest"])
def test_nobody_else_answers(session, town, guest, client, signed_in, role):
    named(guest, town)
    nomination = session.query(Nomination).one()
    another = signed_in(town.school.members[0].person) if role == "another" else None
    browser = {"nobody": client, "another": another, "guest": guest}[role]

    answer = browser.post(f"/genoemd/{nomination.id}", data={"antwoord": "ja"})

    assert answer.status_code == (404 if role == "another" else 401)
    assert session.get_one(Nomination, nomination.id).answer is NominationAnswer.WAITING
    assert "Begon gewoon." not in browser.get("/genoemd").text


def test_an_answer_that_is_none_is_refused(session, town, guest, reader):
    named(guest, town)
    number = session.query(Nomination).one().id

    assert reader.post(f"/genoemd/{number}", data={"antwoord": "misschien"}).status_code == 400


@pytest.mark.parametrize("role", ["nobody", "member", "organiser elsewhere"])
def test_only_organisers_of_the_region_read_it(session, town, pages, client, signed_in, role):
    a_region(session, "AM08")
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    session.flush()
    people = {"member": town.reader, "organiser elsewhere": elsewhere}
    browser = signed_in(people[role]) if role in people else client

    seen = {browser.get(page).status_code for page in pages}
    asked = browser.post(f"{pages[0]}/vragen").status_code

    assert (seen, asked) == (({302}, 401) if role == "nobody" else ({404}, 404))


def test_the_picture_says_who_connects_sectors(session, app, town, pages, guest, organiser):
    assert "Nog niemand zei met wie hij sprak." in organiser.get(pages[1]).text
    guest.post(f"/mijn-lijst/{town.library.id}/afspraak")

    page = organiser.get(f"{pages[1]}?organisatie={town.bank.id}").text

    wanted = ("Voedselbank", "Bibliotheek", "tie--approved", "tie--focus", "met allemaal")
    assert [word in page for word in wanted] == [True] * 5
    assert organiser.get(f"{pages[1]}?organisatie=x").status_code == 200
