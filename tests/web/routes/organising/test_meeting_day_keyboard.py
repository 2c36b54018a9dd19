"""On the day: two taps by keyboard alone, the list without internet, and the wall; in a browser."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.database import create_engine
from tests.journeys.conftest import assert_accessible
from tests.meeting_day import MeetingDay
from web.actions.accounts.sign_in import issue_link
from web.clock import now

MET, AGREED = (re.compile(f"{word}.*Bibliotheek") for word in ("Wij spraken elkaar", "Wij gaan iets doen"))
pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def doors(database_url: str, live_site: str) -> tuple[str, str, str]:
    """The personal link of the bank's attendee, the pages of the meeting, and a link for its organiser."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        town = MeetingDay(session)
        personal = urlsplit(town.link_of(town.bank)).path
        token = issue_link(session, town.organiser.email, next_path="", at=now())
        session.commit()
        meeting_id = town.meeting.id
    engine.dispose()
    return (
        live_site + personal,
        f"{live_site}/bijeenkomsten/{meeting_id}",
        f"{live_site}/aanmelden/link/{token}",
    )


def test_two_taps_by_keyboard_and_a_list_without_internet(page: Page, doors: tuple[str, str, str]):
    personal, meeting, sign_in = doors
    page.goto(personal)
    expect(page.locator("[data-kept]")).to_be_visible()
    assert_fits(page)
    met = page.get_by_role("button", name=MET).first
    met.focus()
    page.keyboard.press("Enter")
    expect(met).to_have_attribute("aria-pressed", "true")
    agreed = page.get_by_role("button", name=AGREED).first
    agreed.focus()
    page.keyboard.press("Enter")
    expect(agreed).to_have_attribute("aria-pressed", "true")

    page.context.set_offline(True)
    page.goto(personal.partition("/lijst/")[0] + "/mijn-lijst")
    expect(page.get_by_role("heading", name="Voedselbank")).to_be_visible()
    expect(page.locator("[data-offline]")).to_be_visible()
    expect(page.get_by_role("button", name=AGREED).first).to_have_attribute("aria-pressed", "true")
    page.context.set_offline(False)

    page.goto(personal.partition("/lijst/")[0] + "/mijn-lijst/hoe-was-het")
    assert_fits(page)
    page.goto(sign_in)
    page.get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("button", name="Uitloggen")).to_be_visible()
    for rest in ("ontmoetingen", "formulieren", "lijsten/bestand", "dag-ervoor"):
        page.goto(f"{meeting}/{rest}")
        assert_fits(page)
    page.goto(f"{meeting}/muur")
    assert_accessible(page)
    expect(page.get_by_role("img", name="Wie sprak wie?")).to_be_visible()


def assert_fits(page: Page) -> None:
    assert_accessible(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
