from dataclasses import fields

import pytest
from sqlalchemy import select

from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.queries.organisations import find_organisations, organisations_of, similar_organisations
from tests.builders import a_kind, a_member, a_person, a_region, an_organisation


@pytest.fixture(autouse=True)
def known_organisations(session) -> None:
    a_region(session, "AM06", "GM0232")
    for name in ("Stichting Voedselbank Epe", "Voedselbank Apeldoorn", "Buurtkamer De Linde", "Café Één"):
        an_organisation(session, name, municipality_code="GM0232")
    session.flush()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Voedselbank Epe", ["Stichting Voedselbank Epe"]),
        ("epe VOEDSELBANK", ["Stichting Voedselbank Epe"]),
        ("Voedselbnak Epe", ["Stichting Voedselbank Epe"]),
        ("voedselbank", ["Stichting Voedselbank Epe", "Voedselbank Apeldoorn"]),
        ("voedsel bank epe", ["Stichting Voedselbank Epe"]),
        ("Voedselb", ["Stichting Voedselbank Epe", "Voedselbank Apeldoorn"]),
        ("Voedselbank Nunspeet", []),
        ("Cafe Een", ["Café Één"]),
        ("Stichting", []),
        ("De", []),
        ("", []),
        ("🧡🧡🧡🧡", []),
        ("x" * 100_000, []),
    ],
)
def test_similar_organisations_finds_what_looks_like_the_same_name(session, typed, found):
    assert [similar.name for similar in similar_organisations(session, typed)] == found


def test_similar_organisations_gives_the_place_and_at_most_the_limit(session):
    (first,) = similar_organisations(session, "Voedselbank", limit=1)

    assert (first.name, first.municipality) == ("Stichting Voedselbank Epe", "Plaats GM0232")


def test_organisations_of_gives_only_those_of_the_person_by_name(session):
    person, other = a_person(session), a_person(session, "els@example.org")
    for name, member in (("Zorgboog", person), ("Arend", person), ("Elders", other)):
        membership = OrganisationMember(person=member, role=OrganisationRole.EDITOR)
        an_organisation(session, name, members=[membership])

    assert [organisation.name for organisation in organisations_of(session, person.id)] == [
        "Arend",
        "Zorgboog",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("voedselbank apel", ["Voedselbank Apeldoorn"]),
        ("linde plaats gm0232", ["Buurtkamer De Linde"]),
        ("voedselbnak", ["Voedselbank Apeldoorn", "Stichting Voedselbank Epe"]),
        ("buu", ["Buurtkamer De Linde"]),
        ("12345678", ["Café Één"]),
        ("12.34 56 78", ["Café Één"]),
        ("99999999", []),
        ("b", []),
        ("", []),
        ("100% _ '", []),
        ("x" * 100_000, []),
    ],
)
def test_find_organisations_finds_by_name_place_or_number(session, typed, found):
    session.scalars(select(Organisation).where(Organisation.name == "Café Één")).one().kvk_number = "12345678"
    session.flush()

    assert [organisation.name for organisation in find_organisations(session, typed)] == found


def test_find_organisations_gives_public_facts_only(session):
    a_kind(session, "voedselbank")
    (epe,) = session.scalars(select(Organisation).where(Organisation.name.contains("Epe")))
    epe.kind_slug = "voedselbank"
    a_member(session, epe, "geheim@example.org", "owner")

    (found,) = find_organisations(session, "voedselbank epe")

    assert (found.id, found.name, found.kind, found.municipality) == (
        epe.id,
        "Stichting Voedselbank Epe",
        epe.kind,
        "Plaats GM0232",
    )
    assert [field.name for field in fields(found)] == ["id", "name", "kind", "municipality"]


def test_similar_organisations_puts_the_same_kvk_number_first(session):
    session.scalars(select(Organisation).where(Organisation.name == "Café Één")).one().kvk_number = "12345678"
    session.flush()

    found = similar_organisations(session, "Voedselbank Epe", kvk_number="12345678")

    assert [similar.name for similar in found] == ["Café Één", "Stichting Voedselbank Epe"]


def test_a_new_name_can_be_found_at_once(session):
    session.scalars(select(Organisation).where(Organisation.name == "Café Één")).one().name = "Kroeg Twee"
    session.flush()

    assert [one.name for one in find_organisations(session, "kroeg")] == ["Kroeg Twee"]
