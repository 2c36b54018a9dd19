"""From settings to a published plan on the site, for organisers of the region only."""

import re

import pytest

from models.job import JobState
from models.matching_run import RunState
from models.person import RegionOrganiser
from models.queries.seating import latest_plan, wishes_of
from models.seating import SeatingPlan
from tests.builders import NOON, a_person, a_region, a_registration, an_organisation
from web.actions.tables.seating import fail_plan, run_seating

SETTINGS = {
    "tables": "3",
    "seats": "3",
    "rounds": "2",
    "coalition_rounds": ["1", "5"],
    "door_tables": "1",
    "seed": "7",
}


@pytest.fixture
def guests(session, meeting):
    return [
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        for number in range(1, 9)
    ]


@pytest.fixture
def address(meeting):
    return f"/bijeenkomsten/{meeting.id}/tafels"


@pytest.fixture
def plan(session, organiser, address, meeting, guests):
    organiser.post(f"{address}/instellingen", data=SETTINGS)
    return made(session, meeting)


def made(session, meeting):
    plan = latest_plan(session, meeting.id)
    plan.job.state = JobState.DONE
    return run_seating(session, plan.id, at=NOON, report=lambda *_: None)


def test_without_a_plan_one_begins_with_the_settings(organiser, address, guests):
    assert organiser.get(address).location == f"{address}/instellingen"

    page = organiser.get(f"{address}/instellingen").text
    assert "Er komen 8 personen." in page
    assert re.search(r'name="tables"[^>]* value="3"', page)


def test_without_people_the_settings_lead_to_the_registrations(organiser, address):
    assert "Er komt nog niemand." in organiser.get(f"{address}/instellingen").text
    assert organiser.post(f"{address}/instellingen", data=SETTINGS).location.endswith("/aanmeldingen")


def test_settings_are_stored_with_the_plan_and_its_moderators(session, organiser, address, meeting, guests):
    data = {**SETTINGS, "moderators": [str(guests[0].id)], "moderators_stay": "y"}

    answer = organiser.post(f"{address}/instellingen", data=data)

    assert answer.location == f"{address}/voortgang"
    plan = latest_plan(session, meeting.id)
    assert plan.settings == {
        "tables": 3,
        "seats": 3,
        "rounds": 2,
        "coalition_rounds": [1],
        "moderators_stay": True,
        "door_tables": 1,
        "seed": 7,
    }
    assert [id_ for id_, wish in wishes_of(session, meeting.id).items() if wish.moderator] == [guests[0].id]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"tables": "0"}, "Kies een aantal van 1 tot en met 80."),
        ({"tables": ""}, "Vul een getal in."),
        ({"seats": "acht"}, "Ongeldig getal."),
        ({"rounds": "9"}, "Kies een aantal van 1 tot en met 8."),
        ({"door_tables": "4"}, "Er zijn 3 tafels. Kies niet meer tafels bij de deur."),
    ],
)
def test_a_wrong_number_is_shown_again_with_what_is_wanted(
    session, organiser, address, guests, wrong, sentence
):
    page = organiser.post(f"{address}/instellingen", data={**SETTINGS, **wrong}).text

    assert sentence in page
    assert f'value="{next(iter(wrong.values()))}"' in page
    assert session.query(SeatingPlan).count() == 0


def test_a_second_plan_waits_for_the_first(organiser, address, guests):
    organiser.post(f"{address}/instellingen", data=SETTINGS)

    answer = organiser.post(f"{address}/opnieuw")

    assert answer.location == f"{address}/voortgang"
    assert "Er wordt al een plan gemaakt" in organiser.get(answer.location).text


def test_progress_leads_on_when_the_plan_is_done(organiser, address, plan):
    assert organiser.get(f"{address}/voortgang").location == address
    part = organiser.get(f"{address}/voortgang", headers={"HX-Request": "true"})
    assert part.headers["HX-Redirect"] == address


def test_a_failed_plan_says_why(session, organiser, address, meeting, guests):
    organiser.post(f"{address}/instellingen", data=SETTINGS)
    fail_plan(session, latest_plan(session, meeting.id).id, problem="faulty_plan:two_seats", at=NOON)

    page = organiser.get(f"{address}/voortgang").text

    assert "De indeling hield zich niet aan de regels." in page
    assert "faulty_plan:two_seats" in page


def test_the_plan_shows_a_round_as_tables_with_everyone_in_it(organiser, address, plan):
    page = organiser.get(f"{address}?ronde=2").text

    assert 'aria-current="page">Ronde 2<' in page
    assert page.count('class="round-table"') == 3
    for number in range(1, 9):
        assert f"Organisatie {number}" in page
    assert "alle wensen zijn vervuld" in page


@pytest.mark.parametrize("number", ["0", "99", "x"])
def test_a_round_that_is_not_there_becomes_one_that_is(organiser, address, plan, number):
    assert organiser.get(f"{address}?ronde={number}").status_code == 200


def test_publishing_shows_and_an_older_plan_is_refused(session, organiser, address, meeting, plan):
    organiser.post(f"{address}/publiceren", data={"plan": str(plan.id + 1)})
    assert "Er is intussen een nieuwer plan." in organiser.get(address).text
    assert plan.published_at is None

    organiser.post(f"{address}/publiceren", data={"plan": str(plan.id)})

    session.refresh(plan)
    assert plan.published_at is not None
    assert "Gepubliceerd" in organiser.get(address).text


def test_a_cancellation_is_in_sight_and_mended(session, organiser, address, meeting, guests, plan):
    guests[0].cancelled_at, guests[0].place_number = NOON, None
    assert "1 persoon uit dit plan heeft zich afgemeld." in organiser.get(address).text

    organiser.post(f"{address}/bijwerken")
    assert made(session, meeting).state is RunState.DONE

    page = organiser.get(address).text
    assert re.search(r"2 veranderingen sinds plan 1", page)
    assert "komt niet meer, zat aan tafel" in page


def test_whoever_comes_later_is_in_sight(session, organiser, address, meeting, plan):
    late = a_registration(session, meeting, an_organisation(session, "Laat"))

    page = organiser.get(address).text

    assert "1 persoon heeft nog geen plaats" in page
    assert f"/tafels/personen/{late.id}" in page


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("get", ""),
        ("get", "/instellingen"),
        ("post", "/instellingen"),
        ("post", "/opnieuw"),
        ("post", "/bijwerken"),
        ("post", "/publiceren"),
        ("get", "/voortgang"),
        ("get", "/deurlijst"),
        ("get", "/deurlijst.pdf"),
        ("get", "/personen/1"),
        ("post", "/personen/1/ronde/1"),
        ("post", "/personen/1/ronde/1/vast"),
    ],
)
def test_only_an_organiser_of_the_region_gets_in(session, signed_in, address, plan, method, path):
    member = a_person(session, "lid@example.org")
    elsewhere = a_person(session, "elders@example.org")
    a_region(session, "AM11")
    elsewhere.organised_regions = [RegionOrganiser(region_code="AM11")]

    for person in (member, elsewhere):
        assert getattr(signed_in(person), method)(f"{address}{path}").status_code == 404


def test_the_meeting_leads_to_its_tables(organiser, address, meeting, plan):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}").text

    assert "Plan 1: 3 tafels, 2 rondes." in page
    assert f'href="{address}"' in page
