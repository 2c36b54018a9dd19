import pytest
from sqlalchemy import select

from models.person import Language, Person, RegionOrganiser
from tests.builders import NOON, a_person, a_region
from web.actions.accounts.people import RegionUnknown, find_or_add, make_organiser, organised_regions
from web.actions.actor import Actor


def _regions_of(session, person: Person) -> list[str]:
    codes = select(RegionOrganiser.region_code).where(RegionOrganiser.person_id == person.id)
    return sorted(session.scalars(codes))


def test_find_or_add_finds_an_address_however_it_was_typed(session):
    piet = a_person(session, "piet@example.org")

    assert find_or_add(session, "  Piet@Example.ORG ", language=Language.ENGLISH, at=NOON) is piet


def test_make_organiser_adds_someone_new_to_each_region(session):
    a_region(session, "AM06")
    a_region(session, "AM08")

    person = make_organiser(session, "Ans@example.org", name="Ans", regions=["AM06", "AM08"], at=NOON)

    assert (person.email, person.name, _regions_of(session, person)) == (
        "ans@example.org",
        "Ans",
        ["AM06", "AM08"],
    )


def test_make_organiser_twice_changes_nothing_more(session):
    a_region(session, "AM06")

    for _ in range(2):
        person = make_organiser(session, "ans@example.org", name="Ans", regions=["AM06"], at=NOON)

    assert _regions_of(session, person) == ["AM06"]


def test_make_organiser_refuses_a_region_that_does_not_exist(session):
    with pytest.raises(RegionUnknown, match="there is no region AM99; codes look like AM06"):
        make_organiser(session, "ans@example.org", name="Ans", regions=["AM99"], at=NOON)


def test_organised_regions_are_those_of_the_actor_by_name(session):
    a_region(session, "AM06")
    salland = a_region(session, "AM08")

    assert list(organised_regions(session, Actor(organises=frozenset({"AM08"})))) == [salland]
