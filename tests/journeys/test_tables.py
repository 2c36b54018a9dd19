"""From settings to the printed door list, as an organiser does it: in a browser, on the real site."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import assert_accessible, follow

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MEETING = "Gesprekskring in Epe: wat ziet u bij de achterdeur?"


def test_organiser_goes_from_settings_to_a_printed_door_list(page: Page, site: str):
    page.goto(f"{site}/demo/organisator")
    page.goto(f"{site}/regio/AM06")
    page.get_by_role("link", name=MEETING).click()
    page.get_by_role("link", name="Maak een plan").click()
    make_plan(page)
    gone = cancel_someone(page)
    mend(page, gone)
    mover = move_someone(page)
    publish(page)
    print_door_list(page, mover)


def make_plan(page: Page) -> None:
    assert_accessible(page)
    page.get_by_label("Hoeveel tafels?").fill("0")
    page.get_by_role("button", name="Maak het plan").click()
    expect(page.get_by_role("alert")).to_contain_text("Kies een aantal van 1 tot en met 80.")
    assert_accessible(page)
    page.get_by_label("Hoeveel tafels?").fill("5")
    page.get_by_label("Albert Hotteman").check()
    page.get_by_role("button", name="Maak het plan").click()
    page.wait_for_url(re.compile(r"/tafels$"), timeout=60_000)
    expect(page.get_by_role("heading", name="Tafel 5")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Ronde 3").click()
    expect(page.get_by_role("link", name="Ronde 3")).to_have_attribute("aria-current", "page")


def cancel_someone(page: Page) -> str:
    page.get_by_role("link", name=MEETING).click()
    page.get_by_role("link", name="Naar de aanmeldingen").click()
    button = page.get_by_role("button", name=re.compile("^Meld .* af$")).first
    name = button.inner_text().removeprefix("Meld ").removesuffix(" af")
    button.click()
    expect(page.get_by_role("status")).to_contain_text("is afgemeld")
    return name


def mend(page: Page, gone: str) -> None:
    page.get_by_role("link", name=MEETING).click()
    page.get_by_role("link", name="Naar de tafels").click()
    expect(page.get_by_role("main")).to_contain_text("1 persoon uit dit plan heeft zich afgemeld.")
    page.get_by_role("button", name="Werk het plan bij").click()
    page.wait_for_url(re.compile(r"/tafels$"), timeout=60_000)
    expect(page.get_by_role("main")).to_contain_text("veranderingen sinds plan 1")
    expect(page.get_by_role("main")).to_contain_text(gone)
    assert_accessible(page)


def move_someone(page: Page) -> str:
    """Put the first guest of table 1 at another table in the second round; gives the name."""
    page.get_by_role("link", name="Ronde 2").click()
    guest = page.locator(".guest__link").first
    name = guest.locator(".guest__name").inner_text()
    guest.click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Verplaats in ronde 2").select_option(index=1)
    page.get_by_role("button", name="Verplaats").nth(1).click()
    page.wait_for_url("**/tafels?ronde=2#rondes")
    expect(page.locator(".guest", has_text=name).get_by_text("vast")).to_be_visible()
    return name


def publish(page: Page) -> None:
    page.get_by_role("button", name="Publiceer dit plan").click()
    expect(page.get_by_role("status")).to_contain_text("is gepubliceerd")


def print_door_list(page: Page, name: str) -> None:
    follow(page.get_by_role("link", name="Overzicht per ronde"))
    assert_accessible(page)
    page.go_back()
    page.get_by_role("link", name="Deurlijst").click()
    expect(page.locator(".door-list tr", has_text=name)).to_be_visible()
    assert_accessible(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Afdrukken")).to_be_hidden()
    page.emulate_media(media="screen")
    assert page.pdf().startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF downloaden").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
