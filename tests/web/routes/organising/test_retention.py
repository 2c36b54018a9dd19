from datetime import UTC, datetime

import pytest

from models.person import RegionOrganiser
from models.region import Region
from tests.builders import a_person
from tests.town import Town


@pytest.fixture
def town(session):
    town = Town(session)
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    town.meeting.starts_at = datetime(2090, 4, 1, 11, 0, tzinfo=UTC)  # to come, whenever the test runs
    town.meeting.ends_at = datetime(2090, 4, 1, 15, 0, tzinfo=UTC)
    session.flush()
    return town


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


@pytest.fixture
def pages(town):
    return (f"/bijeenkomsten/{town.meeting.id}/bewaren", "/regio/AM06/bewaren")


@pytest.mark.parametrize("role", ["nobody", "member", "organiser elsewhere"])
def test_periods_are_chosen_by_the_organiser_alone(session, client, signed_in, town, pages, role):
    elsewhere = a_person(session, "elders@example.org")
    session.add(Region(code="AM08", name="Elders", year=2026))
    session.flush()
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    session.flush()
    people = {"member": town.bank.members[0].person, "organiser elsewhere": elsewhere}
    browser = client if role == "nobody" else signed_in(people[role])

    answers = [browser.post(page, data={"days": "30"}).status_code for page in pages]

    assert answers == [401 if role == "nobody" else 404] * 2
    assert (town.meeting.keep_days, town.meeting.region.keep_days) == (None, None)


def test_meeting_page_says_what_disappears_when(organiser, town):
    text = organiser.get(f"/bijeenkomsten/{town.meeting.id}").text

    assert "28 september 2090 verdwijnen de namen" in text


def test_organiser_chooses_for_a_meeting_and_takes_it_back(organiser, town, pages):
    organiser.post(pages[0], data={"days": "30"})
    chosen = town.meeting.keep_days
    shown = organiser.get(f"/bijeenkomsten/{town.meeting.id}").text
    organiser.post(pages[0], data={"days": ""})

    assert (chosen, "1 mei 2090 verdwijnen" in shown, town.meeting.keep_days) == (30, True, None)


def test_organiser_chooses_for_the_region(organiser, town, pages):
    organiser.post(pages[1], data={"days": "60"})

    assert town.meeting.region.keep_days == 60
    assert "Tot 60 dagen na een bijeenkomst" in organiser.get("/regio/AM06").text
    assert "Leeg: zoals in de regio, 60 dagen." in organiser.get(pages[0]).text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("6", "Kies een getal van 7 tot en met 1100 dagen."),
        ("1101", "Kies een getal van 7 tot en met 1100 dagen."),
        ("een jaar", "Vul een getal in, bijvoorbeeld 180, of laat het leeg."),
    ],
)
def test_bad_number_is_refused_and_kept(organiser, town, pages, typed, says):
    for page in pages:
        answer = organiser.post(page, data={"days": typed})

        assert (says in answer.text, f'value="{typed}"' in answer.text) == (True, True)
    assert (town.meeting.keep_days, town.meeting.region.keep_days) == (None, None)
