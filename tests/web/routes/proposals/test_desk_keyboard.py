"""An organiser reviews the whole queue by keyboard, in a browser."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import create_engine
from models.proposal import Proposal, ProposalForm
from tests.arena import Arena
from tests.journeys.conftest import assert_accessible
from web.actions.accounts.sign_in import issue_link
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def meeting(database_url: str, live_site: str, page: Page) -> str:
    """The address of a meeting with five pairs to judge; its organiser is signed in."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        arena = Arena(session)
        for number, other in enumerate(arena.organisations[4:9]):
            arena.pair(arena.organisations[0], other, fit=0.9 - number / 10)
        token = issue_link(session, arena.anna.email, next_path="", at=now())
        session.commit()
    engine.dispose()
    page.goto(f"{live_site}/aanmelden/link/{token}")
    page.get_by_role("button", name="Inloggen").click()
    return f"{live_site}/bijeenkomsten/{arena.meeting.id}"


def test_the_whole_queue_is_reviewed_by_keyboard(page: Page, meeting: str, database_url: str):
    page.goto(f"{meeting}/voorstellen?durf=0")
    press(page, "?")
    expect(page.get_by_text("De toetsen staan aan. Zet ze uit")).to_be_visible()
    assert_accessible(page)
    press(page, "?")

    press(page, "j")
    expect(here(page)).to_contain_text("Organisatie 5")
    press(page, "g")
    expect(here(page)).to_contain_text("Organisatie 6")
    press(page, "x")
    expect(page.get_by_role("button", name="Zij kennen elkaar al")).to_be_focused()
    assert_accessible(page)
    press(page, "Escape")
    press(page, "x")
    press(page, "2")
    expect(here(page)).to_contain_text("Organisatie 7")
    press(page, "w")
    press(page, "5")
    expect(here(page)).to_contain_text("Organisatie 8")
    press(page, "v")
    expect(here(page)).to_contain_text("Vastgezet")
    press(page, "g")
    expect(here(page)).to_contain_text("Organisatie 9")
    press(page, "g")
    expect(here(page)).to_contain_text("Goedgekeurd")
    press(page, "t")
    expect(here(page)).to_contain_text("Teruggedraaid")
    press(page, "s")
    expect(page.locator("#many")).to_contain_text("1 gekozen")
    assert_accessible(page)
    page.get_by_role("button", name="Keur gekozen goed").press("Enter")
    expect(page.get_by_text("U hebt alles beoordeeld.")).to_be_visible()
    expect(page.get_by_text("Over 1 voorstel is besloten.")).to_be_visible()
    assert states(database_url) == ["approved", "refused", "on_hold", "approved", "approved"]

    page.goto(f"{meeting}/voorstellen?durf=0&staat=alles")
    page.locator("#keys summary").click()
    page.get_by_role("button", name="De toetsen staan aan. Zet ze uit").click()
    press(page, "j")
    press(page, "t")
    expect(page.locator(".proposal--here")).to_have_count(0)
    assert states(database_url) == ["approved", "refused", "on_hold", "approved", "approved"]

    for path in (
        "voorstellen/geschiedenis",
        "afspraken",
        "voorstellen/eigen",
        "wat-als",
        "rondes",
        "versies",
    ):
        page.goto(f"{meeting}/{path}")
        assert_accessible(page)


def press(page: Page, key: str) -> None:
    page.keyboard.press(key)


def here(page: Page):
    return page.locator(".proposal--here")


def states(database_url: str) -> list[str]:
    engine = create_engine(database_url)
    with Session(engine) as session:
        pairs = select(Proposal).where(Proposal.form == ProposalForm.PAIRING).order_by(Proposal.id)
        found = [proposal.state.value for proposal in session.scalars(pairs)]
    engine.dispose()
    return found
