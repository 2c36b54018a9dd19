"""An organiser ticks what is arranged; what is late is said; others see no list."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.checklist import MeetingTask
from models.database import create_engine
from models.facts import load_facts
from models.person import Person, RegionOrganiser
from tests.builders import NOON, a_meeting, a_person, a_region
from tests.journeys.conftest import assert_accessible, follow
from web.actions.accounts.sign_in import issue_link
from web.actions.organising.checklist import add_usual_tasks
from web.clock import now


@pytest.fixture
def meeting(session):
    """A meeting in twenty days."""
    start = now() + timedelta(days=20)
    region = a_region(session, "AM06", "GM0232")
    return a_meeting(session, region, starts_at=start, ends_at=start + timedelta(hours=3), rsvp_by=None)


@pytest.fixture
def address(meeting):
    return f"/bijeenkomsten/{meeting.id}/controlelijst"


@pytest.fixture
def anna(session, signed_in, meeting):
    organiser = a_person(session, "anna@example.org")
    organiser.organised_regions = [RegionOrganiser(region_code="AM06")]
    return signed_in(organiser)


def task(session, words):
    return session.scalars(select(MeetingTask).where(MeetingTask.name_nl.contains(words))).one()


def test_a_list_says_what_is_late_and_who_arranged_what(session, anna, meeting, address):
    add_usual_tasks(session, meeting)
    first = task(session, "Kies dag")
    assert "4 dingen zijn te laat:" in anna.get(address).text
    assert "4 te laat" in anna.get(f"/bijeenkomsten/{meeting.id}").text

    answer = anna.post(f"{address}/{first.id}", data={"klaar": "ja"})

    assert answer.location == f"{address}#taak-{first.id}"
    page = anna.get(address).text
    assert all(words in page for words in ("1 van 16 geregeld", "3 dingen zijn te laat:", "door Anna"))
    anna.post(f"{address}/{first.id}", data={"klaar": "nee"})
    assert "0 van 16 geregeld" in anna.get(address).text


def test_something_is_added_taken_off_and_put_back(session, anna, meeting, address):
    told = {"name": "Koffie zetten", "phase": "day", "due": meeting.starts_at.date().isoformat()}
    assert anna.post(address, data=told).status_code == 302
    coffee = task(session, "Koffie")

    anna.post(f"{address}/{coffee.id}/weg", data={"weg": "ja"})
    assert "Van de lijst gehaald" in anna.get(address).text
    anna.post(f"{address}/{coffee.id}/weg", data={"weg": "nee"})

    assert (coffee.taken_off_at, coffee.name_nl) == (None, "Koffie zetten")


def test_an_empty_list_gets_the_usual_one_once(session, anna, address):
    assert "Zet de gewone lijst erop" in anna.get(address).text

    for _ in range(2):
        anna.post(f"{address}/gewoon")

    assert len(session.scalars(select(MeetingTask)).all()) == 16


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Schrijf op wat u moet regelen."),
        ({"name": "x" * 301}, "Maak de tekst korter."),
        ({"due": ""}, "Kies een dag."),
        ({"due": "2001-01-01"}, "Kies een dag binnen 400 dagen"),
        ({"phase": "ooit"}, "Er klopt nog iets niet"),
        ({"name": "NL91ABNA0417164300"}, "is een rekeningnummer"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_added(session, anna, meeting, address, change, says):
    told = {"name": "Koffie", "phase": "day", "due": meeting.starts_at.date().isoformat(), **change}

    page = anna.post(address, data=told).text

    assert says in page
    assert f'value="{told["name"]}"' in page
    assert session.scalars(select(MeetingTask)).all() == []


def test_others_tick_nothing(session, anna, client, signed_in, meeting, address):
    add_usual_tasks(session, meeting)
    first, other = task(session, "Kies dag"), a_meeting(session, a_region(session, "AM11"))
    stranger = a_person(session, "els@example.org")
    stranger.organised_regions = [RegionOrganiser(region_code="AM11")]
    visitor = signed_in(stranger)

    refused = [
        visitor.get(address),
        visitor.post(f"{address}/{first.id}", data={"klaar": "ja"}),
        visitor.post(f"{address}/{first.id}/weg", data={"weg": "ja"}),
        visitor.post(f"{address}/gewoon"),
        # The task of one meeting by the address of another, which she does organise.
        visitor.post(f"/bijeenkomsten/{other.id}/controlelijst/{first.id}", data={"klaar": "ja"}),
    ]

    assert [answer.status_code for answer in refused] == [404] * 5
    assert client.get(address).location.startswith("/aanmelden?next=")
    assert (first.done_at, first.taken_off_at) == (None, None)


@pytest.mark.browser
@pytest.mark.slow
def test_a_programme_with_a_meeting_by_keyboard_on_a_phone(page: Page, live_site: str, database_url: str):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_site + _organiser_link(database_url))
    follow(page.get_by_role("button").first, "Enter")
    page.goto(f"{live_site}/programmas/nieuw")
    press(page, "link", "Begin met het programma uit de brochure")
    assert_accessible(page)
    fill(page, "Naam van het programma", "Samen sterk")
    fill(page, "Eerste dag", "2026-01-01")
    fill(page, "Laatste dag", "2099-12-31")
    press(page, "button", "Opslaan")
    expect(page.get_by_text("63 nog te plannen")).to_be_visible()
    assert_accessible(page)
    programme = page.url
    for name in ("Wijzig de bijeenkomsten", "Wijzig de fasen"):
        press(page, "link", name)
        assert_accessible(page)
        page.goto(programme)

    press(page, "link", "Plan: Veluwe Stedendriehoek, Vrijwilligers, sociaal werk en gemeente")
    fill(page, "Op welke dag?", "2099-12-13")
    fill(page, "Begin", "12:30")
    fill(page, "Einde", "17:00")
    page.get_by_label("Lochem").press("Space")
    assert_accessible(page)
    press(page, "button", "Opslaan")
    expect(page.get_by_text("0 van 16 geregeld")).to_be_visible()
    press(page, "link", "Naar de controlelijst")
    press(page, "button", "Geregeld: Kies dag, tijd en plaats")
    expect(page.get_by_text("1 van 16 geregeld")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{live_site}/soorten-bijeenkomsten")
    assert_accessible(page)
    press(page, "link", "Leercirkel")
    assert_accessible(page)


def press(page: Page, role: str, name: str) -> None:
    """Reach the link or button by the keyboard, and use it."""
    # What is heard and not seen stands apart, with a blank before it.
    heard = re.escape(name).replace(":", " ?:")
    control = page.get_by_role(role, name=re.compile(f"^{heard}$")).last
    control.focus()
    expect(control).to_be_focused()
    follow(control, "Enter")


def fill(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)


def _organiser_link(database_url: str) -> str:
    engine = create_engine(database_url)
    with Session(engine) as database:
        load_facts(database)
        person = Person(email="anna@example.org", name="Anna", created_at=NOON)
        person.organised_regions = [RegionOrganiser(region_code="AM06")]
        database.add(person)
        database.flush()
        token = issue_link(database, person.email, next_path="", at=now())
        database.commit()
    engine.dispose()
    return f"/aanmelden/link/{token}"
