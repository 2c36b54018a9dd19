import pytest
from playwright.sync_api import expect

from models.organisation import OrganisationMember, OrganisationRole
from models.person import Person, RegionOrganiser
from tests.builders import a_person, a_region, an_organisation
from tests.journeys.conftest import assert_accessible, follow

PAGES = ["/", "/over", "/privacy", "/toegankelijkheid", "/aanmelden", "/aanmelden/verstuurd", "/bestaat-niet"]
WIDTHS = [320, 390, 1280]  # pixels


def _edits(session, person: Person, name: str) -> int:
    organisation = an_organisation(session, name)
    session.add(
        OrganisationMember(organisation_id=organisation.id, person_id=person.id, role=OrganisationRole.OWNER)
    )
    return organisation.id


def _organises(session, person: Person, code: str) -> None:
    a_region(session, code)
    session.add(RegionOrganiser(person_id=person.id, region_code=code))


def test_start_sends_someone_new_to_look_for_their_organisation(session, signed_in):
    answer = signed_in(a_person(session)).get("/start")

    assert (answer.status_code, answer.location) == (302, "/organisaties/zoeken")


def test_start_goes_straight_on_to_the_only_organisation(session, signed_in):
    piet = a_person(session)
    organisation_id = _edits(session, piet, "Voedselbank De Brug")

    assert signed_in(piet).get("/start").location == f"/organisaties/{organisation_id}/profiel"


def test_start_goes_straight_on_to_the_only_region(session, signed_in):
    piet = a_person(session)
    _organises(session, piet, "AM06")

    assert signed_in(piet).get("/start").location == "/regio/AM06"


def test_start_shows_all_to_who_has_both(session, signed_in):
    piet = a_person(session)
    organisation_id = _edits(session, piet, "Voedselbank De Brug")
    _organises(session, piet, "AM06")
    an_organisation(session, "Van iemand anders")

    page = signed_in(piet).get("/start").text

    assert f'href="/organisaties/{organisation_id}/profiel"' in page
    assert 'href="/regio/AM06"' in page
    assert "Van iemand anders" not in page


def test_language_switch_keeps_the_page_and_is_remembered(client):
    switch = client.get("/taal/en?next=/over?x%3D1")

    assert switch.location == "/over?x=1"
    assert '<html lang="en">' in client.get("/over").text
    assert client.get("/taal/nl?next=/over").location == "/over"
    assert '<html lang="nl">' in client.get("/over").text


def test_language_switch_never_leads_away(client):
    assert client.get("/taal/en?next=//elsewhere.example").location == "/"


def test_unknown_language_does_not_exist(client):
    assert client.get("/taal/fr").status_code == 404


def test_visitor_of_the_home_page_gets_no_cookie(client):
    assert "Set-Cookie" not in client.get("/").headers


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["nl", "en"])
def test_public_pages_are_accessible_and_fit_every_width(live_site, page, language):
    page.goto(f"{live_site}/taal/{language}")
    for path in PAGES:
        page.goto(live_site + path)
        assert_accessible(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


@pytest.mark.browser
@pytest.mark.slow
def test_keyboard_goes_to_the_content_and_errors_take_the_focus(live_site, page):
    page.goto(f"{live_site}/aanmelden")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()

    page.get_by_role("button", name="Stuur mij een link").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_accessible(page)
    page.get_by_role("link", name="Vul uw e-mailadres in.").click()
    expect(page.locator("#email")).to_be_focused()


@pytest.mark.browser
@pytest.mark.slow
def test_signing_in_by_the_demo_mailbox(live_site, page):
    page.goto(f"{live_site}/aanmelden?next=/over")
    page.get_by_label("Uw e-mailadres").fill("nieuw@example.org")
    page.get_by_role("button", name="Stuur mij een link").click()
    follow(page.get_by_role("link", name="Open het postvak"))
    assert_accessible(page)
    follow(page.get_by_role("link", name="Begin bij Onverwacht"))
    assert_accessible(page)
    follow(page.locator(".letter a"))
    assert_accessible(page)
    page.get_by_role("button", name="Inloggen").click()

    assert page.url == f"{live_site}/over"
    assert page.get_by_text("Ingelogd als nieuw@example.org").is_visible()
    page.get_by_role("button", name="Uitloggen").click()
    assert page.get_by_role("link", name="Inloggen").first.is_visible()


def test_privacy_names_who_is_responsible_and_how_long(client, app):
    app.config["ONVERWACHT"] = app.config["ONVERWACHT"].model_copy(
        update={
            "controller_name": "Stichting Voorbeeld",
            "controller_address": "Weg 1, 8161 AA Epe",
            "controller_email": "privacy@example.org",
            "keep_attendees_days": 42,
        }
    )

    page = client.get("/privacy").text

    for words in ("Stichting Voorbeeld", "Weg 1, 8161 AA Epe", "mailto:privacy@example.org", "42 dagen"):
        assert words in page
