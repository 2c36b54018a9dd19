"""What organisations do between two meetings, as people do it: in a browser, on the real site."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import create_engine
from models.message import Message, MessageKind
from tests.journeys.conftest import assert_accessible, follow
from web.actions.organisations.renewal import ask_to_renew
from web.actions.organisations.statements import Terms
from web.clock import now

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NEED = "Werkplekken tussen gewone klanten, buiten ons eigen terrein"
MEMBER = "sietske.handwijzer@example.org"


def test_need_is_met_in_two_taps_and_the_rest_is_confirmed_from_a_mail(
    page: Page, site: str, database_url: str
):
    enter(page, site)
    assert_accessible(page)
    line = page.locator(".own-statement", has_text=NEED)
    line.get_by_text("Verander de stand").click()
    line.get_by_role("button", name="Dit is gelukt").click()
    expect(page.get_by_role("heading", name="Met wie?")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Naam van een organisatie of een mens").fill("bakkerij")
    page.get_by_role("button", name="Opslaan").click()
    page.get_by_role("button", name="Bakkerij Gebakken Lucht").click()
    expect(page.locator(".history")).to_contain_text("met Bakkerij Gebakken Lucht")
    page.get_by_role("link", name="Stand van uw aanbod en vragen").click()
    expect(page.get_by_role("heading", name="Wat nu geldt")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Uitloggen").click()

    page.goto(link_in_mail(database_url, site))
    expect(page.get_by_role("main")).not_to_contain_text(NEED)
    assert_accessible(page)
    page.get_by_role("button", name="Klopt nog", exact=False).first.click()
    expect(page.get_by_role("status")).to_contain_text("Opgeslagen. Bedankt.")
    expect(page.locator(".own-statement").first).to_contain_text("Bevestigd")
    page.get_by_role("button", name="Maak deze link ongeldig").click()
    expect(page.get_by_role("heading", name="Deze link werkt niet")).to_be_visible()
    assert_accessible(page)


def test_need_on_the_board_is_answered_and_taken_up(page: Page, site: str):
    enter(page, site)
    page.get_by_role("link", name="Prikbord", exact=True).click()
    expect(page.get_by_role("heading", name="Prikbord")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Woorden").fill("zeppelin")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("main")).to_contain_text("Gebruik minder woorden")
    page.get_by_label("Woorden").fill("depressieve")
    page.get_by_label("Gemeente of regio").fill("Ermelo")
    page.get_by_role("button", name="Zoek").click()
    follow(page.get_by_role("link", name="Stuur een bericht").first)
    assert_accessible(page)
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".error-summary")).to_contain_text("Schrijf een kort bericht.")
    page.get_by_label("Uw bericht").fill("Wij kennen een vrijwilliger met geduld.")
    page.get_by_label("Mijn naam").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("status")).to_contain_text("Uw bericht is onderweg naar GGZ Het Wolkenkabinet.")
    assert_accessible(page)
    page.get_by_role("button", name="Dit pakken wij op").click()
    expect(page.locator(".answers-list")).to_contain_text("Wordt opgepakt")
    page.goto(f"{site}/postvak")
    expect(page.locator(".mailbox__item", has_text="op het prikbord").first).to_be_visible()


def test_partners_are_told_and_whom_not_to_meet_stays_private(page: Page, site: str):
    enter(page, site)
    follow(page.get_by_role("link", name="Met wie liever niet?"))
    assert_accessible(page)
    add(page, "incasso", "Fictief Incasso Kraanvogel")
    expect(page.locator(".relations")).to_contain_text("Fictief Incasso Kraanvogel")
    assert_accessible(page)
    page.get_by_role("button", name="Haal van de lijst").click()
    expect(page.get_by_role("main")).to_contain_text("Uw lijst is leeg.")

    page.get_by_role("link", name="Overzicht van uw profiel").click()
    page.get_by_role("link", name="Met wie werkt u al?").click()
    add(page, "bakkerij", "Bakkerij Gebakken Lucht")
    expect(page.locator(".relations")).to_contain_text("Alleen voor uzelf")
    assert_accessible(page)


def enter(page: Page, site: str) -> None:
    page.goto(f"{site}/demo/organisatie")
    expect(page.get_by_role("heading", name="Werkbedrijf De Gedroomde Hand")).to_be_visible()


def add(page: Page, words: str, name: str) -> None:
    page.get_by_label("Naam van de andere organisatie").fill(words)
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("radio", name=name)).to_be_visible()
    assert_accessible(page)
    page.get_by_role("radio", name=name).check()
    page.get_by_role("button", name="Voeg toe").click()


def link_in_mail(database_url: str, site: str) -> str:
    engine = create_engine(database_url).execution_options(writes=True)
    with Session(engine) as session:
        ask_to_renew(session, Terms(timedelta(days=1)), base_url=site, at=now())
        session.commit()
        written = select(Message).where(Message.kind == MessageKind.RENEWAL, Message.recipient == MEMBER)
        body = session.scalars(written).one().body
    engine.dispose()
    return next(line for line in body.splitlines() if "/bevestigen/" in line)
