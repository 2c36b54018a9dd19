"""An organiser makes a programme, its phases and its meetings; others see no such page."""

import re

import pytest

from models.facts import load_facts
from models.meeting import MeetingKind
from models.person import RegionOrganiser
from models.programme import Programme
from models.queries.programmes import programme_of
from models.region import Region
from tests.builders import NOON, a_meeting, a_person, a_region
from web.actions.actor import NOBODY
from web.actions.organising.programmes import PartDraft, place_meeting, save_parts

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
    return a_region(session, "AM06", "GM0232")


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

    assert all(text in page for text in ("zaal huren", "door Organisator", "te laat", "sprekers vragen"))
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
        "area": ["GM0232"],
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

    for path in ("", "/wijzigen", "/bijeenkomsten", "/fasen"):
        assert stranger.get(f"/programmas/{programme.id}{path}").status_code == 404
    assert "Samen sterk" not in stranger.get("/programmas").text
    assert signed_in(a_person(session, "leden@example.org")).get("/programmas").status_code == 404
    assert client.get("/programmas").location.startswith("/aanmelden?next=")


@pytest.fixture
def kinds(session):
    for slug in ("kring", "leercirkel", "landelijk"):
        session.add(MeetingKind(slug=slug, name_nl=slug.title(), name_en=f"{slug} (en)"))
    session.flush()


def parts(*told):
    """The form with these parts: (number, kind, name, scope, after earlier)."""
    found = {}
    for row, (place, kind, name, scope, after) in enumerate(told):
        found |= {f"parts-{row}-place": place, f"parts-{row}-kind": kind, f"parts-{row}-name": name}
        found |= {f"parts-{row}-scope": scope} | ({f"parts-{row}-after_earlier": "y"} if after else {})
    return found


def test_parts_are_put_in_order_and_a_meeting_is_planned_from_the_table(session, browser, programme, kinds):
    told = parts(
        ("2", "leercirkel", "", "regio", True),
        ("1", "kring", "", "regio", False),
        ("3", "landelijk", "Moed", "landelijk", False),
    )
    assert browser.post(f"/programmas/{programme.id}/bijeenkomsten", data=told).status_code == 302
    assert [(part.kind_slug, part.national) for part in programme.parts] == [
        ("kring", False),
        ("leercirkel", False),
        ("landelijk", True),
    ]
    page = browser.get(f"/programmas/{programme.id}").text
    assert all(words in page for words in ("3 nog te plannen", "Voor alle regio’s samen", "Moed", "later"))

    circle = programme.parts[0]
    form = browser.get(f"/regio/AM06/bijeenkomsten/nieuw?onderdeel={circle.id}").text
    assert 'value="Kring, Regio AM06"' in form
    assert f'selected value="{programme.id}-{circle.id}"' in form
    assert 'selected value="kring"' in form


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ([("1", "kring", "", "regio", False)] * 2, "Deze bijeenkomst staat er twee keer."),
        ([("1", "kring", "", "regio", True)], "Hier staat niets voor waarop dit kan volgen."),
        ([("1", "", "Zonder soort", "regio", False)], "Dit is geen keuze uit de lijst."),
        ([("nul", "kring", "Typefout", "regio", False)], "Er klopt nog iets niet"),
    ],
)
def test_parts_say_what_is_wrong_and_keep_what_was_typed(browser, programme, kinds, told, says):
    page = browser.post(f"/programmas/{programme.id}/bijeenkomsten", data=parts(*told)).text

    assert says in page
    assert all(f'value="{name}"' in page for _place, _kind, name, *_rest in told)
    assert programme.parts == []


def test_a_part_with_meetings_cannot_be_taken_out(session, browser, region, programme):
    meeting = a_meeting(session, region)
    save_parts(session, programme, [PartDraft(meeting.kind_slug)], actor=NOBODY, at=NOON)
    place_meeting(session, meeting, programme, programme.parts[0])
    gone = {"parts-0-id": programme.parts[0].id, "parts-0-kind": meeting.kind_slug, "parts-0-remove": "y"}

    page = browser.post(f"/programmas/{programme.id}/bijeenkomsten", data=gone).text

    assert "al bijeenkomsten gepland of gehouden als dit onderdeel (Gesprekskring)" in page


def test_a_meeting_of_another_kind_than_its_part_is_refused(session, browser, region, programme, kinds):
    meeting = a_meeting(session, region)
    save_parts(session, programme, [PartDraft("kring")], actor=NOBODY, at=NOON)
    form = {"kind": meeting.kind_slug, "title": "Eigen naam", "area": ["GM0232"]}
    form["programme"] = f"{programme.id}-{programme.parts[0].id}"

    page = browser.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data=form).text

    assert "Dit onderdeel van het programma is een andere soort bijeenkomst." in page
    assert 'value="Eigen naam"' in page


def test_the_plan_of_the_brochure_is_a_beginning(session, browser):
    load_facts(session)
    form = browser.get("/programmas/nieuw?voorbeeld=landelijk").text
    codes = re.findall(r'checked[^>]*value="(AM\d+)"', form)
    assert len(codes) == 15

    typed = {**TYPED, "regions": codes, "example": "ja"}
    page = browser.post("/programmas/nieuw", data=typed, follow_redirects=True).text

    [programme] = session.query(Programme).all()
    assert (len(programme.parts), [phase.name for phase in programme.phases]) == (
        7,
        ["Beginnen", "In de regio’s", "Volhouden"],
    )
    assert all(words in page for words in ("63 nog te plannen", "Moed en Groet", "Een klankbordgroep vragen"))
