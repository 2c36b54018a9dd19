from datetime import timedelta

import pytest
from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import create_engine
from models.guest import MeetingInvitation, WaitingGuest
from models.message import Message
from models.person import RegionOrganiser
from models.registration import Registration
from tests.guests import Party, link_in
from tests.journeys.conftest import assert_accessible
from tests.web.conftest import SECRET
from web.actions.accounts.sign_in import open_person_session
from web.actions.organising.inviting import invite_guests
from web.actions.site import Site
from web.clock import now


@pytest.fixture
def party(session):
    start = now() + timedelta(days=30)
    return Party(session, starts_at=start, ends_at=start + timedelta(hours=3), capacity=2)


@pytest.fixture
def link(session, party):
    site = Site("http://localhost", "hallo@mail.example")
    ids = [party.linde.id, party.raap.id]
    invite_guests(session, party.meeting, ids, site=site, actor=party.actor, at=now())
    return link_in(party.mails()[0]).removesuffix("/ja")


def coming(session):
    standing = select(Registration.name).where(Registration.cancelled_at.is_(None))
    return session.scalars(standing.order_by(Registration.id)).all()


def ticked(party):
    return {"contacts": [party.linde.members[0].person_id]}


@pytest.mark.parametrize("word", ["", "/ja", "/nee"])
def test_opening_the_link_changes_nothing(session, party, client, link, word):
    answer = client.get(link + word)

    assert (answer.status_code, answer.headers["Referrer-Policy"]) == (200, "no-referrer")
    assert coming(session) == []
    assert session.scalars(select(MeetingInvitation.declined_at)).all() == [None, None]


def test_yes_is_one_button_with_the_reader_ticked(session, party, client, link):
    page = client.get(f"{link}/ja").text
    assert page.count("checked") == 1

    answer = client.post(f"{link}/ja", data=ticked(party), follow_redirects=True)

    assert ("Dank u wel, tot dan!" in answer.text, coming(session)) == (True, ["Ans"])


def test_pressing_yes_twice_adds_nobody_twice(session, party, client, link):
    for typed in (ticked(party), ticked(party), {"name": "Ans", "email": "ans@example.org"}):
        answer = client.post(f"{link}/ja", data=typed)

        assert (answer.status_code, coming(session)) == (302, ["Ans"])


def test_someone_else_can_come_and_be_cancelled(session, party, client, link):
    client.post(f"{link}/ja", data={**ticked(party), "name": "Bo", "email": "bo@example.org"})
    assert coming(session) == ["Ans", "Bo"]

    number = session.scalars(select(Registration.id).filter_by(name="Ans")).one()
    page = client.post(f"{link}/afmelden/{number}", follow_redirects=True).text

    assert ("Ans is afgemeld." in page, coming(session)) == (True, ["Bo"])


def test_no_and_then_yes_after_all(session, party, client, link):
    page = client.post(f"{link}/nee", follow_redirects=True).text
    assert "wij weten nu dat u niet komt" in page

    client.post(f"{link}/ja", data=ticked(party))

    assert coming(session) == ["Ans"]
    assert session.get(MeetingInvitation, (party.meeting.id, party.linde.id)).declined_at is None


def test_full_meeting_says_that_one_waits_and_lets_one_stop(session, party, client, link):
    party.meeting.capacity = 1
    page = client.post(f"{link}/ja", data={**ticked(party), "name": "Bo"}, follow_redirects=True).text

    assert "Op de wachtlijst staat nu: Bo." in page
    guest = session.scalars(select(WaitingGuest.id)).one()
    client.post(f"{link}/wachtlijst/{guest}/weg")
    assert session.scalars(select(WaitingGuest.id)).all() == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Kruis aan wie er komen, of vul een naam in."),
        ({"name": "Bo", "email": "geen adres"}, "Dit lijkt geen e-mailadres."),
        ({"name": "x" * 500}, "Maak de tekst korter."),
        ({"contacts": ["999999"]}, "ongeldige keuze"),
    ],
)
def test_wrong_answer_gets_a_sentence_and_keeps_what_was_typed(session, party, client, link, typed, said):
    page = client.post(f"{link}/ja", data=typed).text

    assert (said in page, coming(session)) == (True, [])
    assert typed.get("email", "") in page


def test_third_person_is_refused_with_a_sentence(session, party, client, link):
    client.post(f"{link}/ja", data={**ticked(party), "name": "Bo"})

    page = client.post(f"{link}/ja", data={"name": "Cas"}).text

    assert ("Er mogen 2 personen per organisatie komen." in page, coming(session)) == (True, ["Ans", "Bo"])


def test_link_answers_for_its_own_organisation_alone(session, party, client, link):
    other = link_in(party.mails()[1]).removesuffix("/ja")
    client.post(f"{other}/ja", data={"name": "Rob"})
    number = session.scalars(select(Registration.id)).one()

    assert client.post(f"{link}/afmelden/{number}").status_code == 404
    assert coming(session) == ["Rob"]


def test_english_reader_sees_english(party, client, link):
    english = link_in(party.mails()[1])

    page = client.get(english, follow_redirects=True)

    assert "Yes, we are coming" in page.text


@pytest.mark.parametrize("word", ["", "/ja", "/nee", "/bijeenkomst.ics"])
def test_unknown_link_says_what_to_do(client, word):
    answer = client.get(f"/komt-u/onbekend{word}")

    assert (answer.status_code, "Open de link uit de nieuwste mail" in answer.text) == (410, True)


def test_meeting_that_is_off_says_so_and_takes_no_answer(session, party, client, link):
    party.meeting.cancelled_at = now()

    page = client.get(f"{link}/ja").text

    assert ("gaat niet door" in page, "Ja, wij komen" in page) == (True, False)
    assert client.post(f"{link}/ja", data=ticked(party)).status_code == 409
    assert coming(session) == []


def test_meeting_for_ones_calendar(party, client, link):
    answer = client.get(f"{link}/bijeenkomst.ics")

    assert ("SUMMARY:Kring" in answer.text, "SEQUENCE:0" in answer.text) == (True, True)


@pytest.mark.browser
@pytest.mark.slow
def test_invited_and_answered_by_keyboard_on_a_phone(page: Page, live_site: str, database_url: str):
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as database:
        start = now() + timedelta(days=30)
        party = Party(database, starts_at=start, ends_at=start + timedelta(hours=3))
        database.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
        key = open_person_session(database, party.organiser, at=now())
        meeting = f"{live_site}/bijeenkomsten/{party.meeting.id}"
        database.commit()
    _sign_in(page, live_site, key)

    page.goto(f"{meeting}/uitnodigen/kiezen?naam=linde")
    page.get_by_label("De Linde").check()
    page.get_by_role("button", name="Zet de aangekruiste op de lijst").click()
    expect(page.get_by_role("heading", name="1 mail wacht op u")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Lees eerst de brief").click()
    expect(page.get_by_role("heading", name="Zo ziet de lezer de mail")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{meeting}/uitnodigen")
    page.get_by_role("button", name="Verstuur deze mail").click()
    expect(page.get_by_text("1 mail is onderweg.")).to_be_visible()
    with Session(engine) as database:
        link = "/komt-u/" + link_in(database.scalars(select(Message)).one(), "ja").partition("/komt-u/")[2]
    engine.dispose()

    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(live_site + link)
    assert_accessible(page)
    yes = page.get_by_role("button", name="Ja, wij komen")
    while not yes.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Dank u wel, tot dan!")).to_be_visible()
    assert_accessible(page)

    page.goto(f"{meeting}/deur?zoek=ans")
    assert_accessible(page)
    page.get_by_role("button", name="Is er").click()
    expect(page.get_by_text("1 van 1 zijn er")).to_be_visible()
    assert_accessible(page)


def _sign_in(page: Page, live_site: str, key: str) -> None:
    """Give the browser the cookie of a session, as the site itself would sign it."""
    app = Flask("cookies")
    app.secret_key = SECRET
    value = SecureCookieSessionInterface().get_signing_serializer(app).dumps({"person": key})
    page.context.add_cookies([{"name": "onverwacht", "value": value, "url": live_site}])
