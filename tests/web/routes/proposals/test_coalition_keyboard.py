"""An organiser rearranges coalitions by keyboard and by mouse, in a browser."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.database import create_engine
from tests.arena import Arena
from tests.journeys.conftest import assert_accessible
from web.actions.accounts.sign_in import issue_link
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def meeting(database_url: str, live_site: str, page: Page) -> str:
    """The address of a meeting with two coalitions; its organiser is signed in."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        arena = Arena(session)
        token = issue_link(session, arena.anna.email, next_path="", at=now())
        session.commit()
    engine.dispose()
    page.goto(f"{live_site}/aanmelden/link/{token}")
    page.get_by_role("button", name="Inloggen").click()
    return f"{live_site}/bijeenkomsten/{arena.meeting.id}"


def test_organiser_moves_by_keyboard_drags_undoes_and_saves(page: Page, meeting: str):
    page.goto(f"{meeting}/coalitiebord")
    assert_accessible(page)
    message = page.locator(".board__message")

    pick = page.get_by_role("link", name="Verplaats Organisatie 7")
    pick.press("Enter")
    expect(page.get_by_role("link", name="Laat los Organisatie 7")).to_be_focused()
    assert_accessible(page)
    page.keyboard.press("Tab")
    expect(page.get_by_label("Waarheen?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(message).to_contain_text("verplaatste Organisatie 7 van ‘zonder coalitie’ naar coalitie 1.")
    expect(page.get_by_role("link", name="Verplaats Organisatie 7")).to_be_focused()

    drag(page, "Organisatie 7", "#kaart-2 h2")
    expect(message).to_contain_text("van coalitie 1 naar coalitie 2.")
    page.get_by_role("button", name="Draai terug: Organisatie 7").click()
    expect(message).to_contain_text("zette Organisatie 7 terug: van coalitie 2 naar coalitie 1.")
    page.get_by_role("button", name="Sla coalitie 1 op").click()
    expect(message).to_contain_text("Opgeslagen en goedgekeurd: coalitie 1.")
    assert_accessible(page)

    for path in ("valt-af", "in-beeld"):
        page.goto(f"{meeting}/{path}")
        assert_accessible(page)


def drag(page: Page, name: str, to: str) -> None:
    """What a browser tells the page when a hand drags someone to a card."""
    carried = page.evaluate_handle("() => new DataTransfer()")
    start, end = page.locator(".board-member", has_text=name), page.locator(to)
    start.dispatch_event("dragstart", {"dataTransfer": carried})
    end.dispatch_event("dragover", {"dataTransfer": carried})
    expect(page.locator(".board-drop")).to_be_visible()
    end.dispatch_event("drop", {"dataTransfer": carried})
