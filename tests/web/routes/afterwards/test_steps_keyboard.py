"""Someone writes a step down and tells how it goes, by keyboard alone, in a browser."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.database import create_engine
from models.step import CheckRound
from tests.after import Aftermath
from tests.journeys.conftest import assert_accessible, follow
from web.actions.accounts.sign_in import issue_link
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def site(database_url: str, live_site: str, page: Page) -> tuple[str, int, str]:
    """The address of the site, the meeting, and a mailed link; a member of the bank is signed in."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        town = Aftermath(session)
        town.meeting.starts_at, town.meeting.ends_at = now() - timedelta(days=2), now() - timedelta(days=1)
        town.step(town.school, "Wij mailen.", at=now())
        town.write(CheckRound.HALFWAY, now())
        link = town.token(town.mails()[0])
        token = issue_link(session, town.organiser.email, next_path="", at=now())
        session.commit()
        meeting_id, bank_id = town.meeting.id, town.bank.id
    engine.dispose()
    page.goto(f"{live_site}/aanmelden/link/{token}")
    follow(page.get_by_role("button", name="Inloggen"))
    return (
        f"{live_site}/bijeenkomsten/{meeting_id}/stappen",
        bank_id,
        f"{live_site}/hoe-gaat-het/{link}",
    )


def test_a_step_is_written_down_and_told_of_by_keyboard_alone(page: Page, site: tuple[str, int, str]):
    steps, bank, link = site
    page.goto(f"{steps}/{bank}")
    assert_fits(page)
    page.get_by_label("Wat gaat u doen?").focus()
    page.keyboard.type("Wij leggen folders neer.")
    page.keyboard.press("Tab")
    page.keyboard.type("Sch")
    page.get_by_label("Uiterlijk op").fill((now() + timedelta(days=40)).date().isoformat())
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Uw stap is opgeslagen.")
    expect(page.locator(".step-line")).to_contain_text("samen met School")
    page.locator("summary").focus()
    page.keyboard.press("Enter")
    assert_fits(page)
    for address in (steps, steps.partition("/bijeenkomsten")[0] + "/regio/AM06/stappen"):
        page.goto(address)
        assert_fits(page)

    page.goto(link)
    assert_fits(page)
    page.get_by_label("Wilt u er iets bij zeggen?").focus()
    page.keyboard.type("Niemand neemt op.")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Het loopt vast")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("status")).to_contain_text("Bedankt, dat is opgeslagen.")
    expect(page.locator(".step-line")).to_contain_text("loopt vast")


def assert_fits(page: Page) -> None:
    assert_accessible(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
