"""From an empty profile to the attendee's printed list, as people do it: in a browser, on the real site."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import assert_accessible, follow

pytestmark = pytest.mark.browser

NAME = "Wasserette De Droomtrommel"
MEETING = "Gesprekskring in Epe: wat ziet u bij de achterdeur?"
OFFER = "wij wassen gratis voor gezinnen zonder wasmachine"
NEED = "iemand die onze klanten helpt als hun loon in beslag is genomen"


def test_organisation_goes_from_an_empty_profile_to_a_printed_list(page: Page, site: str, context):
    page.goto(site)
    assert_accessible(page)
    follow(page.get_by_role("link", name="Doe mee"))
    assert_accessible(page)
    sign_in(page, site, "wanda@example.org")
    start_profile(page)
    fill_in_profile(page)
    register(page)

    follow(page.get_by_role("button", name="Uitloggen"))
    page.goto(f"{site}/demo/organisator")
    make_proposals(page, site)
    partner = approve_first_proposal_of(page, NAME)
    publish(page)

    follow(page.get_by_role("button", name="Uitloggen"))
    open_list_from_mail(page, site)
    expect(page.get_by_role("main")).to_contain_text(partner)
    assert_accessible(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_contain_text("Mijn twee stappen")
    page.emulate_media(media="screen")
    assert page.pdf().startswith(b"%PDF")
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF downloaden").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def sign_in(page: Page, site: str, email: str) -> None:
    page.get_by_label("Uw e-mailadres").fill(email)
    follow(page.get_by_role("button", name="Stuur mij een link"))
    wanted = page.url
    page.goto(f"{site}/postvak")
    page.locator(".mailbox__item", has_text=email).first.get_by_role("link").click()
    page.locator("main a[href*='/aanmelden/link/']").click()
    follow(page.get_by_role("main").get_by_role("button", name="Inloggen"))
    assert wanted != page.url


def start_profile(page: Page) -> None:
    page.get_by_label("Naam, plaats of KvK-nummer").fill(NAME)
    follow(page.get_by_role("button", name="Zoek"))
    assert_accessible(page)
    page.get_by_role("link", name="Mijn organisatie staat er niet bij").click()
    expect(page.get_by_label("Hoe heet uw organisatie?")).to_have_value(NAME)
    page.get_by_label("In welke gemeente is uw organisatie?").fill("Zutphen")
    assert_accessible(page)
    page.get_by_role("button", name="Begin").click()
    page.wait_for_url("**/profiel")


def fill_in_profile(page: Page) -> None:
    tasks = page.url
    go_on = page.get_by_role("button", name="Opslaan en verder")
    page.get_by_role("link", name="Wie zijn wij").click()
    page.get_by_label("Wat voor organisatie bent u?").select_option("mkb_ondernemer")
    assert_accessible(page)
    go_on.click()
    choose_on_the_map(page)
    go_on.click()
    page.get_by_label("Wat ziet u en wat doet u?").fill(
        "Wij zijn een wasserette. Wij zien wie geen wasmachine meer heeft. Klanten vertellen over schulden."
    )
    tell_that_it_is_not_so(page, "Gezondheid")
    go_on.click()
    page.locator("textarea").first.fill(OFFER)
    go_on.click()
    page.locator("textarea").first.fill(NEED)
    page.get_by_role("checkbox").first.check()
    assert_accessible(page)
    go_on.click()
    page.get_by_role("checkbox").first.check()
    assert_accessible(page)
    go_on.click()
    page.get_by_label("Naam", exact=True).fill("Wanda Was")
    assert_accessible(page)
    page.get_by_role("button", name="Opslaan en verder").click()
    page.wait_for_url("**/nakijken")
    expect(page.get_by_text("aanname", exact=True).first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(OFFER)
    assert_accessible(page)
    page.get_by_role("button", name="Ja, zo klopt het").click()
    expect(page.get_by_role("main")).to_contain_text("U hebt uw antwoorden nagekeken")
    page.goto(tasks)
    expect(page.get_by_text("kunnen deze soorten organisaties u nodig hebben")).to_be_visible(timeout=90_000)
    assert_accessible(page)


def tell_that_it_is_not_so(page: Page, label: str) -> None:
    """What is understood follows the typing; one tap by the keyboard corrects it and keeps the focus."""
    page.locator("textarea").first.press("End")
    page.keyboard.type(" Vaak zijn zij ziek.")
    line = page.locator("#understood li", has_text=label)
    line.get_by_role("button", name="Klopt niet").press("Enter")
    expect(line.get_by_role("button", name="Toch wel")).to_be_focused()
    assert_accessible(page)


def choose_on_the_map(page: Page) -> None:
    """One municipality by the keyboard, another by a tap on its shape."""
    page.get_by_role("checkbox", name="Epe", exact=True).press("Space")
    shape = page.locator("label[for=area-GM0200] path")
    shape.scroll_into_view_if_needed()
    box = shape.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for name in ("Epe", "Apeldoorn"):
        expect(page.get_by_role("checkbox", name=name, exact=True)).to_be_checked()
    assert_accessible(page)


def register(page: Page) -> None:
    page.get_by_role("link", name="Naar de bijeenkomsten").click()
    page.get_by_role("link", name=MEETING).click()
    page.get_by_label("Naam").fill("Wanda Was")
    page.get_by_label(re.compile("^E-mailadres")).fill("wanda@example.org")
    page.get_by_role("button", name="Meld aan").click()
    expect(page.get_by_role("main")).to_contain_text("Wanda Was")
    assert_accessible(page)


def make_proposals(page: Page, site: str) -> None:
    page.goto(f"{site}/regio/AM06")
    assert_accessible(page)
    follow(page.get_by_role("link", name=MEETING))
    assert_accessible(page)
    page.get_by_role("button", name="Maak voorstellen").click()
    page.wait_for_url("**/voorstellen*", timeout=240_000, wait_until="load")
    expect(page.locator(".proposal").first).to_be_visible(timeout=90_000)
    assert_accessible(page)


def approve_first_proposal_of(page: Page, name: str) -> str:
    """Approve the strongest proposal of this organisation; gives the name of its partner."""
    while page.locator(".proposal", has_text=name).count() == 0:
        page.get_by_role("link", name="Volgende").click()
    card = page.locator(".proposal", has_text=name).first
    names = card.locator(".member__name").all_inner_texts()
    identifier = card.get_attribute("id")
    card.get_by_role("button", name="Goedkeuren").click()
    expect(page.locator(f"#{identifier}")).to_contain_text("Goedgekeurd")
    return next(each for each in names if each != name)


def publish(page: Page) -> None:
    page.get_by_role("link", name=MEETING).click()
    page.get_by_role("link", name="Bekijk het netwerk").click()
    expect(page.locator("svg.network, .network svg").first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=MEETING).click()
    follow(page.get_by_role("link", name="Bekijk wat u gaat publiceren"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Publiceer de lijsten"))
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Verstuur alle .* mails|Verstuur deze mail")).click()


def open_list_from_mail(page: Page, site: str) -> None:
    page.goto(f"{site}/postvak")
    mail = page.locator(".mailbox__item", has_text="wanda@example.org").filter(has_not_text="inloggen")
    mail.first.get_by_role("link").click()
    page.locator("main a[href*='/lijst/']").click()
    page.wait_for_url("**/mijn-lijst")
