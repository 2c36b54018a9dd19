"""An organiser makes a programme, its phases and its meetings; others see no such page."""

import pytest

from models.person import RegionOrganiser
from models.programme import Programme
from models.queries.programmes import programme_of
from models.region import Region
from tests.builders import a_meeting, a_person, a_region
from web.actions.programmes import place_meeting

TYPED = {
    "name": "Samen sterk",
    "aim": "Dertig voorbeelden",
    "wanted_examples": "30",
    "starts_on": "2026-01-01",
    "ends_on": "2027-12-31",
    "regions": ["AM06"],
}


@pytest.fixture
def region(session):
    return a_region(session)


@pytest.fixture
def browser(session, signed_in, region):
    organiser = a_person(session, "organisator@example.org")
    organiser.organised_regions = [RegionOrganiser(region_code=region.code)]
    return signed_in(organiser)


@pytest.fixture
def programme(session, browser) -> Programme:
    browser.post("/programmas/nieuw", data=TYPED)
    return session.query(Programme).one()


def test_a_new_programme_shows_its_calendar_and_what_is_missing(session, browser, region, programme):
    place_meeting(session, a_meeting(session, region), programme)
    session.expire_all()

    page = browser.get(f"/programmas/{programme.id}").text

    assert all(text in page for text in ("Samen sterk", "Doel: 30 geslaagde voorbeelden", "Kalender", "<svg"))
    assert "Samen sterk" in browser.get("/programmas").text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"name": ""}, "Geef het programma een naam."),
        ({"ends_on": "2025-01-01"}, "De laatste dag ligt voor de eerste."),
        ({"regions": []}, "Kies ten minste één regio."),
        ({"aim": "x" * 2_001}, "Maak de tekst korter."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(session, browser, change, says):
    page = browser.post("/programmas/nieuw", data=TYPED | change).text

    assert says in page
    assert "30" in page
    assert session.query(Programme).count() == 0


def test_phases_are_saved_and_their_tasks_ticked(session, browser, programme):
    phase = {
        "phases-0-name": "Voorbereiden",
        "phases-0-starts_on": "2026-02-01",
        "phases-0-ends_on": "2026-03-01",
        "phases-0-tasks": "zaal huren\nsprekers vragen",
        "phases-1-name": "",
    }
    address = f"/programmas/{programme.id}"

    assert browser.post(f"{address}/fasen", data=phase).status_code == 302
    task = programme.phases[0].tasks[0]
    assert browser.post(f"{address}/taken/{task.id}", data={"klaar": "ja"}).status_code == 302
    page = browser.get(address).text

    assert all(text in page for text in ("zaal huren", "geregeld op", "te laat", "sprekers vragen"))
    outside = phase | {"phases-0-ends_on": "2030-01-01"}
    assert "valt buiten de dagen" in browser.post(f"{address}/fasen", data=outside).text
    unnamed = phase | {"phases-0-name": ""}
    assert "Geef de fase een naam." in browser.post(f"{address}/fasen", data=unnamed).text


def test_a_task_of_another_programme_is_not_found(session, browser, programme):
    assert browser.post(f"/programmas/{programme.id}/taken/99", data={"klaar": "ja"}).status_code == 404


def test_a_meeting_is_placed_by_its_form(session, browser, region, programme):
    meeting = a_meeting(session, region)
    page = browser.get(f"/bijeenkomsten/{meeting.id}/wijzigen").text
    assert "Samen sterk" in page

    form = {
        "kind": meeting.kind_slug,
        "title": "Kring",
        "day": "2026-12-13",
        "starts": "12:30",
        "ends": "17:00",
        "programme": str(programme.id),
        "maximum_persons": "2",
        "minimum_proposals": "2",
        "maximum_proposals": "5",
        "area": [place.code for place in region.municipalities[:1]],
    }
    answer = browser.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data=form)

    assert answer.status_code == 302, answer.text
    assert programme_of(session, meeting.id) is programme


def test_others_see_no_programme(session, client, signed_in, programme):
    session.add(Region(code="AM08", name="Elders", year=2026))
    session.flush()
    elsewhere = a_person(session, "elders@example.org")
    elsewhere.organised_regions = [RegionOrganiser(region_code="AM08")]
    stranger = signed_in(elsewhere)

    for path in ("", "/wijzigen", "/fasen"):
        assert stranger.get(f"/programmas/{programme.id}{path}").status_code == 404
    assert "Samen sterk" not in stranger.get("/programmas").text
    assert signed_in(a_person(session, "leden@example.org")).get("/programmas").status_code == 404
    assert client.get("/programmas").location.startswith("/aanmelden?next=")
