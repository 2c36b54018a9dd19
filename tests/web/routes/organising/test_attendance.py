"""The organiser registers organisations for them, and cancels."""

from datetime import UTC, datetime

import pytest

from models.organisation import OrganisationMember, OrganisationRole
from models.person import RegionOrganiser
from models.queries.meetings import everyone_coming
from tests.builders import a_meeting, a_person, a_region, a_registration, an_organisation

IN_TIME = {
    "starts_at": datetime(2099, 4, 1, 11, 0, tzinfo=UTC),
    "ends_at": datetime(2099, 4, 1, 15, 0, tzinfo=UTC),
}


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session), **IN_TIME)


@pytest.fixture
def organiser(session, meeting, signed_in):
    person = a_person(session, "anna@example.org")
    person.organised_regions = [RegionOrganiser(region_code=meeting.region_code)]
    return signed_in(person)


@pytest.fixture
def bank(session):
    bank = an_organisation(session, "Voedselbank De Rode Raap")
    contact = a_person(session, "joke@example.org")
    bank.members = [
        OrganisationMember(person_id=contact.id, role=OrganisationRole.OWNER, name="Joke", may_decide=None)
    ]
    return bank


def coming(session, meeting):
    return [(row.name, row.email) for row in everyone_coming(session, meeting.id)]


def test_organisations_are_found_by_part_of_their_name(organiser, meeting, bank):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/aanmeldingen?zoek=rode").text

    assert "Voedselbank De Rode Raap" in page
    assert f"/bijeenkomsten/{meeting.id}/aanmeldingen/{bank.id}" in page


def test_a_search_without_result_says_what_to_try(organiser, meeting, bank):
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/aanmeldingen?zoek=%25").text

    assert "Er is geen organisatie met “%” in de naam." in page


def test_contacts_and_someone_else_are_registered_together(session, organiser, meeting, bank):
    data = {"contacts": [str(bank.members[0].person_id)], "name": "Ali", "email": "ali@example.org"}

    organiser.post(f"/bijeenkomsten/{meeting.id}/aanmeldingen/{bank.id}", data=data)

    assert coming(session, meeting) == [("Joke", "joke@example.org"), ("Ali", "ali@example.org")]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({}, "Kies wie er komen, of vul een naam in."),
        ({"name": "Gast 1"}, "Gast 1 is al aangemeld voor deze organisatie."),
    ],
)
def test_a_refusal_says_why(session, organiser, meeting, bank, data, sentence):
    a_registration(session, meeting, bank)

    page = organiser.post(f"/bijeenkomsten/{meeting.id}/aanmeldingen/{bank.id}", data=data).text

    assert sentence in page
    assert coming(session, meeting) == [("Gast 1", "")]


def test_more_persons_than_allowed_are_refused(session, organiser, meeting, bank):
    a_registration(session, meeting, bank)
    data = {"contacts": [str(bank.members[0].person_id)], "name": "Ali"}

    page = organiser.post(f"/bijeenkomsten/{meeting.id}/aanmeldingen/{bank.id}", data=data).text

    assert "Er mogen 2 personen per organisatie komen." in page
    assert coming(session, meeting) == [("Gast 1", "")]


def test_a_registration_is_cancelled(session, organiser, meeting, bank):
    registration = a_registration(session, meeting, bank)

    organiser.post(f"/bijeenkomsten/{meeting.id}/aanmeldingen/afmelden/{registration.id}")

    assert coming(session, meeting) == []


def test_a_registration_of_another_meeting_is_not_there(session, organiser, meeting, bank):
    elsewhere = a_meeting(session, a_region(session, "AM11"), **IN_TIME)
    registration = a_registration(session, elsewhere, bank)

    answer = organiser.post(f"/bijeenkomsten/{meeting.id}/aanmeldingen/afmelden/{registration.id}")

    assert answer.status_code == 404
    assert coming(session, elsewhere) == [("Gast 1", "")]
