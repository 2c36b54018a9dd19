"""The pages of an initiative are accessible, fit on a phone, and can be worked by keyboard, in a browser."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from models.database import create_engine
from tests.after import Aftermath
from tests.journeys.conftest import assert_accessible
from web.actions.accounts.sign_in import issue_link
from web.actions.afterwards.initiatives import InitiativeDraft, Origin, begin_initiative
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def initiative(database_url: str, live_site: str, page: Page) -> str:
    """The address of an initiative; an organiser of its region is signed in."""
    engine = create_engine(database_url)
    with Session(engine, expire_on_commit=False) as session:
        town = Aftermath(session)
        draft = InitiativeDraft("Brood op de plank", "Samen brood delen.", "Trek", "Kruimels", "Bakken")
        origin = Origin("AM06", others=(town.bank.id,))
        begun = begin_initiative(session, draft, origin, coordinator_id=None, actor=town.actor, at=now())
        token = issue_link(session, town.organiser.email, next_path="", at=now())
        session.commit()
    engine.dispose()
    page.goto(f"{live_site}/aanmelden/link/{token}")
    page.get_by_role("button", name="Inloggen").click()
    return f"{live_site}/initiatieven/{begun.id}"


def test_an_organiser_fills_an_initiative_by_keyboard(page: Page, initiative: str):
    everything = initiative.rpartition("/")[0]
    for address in (everything, f"{everything}/nieuw", f"{initiative}/wijzigen"):
        page.goto(address)
        assert_fits(page)
    page.goto(f"{initiative}/partners")
    page.get_by_label("Naam van de andere organisatie").focus()
    page.keyboard.type("schoo")
    page.keyboard.press("Enter")
    page.get_by_label("School").focus()
    page.keyboard.press("Space")
    assert_fits(page)
    page.get_by_role("button", name="Vraag om mee te doen").press("Enter")
    expect(page.get_by_text("Een mail met uw vraag gaat naar: School.")).to_be_visible()

    page.goto(initiative)
    page.get_by_text("Voeg een afspraak toe").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Wat is afgesproken?").focus()
    page.keyboard.type("Wij bellen.")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("Kies een dag.")
    expect(page.get_by_label("Wat is afgesproken?")).to_have_value("Wij bellen.")
    assert_fits(page)


def assert_fits(page: Page) -> None:
    assert_accessible(page)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)
