from datetime import timedelta

import pytest
from sqlalchemy import select

from models.person import RegionOrganiser
from models.registration import Registration
from tests.builders import a_registration
from tests.guests import Party
from web.clock import now


@pytest.fixture
def party(session):
    start = now() - timedelta(minutes=10)
    party = Party(session, starts_at=start, ends_at=start + timedelta(hours=3), maximum_persons=1)
    session.add(RegionOrganiser(person_id=party.organiser.id, region_code="AM06"))
    session.flush()
    return party


@pytest.fixture
def guest(session, party):
    guest = a_registration(session, party.meeting, party.linde)
    guest.name = "Ans Bakker"
    return guest


@pytest.fixture
def doorkeeper(signed_in, party):
    return signed_in(party.organiser)


def door(party, path=""):
    return f"/bijeenkomsten/{party.meeting.id}/deur{path}"


def test_one_tap_lets_someone_in_and_one_more_takes_it_back(party, guest, doorkeeper):
    page = doorkeeper.post(door(party, f"/{guest.id}/binnen"), follow_redirects=True).text
    assert ("Ans Bakker is er." in page, "1 van 1 zijn er" in page) == (True, True)

    again = doorkeeper.post(door(party, f"/{guest.id}/binnen"), follow_redirects=True).text
    assert "Ans Bakker was al binnen." in again

    page = doorkeeper.post(door(party, f"/{guest.id}/terug"), follow_redirects=True).text
    assert "0 van 1 zijn er" in page


def test_search_shows_only_who_is_meant(party, guest, doorkeeper):
    assert "Ans Bakker" in doorkeeper.get(door(party, "?zoek=bakk")).text
    assert "Niemand op de lijst heet" in doorkeeper.get(door(party, "?zoek=pieters")).text


def test_walk_in_is_let_in_but_not_as_one_too_many(session, party, guest, doorkeeper):
    found = doorkeeper.get(door(party, "/nieuw?zoek=raap")).text
    assert f"/deur/nieuw/{party.raap.id}" in found

    doorkeeper.post(door(party, f"/nieuw/{party.raap.id}"), data={"name": "Rob"})
    refused = doorkeeper.post(door(party, f"/nieuw/{party.linde.id}"), data={"name": "Bo"}).text
    unnamed = doorkeeper.post(door(party, f"/nieuw/{party.molen.id}"), data={"name": " "}).text

    rows = session.execute(select(Registration.name, Registration.arrived_at.is_not(None)))
    assert sorted(tuple(row) for row in rows) == [("Ans Bakker", False), ("Rob", True)]
    assert ("staan al 1 personen op de lijst" in refused, "Vul een naam in." in unnamed) == (True, True)


def test_list_on_paper_has_everyone(party, guest, doorkeeper):
    assert "Ans Bakker" in doorkeeper.get(door(party, "/lijst")).text


def test_guest_of_another_meeting_is_not_there(session, party, guest, doorkeeper):
    guest.cancelled_at, guest.place_number = now(), None

    assert doorkeeper.post(door(party, f"/{guest.id}/binnen")).status_code == 404


@pytest.mark.parametrize("path", ["", "/lijst", "/nieuw", "/nieuw/1", "/1/binnen", "/1/terug"])
def test_only_an_organiser_stands_at_the_door(party, guest, signed_in, client, path):
    member = signed_in(party.linde.members[0].person)
    method = "post" if path.endswith(("binnen", "terug")) else "get"

    assert getattr(member, method)(door(party, path)).status_code == 404
    assert getattr(client, method)(door(party, path)).status_code in (302, 401)
