"""On the own list one says whom one knows, wants and met; nobody else can, and a private word stays so."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from models.encounter import Encounter, ListStance
from models.person import RegionOrganiser
from tests.town import Town
from web.clock import now


@pytest.fixture
def town(session):
    town = Town(session)
    town.approve(town.bank, town.library)
    town.approve(town.bank, town.library, town.school)
    town.publish()
    return town


@pytest.fixture
def attendee(client, town):
    client.get(urlsplit(town.link_of(town.bank)).path)
    return client


def today(town):
    """Let the meeting be going on."""
    town.meeting.starts_at, town.meeting.ends_at = now() - timedelta(hours=1), now() + timedelta(hours=1)


def before(town):
    town.meeting.starts_at, town.meeting.ends_at = (
        now() + timedelta(days=3),
        now() + timedelta(days=3, hours=2),
    )


def path(organisation, word="ontmoet"):
    return f"/mijn-lijst/{organisation.id}/{word}"


def test_two_taps_say_that_they_met_and_will_do_something(session, attendee, town):
    today(town)

    answers = [
        attendee.post(path(town.library, word), data={"plek": "1"}) for word in ("ontmoet", "afspraak")
    ]

    assert {(one.status_code, one.headers["Location"]) for one in answers} == {
        (302, f"/mijn-lijst#met-1-{town.library.id}")
    }
    row = session.get(Encounter, (town.guests[town.bank.id].id, town.library.id))
    assert (row.met_at is not None, row.agreed_at is not None) == (True, True)
    page = attendee.get("/mijn-lijst").text
    assert page.count('aria-pressed="true">Wij gaan iets doen') == 2  # in the pairing and in the coalition
    attendee.post(path(town.library), data={"terug": "1"})
    assert session.query(Encounter).count() == 0


def test_before_the_day_the_list_asks_what_one_thinks_and_afterwards_how_it_went(attendee, town):
    before(town)
    early = attendee.get("/mijn-lijst").text
    today(town)
    late = attendee.get("/mijn-lijst").text

    assert ("Niet voor mij" in early, "Wij spraken elkaar" in early) == (True, False)
    assert ("Niet voor mij" in late, "Wij spraken elkaar" in late) == (False, True)


def test_whoever_comes_can_be_wanted_from_the_page_of_who_comes(session, attendee, town):
    before(town)

    answer = attendee.post(path(town.school, "graag"), data={"plek": "wie"})

    assert answer.headers["Location"] == f"/mijn-lijst/wie-komen-er#met-wie-{town.school.id}"
    assert session.query(ListStance.partner_id).all() == [(town.school.id,)]
    page = attendee.get("/mijn-lijst/wie-komen-er").text
    assert page.count('aria-pressed="true">Die wil ik spreken') == 1
    assert f"/mijn-lijst/{town.bank.id}/graag" not in page


def test_too_early_and_unknown_partners_are_told_so(session, attendee, town):
    before(town)
    early = attendee.post(path(town.library), follow_redirects=True).text
    today(town)
    unknown = attendee.post("/mijn-lijst/99999/ontmoet", follow_redirects=True).text

    assert "De bijeenkomst is nog niet geweest." in early
    assert "Deze organisatie komt niet (meer) naar de bijeenkomst." in unknown
    assert session.query(Encounter).count() == 0


def test_not_for_me_is_seen_by_nobody_at_the_other_side(app, attendee, town):
    before(town)
    other = app.test_client()
    other.get(urlsplit(town.link_of(town.library)).path)
    pages = ("/mijn-lijst", "/mijn-lijst/wie-komen-er")
    texts = [other.get(page).text for page in pages]

    said = attendee.post(path(town.library, "nietvoormij"), follow_redirects=True).text

    assert "Dit blijft tussen u en de organisator." in said
    assert [other.get(page).text for page in pages] == texts


def test_nobody_says_anything_for_another(session, app, town, signed_in):
    today(town)
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    browsers = [app.test_client(), signed_in(town.organiser), signed_in(town.bank.members[0].person)]

    answers = [browser.post(path(town.library)).status_code for browser in browsers]

    assert answers == [401, 404, 404]
    assert session.query(Encounter).count() == 0


def test_who_cancelled_says_nothing_any_more(session, attendee, town):
    today(town)
    town.cancel(town.bank)

    assert attendee.post(path(town.library)).status_code == 410
    assert session.query(Encounter).count() == 0


def test_organiser_and_member_see_no_buttons(session, town, signed_in):
    session.add(RegionOrganiser(person_id=town.organiser.id, region_code="AM06"))
    organiser, member = signed_in(town.organiser), signed_in(town.bank.members[0].person)

    pages = [
        organiser.get(f"/bijeenkomsten/{town.meeting.id}/lijsten/{town.bank.id}").text,
        member.get(f"/organisaties/{town.bank.id}/lijst/{town.meeting.id}").text,
    ]

    assert ["tap__button" in page for page in pages] == [False, False]
