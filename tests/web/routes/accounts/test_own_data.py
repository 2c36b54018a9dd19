import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.message import Message, MessageKind
from models.person import Person
from tests.builders import a_person
from tests.citizens import Citizen, cells_with
from tests.journeys.conftest import assert_accessible, follow
from tests.town import Town

BASE = "/mijn-gegevens"
PAGES = ("", "/mijn-gegevens.html", "/mijn-gegevens.json", "/wijzigen", "/bezwaar", "/wissen")
DETAILS = {"name": "Pia P.", "phone": "06 1", "email": "kanariepia@example.org", "language": "en"}


@pytest.fixture
def pia(session):
    return Citizen(Town(session), "kanariepia", organises=True)


@pytest.fixture
def visitor(signed_in, pia):
    return signed_in(pia.person)


@pytest.mark.parametrize("page", PAGES)
def test_who_is_not_signed_in_is_asked_to_by_mail_and_comes_back(client, page):
    answer = client.get(BASE + page)

    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/aanmelden?next={(BASE + page).replace('/', '%2F')}".replace("%2F", "/"),
    )


@pytest.mark.parametrize("page", ["/wijzigen", "/bezwaar", "/wissen"])
def test_forms_of_who_is_not_signed_in_change_nothing(session, client, pia, page):
    answer = client.post(BASE + page, data={**DETAILS, "sure": "y", "stops_mail": "y"})

    assert (answer.status_code, session.get_one(Person, pia.person.id).stops_mail) == (401, False)


def test_person_without_any_role_sees_their_data(session, signed_in):
    page = signed_in(a_person(session, "els@example.org")).get(BASE)

    assert (
        page.status_code,
        "els@example.org" in page.text,
        "U staat in geen enkel profiel." in page.text,
    ) == (
        200,
        True,
        True,
    )


def test_show_names_why_how_long_and_who_saw_it(visitor):
    text = visitor.get(BASE).text

    for words in ("Waarom:", "Hoe lang:", "365 dagen", "Voedselbank", "kanariepia-functie"):
        assert words in text


@pytest.mark.parametrize(("page", "kind"), [("html", "text/html"), ("json", "application/json")])
def test_download_is_a_file_that_is_kept_nowhere(visitor, page, kind):
    answer = visitor.get(f"{BASE}/mijn-gegevens.{page}")

    assert answer.headers["Content-Disposition"] == f'attachment; filename="mijn-gegevens.{page}"'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        f"{kind}; charset=utf-8",
        "no-store",
    )
    assert "kanariepia-functie" in answer.text


def test_downloaded_page_asks_nothing_of_any_server(visitor):
    text = visitor.get(f"{BASE}/mijn-gegevens.html").text

    assert re.findall(r"(?:src|href)=", text) == []


def test_change_stores_what_was_told(visitor, pia):
    answer = visitor.post(f"{BASE}/wijzigen", data=DETAILS)

    assert answer.headers["Location"] == BASE
    assert (pia.person.name, pia.person.phone, pia.person.language) == ("Pia P.", "06 1", "en")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": " "}, "Vul uw naam in."),
        ({"email": "pia"}, "Dit lijkt geen e-mailadres."),
        ({"phone": "0" * 41}, "Deze tekst heeft 41 tekens."),
    ],
)
def test_change_says_what_is_wrong_and_keeps_what_was_typed(visitor, pia, wrong, says):
    answer = visitor.post(f"{BASE}/wijzigen", data={**DETAILS, "phone": "06 7", **wrong})

    assert (says in answer.text, wrong.get("phone", "06 7") in answer.text) == (True, True)
    assert pia.person.phone == "06-kanariepia-telefoon"


def test_new_address_is_confirmed_by_its_own_link(session, visitor, pia):
    visitor.post(f"{BASE}/wijzigen", data={**DETAILS, "email": "nieuw@example.org"})
    mail = session.scalars(select(Message).where(Message.kind == MessageKind.CHANGE_EMAIL)).one()
    address = re.search(r"http://localhost(/mijn-gegevens/e-mailadres/\S+)", mail.body)[1]
    before = pia.person.email

    looked = visitor.get(address)
    used = visitor.post(address)
    again = visitor.post(address)

    assert ("nieuw@example.org" in looked.text, looked.headers["Referrer-Policy"]) == (True, "no-referrer")
    assert (before, pia.person.email) == (pia.email, "nieuw@example.org")
    assert (used.status_code, again.status_code) == (302, 410)


def test_confirmation_with_an_unknown_link_says_what_to_do(client):
    answer = client.get(f"{BASE}/e-mailadres/onbekend")

    assert (answer.status_code, "Vul het nieuwe adres opnieuw in" in answer.text) == (410, True)


def test_objections_are_kept_and_shown(visitor, pia):
    visitor.post(f"{BASE}/bezwaar", data={"stops_mail": "y"})
    page = visitor.get(f"{BASE}/bezwaar").text

    assert (pia.person.stops_mail, pia.person.hides_contact) == (True, False)
    assert re.search(r'<input[^>]*checked[^>]*id="stops_mail"', page)


def test_erase_wants_to_be_sure_and_tells_what_follows(visitor, pia):
    answer = visitor.post(f"{BASE}/wissen", data={})

    assert "Kruis aan dat u het zeker weet." in answer.text
    assert "U bent de enige organisator van Regio AM06" in answer.text
    assert pia.person.erased_at is None


def test_erase_leaves_nothing_and_signs_out(session, visitor, pia):
    answer = visitor.post(f"{BASE}/wissen", data={"sure": "y"}, follow_redirects=True)

    assert "Uw gegevens zijn gewist." in answer.text
    assert cells_with(session, "kanariepia") == set()
    assert visitor.get(BASE).status_code == 302


def test_erase_refuses_a_profile_that_is_not_theirs_alone(visitor, session, pia):
    answer = visitor.post(f"{BASE}/wissen", data={"sure": "y", "profiles": "999"})

    assert (answer.status_code, pia.person.erased_at) == (200, None)


@pytest.mark.browser
def test_person_sees_changes_and_erases_their_data(page: Page, live_site: str):
    page.goto(f"{live_site}{BASE}")
    page.get_by_label("Uw e-mailadres").fill("pia@example.org")
    page.get_by_role("button", name="Stuur mij een link").click()
    page.goto(f"{live_site}/postvak")
    page.get_by_role("link", name=re.compile("Begin bij Onverwacht")).click()
    page.locator("main a[href*='/aanmelden/link/']").click()
    page.get_by_role("main").get_by_role("button", name="Inloggen").click()
    expect(page.get_by_role("heading", name="Mijn gegevens", exact=True)).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Veranderen").click()
    page.get_by_role("button", name="Opslaan").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.get_by_label("Uw naam").fill("Pia Proef")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("main")).to_contain_text("Pia Proef")

    with page.expect_download() as download:
        page.get_by_role("link", name="Om te lezen").click()
    assert "Pia Proef" in download.value.path().read_text(encoding="utf-8")
    follow(page.get_by_role("link", name="Bezwaar maken"))
    assert_accessible(page)
    page.goto(f"{live_site}{BASE}/wissen")
    assert_accessible(page)
    page.get_by_label("Ja, wis mijn gegevens").check()
    page.get_by_role("button", name="Wis mijn gegevens").click()
    expect(page.get_by_role("status")).to_contain_text("Uw gegevens zijn gewist.")
