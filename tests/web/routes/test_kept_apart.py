"""Who is kept apart: the organiser's own pairs; what an organisation asks for itself stays its own."""

import re

import pytest

from models.person import RegionOrganiser
from models.queries.seating import load_apart
from models.relation import NotWith
from tests.builders import NOON, a_meeting, a_person, a_region, a_registration, an_organisation


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def organiser(session, meeting, signed_in):
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code=meeting.region_code)]
    return signed_in(person)


@pytest.fixture
def bank(session, meeting):
    return coming(session, meeting, "Voedselbank")


@pytest.fixture
def butcher(session, meeting):
    return coming(session, meeting, "Slager")


def coming(session, meeting, name):
    organisation = an_organisation(session, name)
    a_registration(session, meeting, organisation)
    return organisation


def apart(session, meeting, *organisations):
    return load_apart(session, meeting.id, [one.id for one in organisations])


def drop_address(page):
    return re.search(r'action="([^"]+/weg)"', page)[1]


def test_an_organiser_keeps_two_apart_and_allows_them_again(session, organiser, meeting, bank, butcher):
    address = f"/bijeenkomsten/{meeting.id}/tafels/uit-elkaar"

    organiser.post(address, data={"first": str(bank.id), "second": str(butcher.id)})
    assert apart(session, meeting, bank, butcher) == {(bank.id, butcher.id)}
    page = organiser.get(address).text
    assert "Slager" in page

    organiser.post(drop_address(page))
    assert apart(session, meeting, bank, butcher) == set()


@pytest.mark.parametrize(
    ("second", "sentence"),
    [("same", "Dit is twee keer dezelfde organisatie."), ("", "Kies een organisatie.")],
)
def test_a_pair_that_is_none_is_refused(session, organiser, meeting, bank, butcher, second, sentence):
    data = {"first": str(bank.id), "second": str(bank.id) if second else ""}

    page = organiser.post(f"/bijeenkomsten/{meeting.id}/tafels/uit-elkaar", data=data).text

    assert sentence in page
    assert apart(session, meeting, bank, butcher) == set()


def test_what_an_organisation_asked_for_itself_never_shows(session, organiser, meeting, bank, butcher):
    session.add(NotWith(organisation_id=bank.id, other_id=butcher.id, reason="kanarie", created_at=NOON))
    session.flush()

    page = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels/uit-elkaar").text

    assert apart(session, meeting, bank, butcher) == {(bank.id, butcher.id)}
    assert "U hebt nog niemand uit elkaar gezet." in page
    assert "Mag weer" not in page
    assert "kanarie" not in page
