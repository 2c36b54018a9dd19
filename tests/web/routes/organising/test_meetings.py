"""An organiser prepares a region's meetings on the site; nothing that was typed is lost."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.meeting import Meeting, MeetingKind, MeetingParty
from models.person import RegionOrganiser
from tests.builders import NOON, a_kind, a_meeting, a_person, a_region, a_registration, an_organisation
from web.clock import now


@pytest.fixture
def region(session):
    session.add(MeetingKind(slug="gesprekskring", name_nl="Gesprekskring", name_en="Discussion circle"))
    return a_region(session, "AM06", "GM0200", "GM0232")


@pytest.fixture
def organiser(session, region, signed_in):
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code=region.code)]
    return signed_in(person)


def told(**changes):
    answers = {
        "title": "Van beleid naar actie",
        "kind": "gesprekskring",
        "day": "2099-12-13",
        "starts": "12:30",
        "ends": "17:00",
        "area": ["GM0200"],
        "maximum_persons": "2",
        "minimum_proposals": "2",
        "maximum_proposals": "5",
    }
    return {**answers, **changes}


def test_a_region_without_meetings_says_what_to_do(organiser):
    page = organiser.get("/regio/AM06").text

    assert "Er staat nog geen bijeenkomst op de agenda." in page
    assert 'href="/regio/AM06/bijeenkomsten/nieuw"' in page


def test_a_region_shows_its_meetings_and_what_profiles_lack(session, region, organiser):
    a_meeting(session, region, title="Kring in Epe")
    an_organisation(
        session, "Bakker", kind=a_kind(session), municipality=region.municipalities[0], offers=("Brood",)
    )

    page = organiser.get("/regio/AM06").text

    assert "Kring in Epe" in page
    assert "3 van 8 ingevuld" in page
    assert "wat zij zoeken" in page


def test_another_region_is_not_there_for_this_organiser(session, organiser):
    other = a_region(session, "AM11", "GM0034")
    meeting = a_meeting(session, other)

    for path in ("/regio/AM11", f"/bijeenkomsten/{meeting.id}", f"/bijeenkomsten/{meeting.id}/voorstellen"):
        assert organiser.get(path).status_code == 404


def test_create_stores_the_meeting_in_dutch_time_with_proposed_dates(session, organiser):
    answer = organiser.post("/regio/AM06/bijeenkomsten/nieuw", data=told(more="plaats gm0232"))

    meeting = session.scalars(select(Meeting)).one()
    assert answer.location == f"/bijeenkomsten/{meeting.id}"
    assert meeting.starts_at.isoformat() == "2099-12-13T11:30:00+00:00"
    assert (meeting.rsvp_by.isoformat(), meeting.final_invitation_by.isoformat()) == (
        "2099-11-30",
        "2099-12-07",
    )
    assert [place.code for place in meeting.area] == ["GM0200", "GM0232"]


def test_create_warns_of_a_day_that_has_passed(organiser):
    page = organiser.post(
        "/regio/AM06/bijeenkomsten/nieuw", data=told(day="2017-12-13"), follow_redirects=True
    ).text

    assert "ligt in het verleden" in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends": "11:00"}, "Het einde is vroeger dan het begin."),
        ({"rsvp_by": "2099-12-20"}, "De aanmelddatum ligt na de bijeenkomst."),
        ({"title": ""}, "Geef de bijeenkomst een naam."),
        ({"more": "Nergenshuizen"}, "Wij kennen geen gemeente met deze naam."),
        ({"area": []}, "Kies ten minste één gemeente."),
        ({"joint_start_minutes": "270"}, "De gezamenlijke start duurt even lang als de bijeenkomst"),
        ({"capacity": "0"}, "Kies een aantal van 1 tot en met"),
        ({"capacity": "1"}, "Eén organisatie mag met meer personen komen dan er in totaal passen."),
        ({"minimum_proposals": "9"}, "Het minste aantal is hoger dan het grootste aantal."),
        ({"day": "morgen"}, "Er klopt nog iets niet"),
    ],
)
def test_create_gives_back_what_was_typed_with_what_is_wrong(session, organiser, wrong, sentence):
    page = organiser.post("/regio/AM06/bijeenkomsten/nieuw", data=told(goal="Elkaar vinden", **wrong)).text

    assert sentence in page
    assert "Elkaar vinden" in page
    assert session.scalars(select(Meeting)).all() == []


def test_a_button_of_the_map_changes_the_page_and_saves_nothing(session, organiser):
    a_region(session, "AM11", "GM0034")

    page = organiser.post(
        "/regio/AM06/bijeenkomsten/nieuw", data=told(title="", goal="Samen", look="AM11", whole_region="1")
    ).text

    assert "Er klopt nog iets niet" not in page
    assert "Samen" in page
    assert re.findall(r'value="(GM\d+)" checked', page) == ["GM0034", "GM0200"]
    assert session.scalars(select(Meeting)).all() == []


def test_create_warns_of_a_day_to_answer_that_has_passed(organiser):
    soon = (now() + timedelta(days=3)).date().isoformat()

    page = organiser.post("/regio/AM06/bijeenkomsten/nieuw", data=told(day=soon), follow_redirects=True).text

    assert "de laatste dag om te antwoorden is al voorbij" in page


def test_change_says_who_keeps_the_maximum_from_going_down(session, region, organiser):
    meeting = a_meeting(session, region)
    bank = an_organisation(session, "Voedselbank De Rode Raap")
    a_registration(session, meeting, bank, place=1)
    a_registration(session, meeting, bank, place=2)

    page = organiser.post(f"/bijeenkomsten/{meeting.id}/wijzigen", data=told(maximum_persons="1")).text

    assert "Er zijn al meer personen aangemeld van: Voedselbank De Rode Raap." in page


def test_change_shows_what_is_stored(session, region, organiser):
    meeting = a_meeting(session, region, title="Kring in Epe", area=[region.municipalities[1]])

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/wijzigen").text

    assert 'value="Kring in Epe"' in page
    assert 'value="13:00"' in page  # 11.00 UTC in April


def test_parties_are_changed_added_and_removed(session, region, organiser):
    a_kind(session, "bakker", "business")
    meeting = a_meeting(session, region)
    meeting.parties = [
        MeetingParty(position=place, name=name, sectors=["business"], kinds=[])
        for place, name in enumerate(("Bedrijven", "Weg ermee"))
    ]

    organiser.post(
        f"/bijeenkomsten/{meeting.id}/partijen",
        data={
            "parties-0-name": "Ondernemers",
            "parties-0-minimum": "1",
            "parties-0-sectors": ["business"],
            "parties-1-name": "Weg ermee",
            "parties-1-minimum": "0",
            "parties-1-sectors": ["business"],
            "parties-1-remove": "y",
            "parties-2-name": "Bakkers",
            "parties-2-minimum": "0",
            "parties-2-kinds": ["bakker"],
            "parties-3-name": "",
            "parties-3-minimum": "0",
        },
    )

    found = session.get_one(Meeting, meeting.id).parties
    assert [(one.name, one.minimum, one.sectors, one.kinds) for one in found] == [
        ("Ondernemers", 1, ["business"], []),
        ("Bakkers", 0, [], ["bakker"]),
    ]


def test_parties_say_what_is_missing(session, region, organiser):
    meeting = a_meeting(session, region)

    page = organiser.post(
        f"/bijeenkomsten/{meeting.id}/partijen", data={"parties-0-name": "Iemand", "parties-0-minimum": "0"}
    ).text

    assert "Kies ten minste één sector of één soort organisatie." in page
    assert 'value="Iemand"' in page


def test_a_meeting_without_rules_is_so_on_purpose(session, region, organiser):
    meeting = a_meeting(session, region)
    address, empty = f"/bijeenkomsten/{meeting.id}/partijen", {"parties-0-name": "", "parties-0-minimum": "0"}

    assert "Er is nog geen partij." in organiser.post(address, data=empty).text
    assert organiser.post(address, data={**empty, "anyone": "y"}).status_code == 302
    assert (
        "Zonder regels: iedereen mag met iedereen aan tafel."
        in organiser.get(f"/bijeenkomsten/{meeting.id}").text
    )


def test_region_shows_what_is_set_aside_and_not_confirmed(session, organiser):
    bank = an_organisation(session, "Voedselbank", needs=("koeling", "bus"), municipality_code="GM0232")
    bank.statements[0].set_aside_at = NOON
    session.flush()

    page = organiser.get("/regio/AM06").text

    assert ("1 zin opzij gezet" in page, "1 zin lang niet bevestigd" in page) == (True, True)
