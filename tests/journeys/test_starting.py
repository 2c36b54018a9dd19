"""How an organisation starts, as people do it: entered, claimed, joined, merged; in a browser, on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import assert_accessible, follow

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAME = "Kringloop Het Eksternest"
PHONE = {"viewport": {"width": 390, "height": 844}, "locale": "nl-NL"}


def test_organisation_is_entered_claimed_joined_and_merged(page: Page, site: str, browser: Browser):
    page.goto(f"{site}/demo/organisator")
    enter(page, site, NAME, "els@example.org")
    enter(page, site, f"Stichting {NAME}", "")

    phone = browser.new_context(**PHONE).new_page()
    claim(phone, link_in_mail(page, site, "els@example.org", "uitnodiging"))

    asker = browser.new_context(**PHONE).new_page()
    ask_to_join(asker, site)
    owner = browser.new_context(**PHONE).new_page()
    owner.goto(link_in_mail(page, site, "Ans Vraag", "verzoek"))
    assert_accessible(owner)
    owner.get_by_role("button", name="Ja, Ans Vraag mag meedoen").click()
    expect(owner.get_by_role("heading", level=1)).to_contain_text("Ans Vraag doet mee")
    look_at_people(phone)

    merge_and_undo(page, site)
    look_at_booklet(page, site)
    look_at_circle(page, site)
    look_at_practices(page, site)
    ask_the_sounding_board(page, site, browser)
    look_at_results(page, site)


def enter(page: Page, site: str, name: str, email: str) -> None:
    page.goto(f"{site}/regio/AM06/organisaties/nieuw")
    page.get_by_label("Naam van de organisatie").fill(name)
    page.get_by_label("Gemeente").fill("Zutphen")
    page.get_by_label(re.compile("^E-mailadres van iemand")).fill(email)
    assert_accessible(page)
    page.get_by_role("button", name="Voer in", exact=True).click()
    if not email:
        expect(page.get_by_text("Bedoelt u een van deze?")).to_be_visible()
        assert_accessible(page)
        page.get_by_role("button", name="Nee, dit is een andere").click()
    expect(page.get_by_role("status")).to_contain_text(f"{name} staat erbij.")


def link_in_mail(page: Page, site: str, words: str, path: str) -> str:
    page.goto(f"{site}/postvak")
    page.locator(".mailbox__item", has_text=words).first.get_by_role("link").click()
    return page.locator(f"main a[href*='/{path}/']").get_attribute("href") or ""


def claim(phone: Page, link: str) -> None:
    phone.goto(link)
    assert_accessible(phone)
    phone.get_by_role("button", name="Ja, ik doe mee").click()
    expect(phone.get_by_text("ingevuld door de organisator")).to_be_visible()
    assert_accessible(phone)


def ask_to_join(asker: Page, site: str) -> None:
    asker.goto(f"{site}/doe-mee")
    assert_accessible(asker)
    asker.get_by_label("Uw e-mailadres").fill("ans@gmial.com")
    asker.get_by_role("button", name="Stuur mij een link").click()
    expect(asker.get_by_text("Bedoelt u ans@gmail.com?")).to_be_visible()
    assert_accessible(asker)
    asker.get_by_label("Uw e-mailadres").fill("ans@example.org")
    asker.get_by_role("button", name="Stuur mij een link").click()
    expect(asker.get_by_text("een mail gestuurd naar ans@example.org")).to_be_visible()
    assert_accessible(asker)
    asker.goto(link_in_mail(asker, site, "ans@example.org", "aanmelden"))
    asker.get_by_role("main").get_by_role("button", name="Inloggen").click()
    asker.wait_for_url("**/zoeken", wait_until="load")
    asker.get_by_label("Naam, plaats of KvK-nummer").press_sequentially("eksternset")  # with a typing error
    asker.get_by_role("link", name=re.compile(f"Ja, vraag om mee te doen.*: {NAME}")).click()
    asker.get_by_label("Uw naam").fill("Ans Vraag")
    assert_accessible(asker)
    asker.get_by_role("button", name="Verstuur mijn vraag").click()
    expect(asker.get_by_text("Wacht op antwoord")).to_be_visible()
    assert_accessible(asker)


def look_at_people(phone: Page) -> None:
    phone.get_by_role("link", name="Mensen die aan dit profiel meewerken").click()
    expect(phone.get_by_text("Ans Vraag").first).to_be_visible()
    assert_accessible(phone)
    phone.get_by_role("link", name=re.compile("^Wijzig.*Ans Vraag")).click()
    expect(phone.get_by_role("button", name="Maak eigenaar")).to_be_visible()
    assert_accessible(phone)
    phone.go_back()
    phone.get_by_role("link", name="Nodig iemand uit").click()
    expect(phone.get_by_role("button", name="Verstuur de uitnodiging")).to_be_visible()
    assert_accessible(phone)


def merge_and_undo(page: Page, site: str) -> None:
    page.goto(f"{site}/regio/AM06")
    page.get_by_role("link", name=NAME, exact=True).click()
    follow(page.get_by_role("link", name="Voeg samen met een andere organisatie"))
    assert_accessible(page)
    page.get_by_role("link", name=f"Stichting {NAME}").click()
    expect(page.get_by_role("button", name="Voeg samen")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Voeg samen").click()
    expect(page.get_by_text(f"Stichting {NAME} is opgegaan in {NAME}")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Maak ongedaan").click()
    expect(page.get_by_text("Het zijn weer twee organisaties")).to_be_visible()


def look_at_booklet(page: Page, site: str) -> None:
    page.goto(f"{site}/regio/AM06/spierbundel")
    page.get_by_role("button", name="Publiceer een nieuwe versie").click()
    expect(page.get_by_role("status")).to_contain_text("De Spierbundel is gepubliceerd.")
    assert_accessible(page)
    page.get_by_role("link", name="Lees de Spierbundel zoals iedereen hem leest").click()
    expect(page.get_by_text("Koffie met uw post")).to_be_visible()
    assert_accessible(page)


def look_at_circle(page: Page, site: str) -> None:
    page.goto(f"{site}/regio/AM06")
    page.get_by_text("Voorbije bijeenkomsten").click()
    follow(page.get_by_role("link", name=re.compile("^Leercirkel: sociaal werk en klantmanagers")))
    follow(page.get_by_role("link", name="Naar de gevallen en groepjes"))
    page.get_by_text("Vraag andere woorden, of weiger").first.click()
    page.get_by_text("Verander een groepje").click()
    assert_accessible(page)
    follow(page.get_by_role("link", name="Verslag met lessen"))
    assert_accessible(page)
    follow(page.get_by_role("link", name="Wat leerden andere regio’s?"))
    expect(page.get_by_text("Niemand had het eerder gevraagd.")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{site}/regio/AM06/verbinders")
    expect(page.get_by_text("Belt op maandag wie op vrijdag nog twijfelde.")).to_be_visible()
    assert_accessible(page)


def look_at_practices(page: Page, site: str) -> None:
    page.goto(f"{site}/voorbeelden")
    assert_accessible(page)
    page.get_by_text("Kies ook een soort organisatie").click()
    page.get_by_label("Soort organisatie").select_option("bibliotheek")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page.get_by_role("heading", name="Koffie met uw post")).to_be_visible()
    assert_accessible(page)
    follow(page.get_by_role("link", name="Koffie met uw post"))
    expect(page.get_by_role("heading", name="Eerste acties")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{site}/initiatieven")
    follow(page.get_by_role("link", name="Koffie met uw post"))
    follow(page.get_by_role("link", name="Goed voorbeeld: wijzig of haal weg"))
    assert_accessible(page)
    page.get_by_role("button", name="Haal weg bij de goede voorbeelden").click()
    expect(page.get_by_role("status")).to_contain_text("niet meer bij de goede voorbeelden")


def ask_the_sounding_board(page: Page, site: str, browser: Browser) -> None:
    page.goto(f"{site}/regio/AM06/taaie-vragen")
    assert_accessible(page)
    follow(page.get_by_role("link", name=re.compile("^Leg dit voor")).first)
    assert_accessible(page)
    page.get_by_label("Uw vraag aan de klankbordgroep").fill("Wie regelt een vast nummer?")
    follow(page.get_by_role("button", name="Zet de vraag klaar"))
    assert_accessible(page)
    follow(page.get_by_role("button", name=re.compile("Vraag deze deskundige.*Baldwin")))
    here = page.url

    phone = browser.new_context(**PHONE).new_page()
    phone.goto(link_in_mail(page, site, "baldwin.vondst@example.org", "vraag"))
    assert_accessible(phone)
    phone.get_by_label("Uw antwoord").fill("Vraag naar de contactpersoon voor zorg.")
    phone.get_by_label("Iedereen mag dit antwoord lezen").check()
    follow(phone.get_by_role("button", name="Verstuur mijn antwoord"))
    expect(phone.get_by_role("status")).to_contain_text("Uw antwoord is onderweg")
    assert_accessible(phone)

    page.goto(here)
    follow(page.get_by_role("button", name="Stuur het antwoord naar de organisatie"))
    assert_accessible(page)
    follow(page.get_by_role("button", name="Maak vraag en antwoord openbaar"))
    follow(page.get_by_role("link", name="Lees het zoals iedereen het leest"))
    expect(page.get_by_text("Vraag naar de contactpersoon voor zorg.")).to_be_visible()
    assert_accessible(page)
    page.goto(f"{site}/klankbord")
    assert_accessible(page)


def look_at_results(page: Page, site: str) -> None:
    """The organiser looks at the figures of the programme, and writes for the national meeting."""
    page.goto(f"{site}/programmas/1/cijfers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat bracht het programma?")
    assert_accessible(page)
    page.goto(f"{site}/programmas/1")
    follow(page.get_by_role("link", name="Wat werkt, wat niet?"))
    assert_accessible(page)
    follow(page.get_by_role("link", name=re.compile("^Schrijf op")))
    assert_accessible(page)
    page.get_by_label("Dit werkt (3)").fill("Soep voor iedereen")
    follow(page.get_by_role("button", name="Sla op", exact=True))
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen.")
    follow(page.get_by_role("link", name="Toon op het scherm"))
    follow(page.get_by_role("link", name="Volgende"))
    assert_accessible(page)
