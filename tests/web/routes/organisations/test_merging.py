import pytest
from sqlalchemy import select

from models.merge import OrganisationMerge
from models.organisation import Organisation
from models.person import Person
from tests.builders import a_member, a_person, a_region, a_registration, an_organiser
from tests.two_lindes import TwoLindes


@pytest.fixture
def town(session):
    return TwoLindes(session)


@pytest.fixture
def organiser(session, signed_in, town):
    return signed_in(session.get_one(Person, town.actor.person_id))


@pytest.fixture
def path(town):
    return f"/organisaties/{town.kept.id}/samenvoegen/{town.other.id}"


def names(session) -> list[str]:
    return list(session.scalars(select(Organisation.name).order_by(Organisation.id)))


def test_choosing_shows_what_looks_the_same_and_finds_others(organiser, town, path):
    choose = path.rpartition("/")[0]

    near, found = organiser.get(choose).text, organiser.get(f"{choose}?zoek=eik").text

    assert (f'href="{path}"' in near, "De Eik" in near, "De Eik" in found) == (True, False, True)


def test_preview_shows_what_goes_where_and_changes_nothing(session, organiser, path):
    page = organiser.get(path).text

    shown = ("een bus", "Els", "wordt eigenaar", "Gast 1", "1 voorstel gaat mee.", "De Eik", "KvK-nummer")
    assert [word for word in shown if word not in page] == []
    assert names(session) == ["De Linde", "Stichting De Linde", "De Eik"]


def test_organiser_merges_and_takes_it_back(session, organiser, path):
    page = organiser.post(path, follow_redirects=True).text
    assert "Stichting De Linde is opgegaan in De Linde" in page
    assert names(session) == ["De Linde", "De Eik"]
    (merged,) = session.scalars(select(OrganisationMerge))
    assert f"/samenvoegingen/{merged.id}" in organiser.get("/regio/AM06").text

    page = organiser.post(f"/samenvoegingen/{merged.id}/ongedaan", follow_redirects=True).text

    assert "Het zijn weer twee organisaties" in page
    assert names(session) == ["De Linde", "Stichting De Linde", "De Eik"]


def test_what_stands_in_the_way_is_said_and_nothing_merged(session, organiser, town, path):
    a_registration(session, town.meeting, town.other, 2)

    answers = organiser.get(path), organiser.post(path)

    assert [answer.status_code for answer in answers] == [200, 409]
    assert ["komen samen te veel personen" in answer.text for answer in answers] == [True, True]
    assert len(names(session)) == 3


def test_undo_that_is_refused_names_what_changed(session, organiser, town, path):
    organiser.post(path)
    (merged,) = session.scalars(select(OrganisationMerge))
    town.kept.about = "wij doen iets anders"

    answer = organiser.post(f"/samenvoegingen/{merged.id}/ongedaan")

    assert (answer.status_code, "de gegevens van de organisatie" in answer.text) == (409, True)
    assert (merged.undone_at, names(session)) == (None, ["De Linde", "De Eik"])


def test_undoing_twice_is_refused(session, organiser, path):
    organiser.post(path)
    (merged,) = session.scalars(select(OrganisationMerge))
    organiser.post(f"/samenvoegingen/{merged.id}/ongedaan")

    answer = organiser.post(f"/samenvoegingen/{merged.id}/ongedaan")

    assert (answer.status_code, "Ongedaan gemaakt" in answer.text) == (409, True)


@pytest.mark.parametrize("method", ["get", "post"])
def test_merging_wants_an_organiser_of_both_regions(session, signed_in, town, path, method):
    a_region(session, "AM08", "GM0363")
    town.other.municipality_code = "GM0363"
    visitors = [
        session.get_one(Person, town.actor.person_id),
        an_organiser(session, "elders@example.org", "AM08"),
        a_member(session, town.kept, "rob@example.org", "owner"),
        a_person(session, "ans@example.org"),
    ]

    found = [getattr(signed_in(person), method)(path).status_code for person in visitors]

    assert (found, len(names(session))) == ([404] * 4, 3)


def test_undoing_is_for_organisers_of_the_region(session, client, signed_in, organiser, town, path):
    organiser.post(path)
    (merged,) = session.scalars(select(OrganisationMerge))
    undo = f"/samenvoegingen/{merged.id}/ongedaan"
    a_region(session, "AM08", "GM0363")
    visitors = [
        an_organiser(session, "elders@example.org", "AM08"),
        a_member(session, town.kept, "rob@example.org", "owner"),
    ]

    assert [signed_in(person).post(undo).status_code for person in visitors] == [404, 404]
    assert (client.post(undo).status_code, merged.undone_at) == (401, None)


def test_unknown_organisations_and_merges_do_not_exist(organiser, town):
    an_id = town.kept.id
    paths = [
        f"/organisaties/{an_id}/samenvoegen/9999",
        "/organisaties/9999/samenvoegen",
        "/samenvoegingen/9999",
    ]

    assert [organiser.get(path).status_code for path in paths] == [404, 404, 404]


def test_an_organisation_does_not_merge_with_itself(session, organiser, town):
    answer = organiser.post(f"/organisaties/{town.kept.id}/samenvoegen/{town.kept.id}")

    assert (answer.status_code, "twee keer dezelfde organisatie" in answer.text) == (409, True)
