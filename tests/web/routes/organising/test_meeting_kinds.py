"""Organisers keep the kinds of meeting on the site; others see no such page, and nothing typed is lost."""

import pytest

from models.meeting import MeetingKind
from models.person import RegionOrganiser
from tests.builders import a_kind, a_person, a_region

PAGES = "/soorten-bijeenkomsten"
TYPED = {
    "name_nl": "Keukentafel",
    "name_en": "Kitchen table",
    "description": "Eten en praten",
    "parties-0-name": "Koks",
    "parties-0-name_en": "Cooks",
    "parties-0-minimum": "1",
    "parties-0-kinds": ["bakker"],
    "parties-1-name": "",
    "parties-1-minimum": "0",
}


@pytest.fixture
def browser(session, signed_in):
    region = a_region(session)
    a_kind(session, "bakker", "business")
    organiser = a_person(session)
    organiser.organised_regions = [RegionOrganiser(region_code=region.code)]
    return signed_in(organiser)


def test_a_kind_is_made_changed_set_aside_and_brought_back(session, browser):
    assert browser.post(f"{PAGES}/nieuw", data=TYPED).location == PAGES
    assert "Koks (ten minste 1)" in browser.get(PAGES).text
    kind = session.get_one(MeetingKind, "keukentafel")

    browser.post(f"{PAGES}/keukentafel", data={**TYPED, "name_nl": "Lange tafel"})
    assert (kind.name_nl, [party.name_en for party in kind.parties]) == ("Lange tafel", ["Cooks"])

    browser.post(f"{PAGES}/keukentafel/opzij", data={"opzij": "ja"})
    assert "Lange tafel" not in browser.get("/regio/AM06/bijeenkomsten/nieuw").text
    browser.post(f"{PAGES}/keukentafel/opzij", data={"opzij": "nee"})
    assert "Lange tafel" in browser.get("/regio/AM06/bijeenkomsten/nieuw").text


def test_the_english_page_has_english_names(browser):
    browser.post(f"{PAGES}/nieuw", data=TYPED)
    browser.get("/taal/en")

    page = browser.get(PAGES).text

    assert all(words in page for words in ("Kitchen table", "Cooks (at least 1)"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name_nl": ""}, "Geef de soort een naam."),
        ({"name_en": ""}, "Geef de soort ook een Engelse naam."),
        ({"name_nl": "gesprek"}, "Er is al een soort bijeenkomst met deze naam."),
        ({"description": "x" * 1_001}, "Maak de tekst korter."),
        ({"parties-0-kinds": []}, "Kies ten minste één sector of één soort organisatie."),
        ({"parties-0-minimum": "6"}, "Deze regels kunnen niet samen: “Koks”"),
        ({"anyone": "y"}, "U koos “Zonder regels”, maar er zijn nog partijen: “Koks”."),
        ({"parties-0-name": "", "parties-0-kinds": []}, "Er is nog geen partij."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(session, browser, change, says):
    session.add(MeetingKind(slug="gesprek", name_nl="Gesprek", name_en="Talk"))

    page = browser.post(f"{PAGES}/nieuw", data={**TYPED, **change}).text

    assert says in page
    assert 'value="Cooks"' in page
    assert session.get(MeetingKind, "keukentafel") is None


def test_an_unknown_kind_is_not_there(browser):
    assert browser.get(f"{PAGES}/onbekend").status_code == 404


@pytest.mark.parametrize("path", ["", "/nieuw", "/gesprek"])
def test_kinds_are_for_organisers(session, client, signed_in, path):
    session.add(MeetingKind(slug="gesprek", name_nl="Gesprek", name_en="Talk"))

    assert signed_in(a_person(session)).get(PAGES + path).status_code == 404
    assert client.get(PAGES + path).location.startswith("/aanmelden?next=")


def test_setting_aside_is_for_organisers(session, signed_in):
    session.add(MeetingKind(slug="gesprek", name_nl="Gesprek", name_en="Talk"))

    assert (
        signed_in(a_person(session)).post(f"{PAGES}/gesprek/opzij", data={"opzij": "ja"}).status_code == 404
    )
    assert session.get_one(MeetingKind, "gesprek").set_aside_at is None
