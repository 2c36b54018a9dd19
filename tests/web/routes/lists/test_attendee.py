"""Behind a personal link stands one list: to read, to print, to put in a calendar."""

from urllib.parse import urlsplit

import pytest

from matcher.seats import SeatingSettings
from models.person import Language
from tests.builders import NOON
from tests.town import Town
from web.actions.actor import Actor
from web.actions.tables.seating import request_plan, run_seating
from web.actions.tables.seating_changes import publish_plan
from web.documents import PdfUnavailable


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(
        town.bank,
        town.library,
        reasons=[
            town.need(town.bank, town.library, "Een warme plek", "Een zaal met koffie"),
            town.need(town.library, town.bank, "Mensen bereiken", "Elke week 80 gezinnen"),
        ],
    )
    return town


@pytest.fixture
def path(town):
    town.publish()
    return urlsplit(town.link_of(town.bank)).path


def test_link_opens_the_own_list_and_leaves_the_secret_address(client, path):
    answer = client.get(path)

    assert (answer.status_code, answer.headers["Location"]) == (302, "/mijn-lijst")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cache-Control"] == "no-store"


def test_link_works_again_and_from_another_browser(app, path):
    for browser in (app.test_client(), app.test_client()):
        for _ in range(2):
            assert browser.get(path, follow_redirects=True).status_code == 200


def test_own_list_tells_whom_to_meet_and_why(client, path):
    page = client.get(path, follow_redirects=True).text

    wanted = (
        "Bibliotheek",
        "“Een warme plek”",
        "“Een zaal met koffie”",
        "“Mensen bereiken”",
        "“Elke week 80 gezinnen”",
        "Begin met deze vraag",
        "kanarie-bibliotheek@example.org",
        "Mijn twee stappen",
    )
    assert [text for text in wanted if text not in page] == []


def test_own_list_shows_no_contacts_of_others(client, path):
    page = client.get(path, follow_redirects=True).text

    assert "kanarie-bibliotheek@example.org" in page
    assert "kanarie-school@example.org" not in page
    assert "kanarie-voedselbank@example.org" not in page


def test_own_list_is_in_the_language_of_the_attendee_until_they_choose(client, town):
    town.guests[town.bank.id].language = Language.ENGLISH
    town.publish()
    path = urlsplit(town.link_of(town.bank)).path

    assert '<html lang="en">' in client.get(path, follow_redirects=True).text
    client.get("/taal/nl")
    assert '<html lang="nl">' in client.get(path, follow_redirects=True).text


def test_own_list_before_publication_tells_when_and_where(client, town, path, session):
    client.get(path)
    session.delete(town.publish())

    page = client.get("/mijn-lijst").text

    assert "Uw lijst is nog niet klaar" in page
    assert "woensdag 1 april 2026" in page


@pytest.mark.parametrize("path", ["/lijst/onbekend", "/lijst/" + "x" * 43])
def test_unknown_link_says_what_to_do(client, path):
    answer = client.get(path)

    assert answer.status_code == 410
    assert "Kijk of u een nieuwere mail van ons hebt." in answer.text
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_link_of_someone_who_cancelled_says_what_to_do(client, town, path):
    client.get(path)
    town.cancel(town.bank)

    assert client.get(path).status_code == 410
    assert client.get("/mijn-lijst").status_code == 410


def test_own_list_needs_the_link_first(client):
    assert client.get("/mijn-lijst").headers["Location"].startswith("/aanmelden")


def test_personal_link_opens_nothing_but_its_own_list(client, town, path):
    client.get(path)

    paths = (
        f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}",
        f"/bijeenkomsten/{town.meeting.id}/lijsten",
        f"/bijeenkomsten/{town.meeting.id}/lijsten/{town.library.id}",
        "/start",
    )
    assert [client.get(path).status_code for path in paths] == [302] * len(paths)


def test_own_calendar_is_a_calendar_file(client, path):
    client.get(path)

    answer = client.get("/mijn-lijst/bijeenkomst.ics")

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert "DTSTART;TZID=Europe/Amsterdam:20260401T130000" in answer.text


@pytest.mark.slow
def test_own_list_as_pdf(client, path):
    client.get(path)

    answer = client.get("/mijn-lijst/lijst.pdf")

    assert (answer.status_code, answer.content_type) == (200, "application/pdf")
    assert answer.data.startswith(b"%PDF-")


def test_own_list_as_pdf_says_how_to_print_when_pango_is_missing(client, path, monkeypatch):
    def without_pango(_page):
        raise PdfUnavailable("no libpango")

    monkeypatch.setattr("web.presenting.match_list.pdf_of", without_pango)
    client.get(path)

    answer = client.get("/mijn-lijst/lijst.pdf")

    assert answer.status_code == 503
    assert "Kies in uw browser voor afdrukken." in answer.text


def test_own_list_tells_the_tables_once_the_plan_is_published(session, client, path, town):
    told = {"actor": Actor(person_id=town.organiser.id), "at": NOON}
    plan = request_plan(session, town.meeting, SeatingSettings(tables=1, seats=3, rounds=2), **told)
    run_seating(session, plan.id, at=NOON, report=lambda *_: None)
    assert "Uw tafels" not in client.get(path, follow_redirects=True).text

    publish_plan(session, plan, **told)

    page = client.get("/mijn-lijst").text
    assert "Uw tafels" in page
    assert page.count("<strong>tafel 1</strong>") == 2
