"""Someone without an organisation joins from their own experience, in both languages, and leaves again."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from models.database import create_engine
from models.organisation import Organisation
from models.registration import Registration
from tests.journeys.conftest import assert_accessible, follow


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_someone_joins_from_experience_and_leaves_again(site, page, language):
    page.goto(f"{site}/taal/{language}")
    page.goto(f"{site}/aanmelden?next=/ervaring/nieuw")
    page.locator("#email").fill("nieuw.mens@example.org")
    follow(page.locator("main form button"))
    page.goto(f"{site}/postvak")
    page.locator(".mailbox__subject a").first.click()
    follow(page.locator(".letter a"))
    follow(page.locator("main form button"))
    page.locator("#name").fill("Zonnetje")
    page.locator("#place").fill("Epe")
    assert_fits(page)
    page.locator("main form button").first.click()
    for title in ("ervaring", "aan-tafel", "vergoeding"):
        expect(page.locator("h1")).to_be_visible()
        assert page.url.endswith(title)
        assert_fits(page)
        page.locator(".buttons button").first.click()
    expect(page.get_by_role("status")).to_be_visible()
    assert_fits(page)
    page.locator(".buttons a").first.click()
    assert_fits(page)
    page.go_back()
    follow(page.locator("a[href$=stoppen]"))
    assert_fits(page)
    page.locator(".one-button button").last.click()
    expect(page.get_by_role("status")).to_be_visible()
    assert page.url == f"{site}/"


def assert_fits(page) -> None:
    assert_accessible(page)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (page.url, width)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_around_sharing_and_receiving_are_accessible(site, page, database_url, language):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        expert = select(Organisation.id).where(Organisation.name == "Meneer Zonneklaar")
        meeting = connection.scalar(
            select(Registration.meeting_id).where(Registration.organisation_id.in_(expert))
        )
    engine.dispose()
    page.goto(f"{site}/demo/organisatie")
    page.goto(f"{site}/taal/{language}")
    page.goto(f"{site}/start")
    own = page.url.removesuffix("/profiel")
    for path in (own, f"{own}/delen"):
        page.goto(path)
        assert_fits(page)
    page.goto(f"{site}/demo/organisator")
    page.goto(f"{site}/bijeenkomsten/{meeting}/aanmeldingen")
    expect(page.locator("#experts")).to_be_visible()
    assert_fits(page)
