import pytest

from models.organisation import OrganisationMember, OrganisationRole
from models.queries.organisations import organisations_of, similar_organisations
from tests.builders import a_person, a_region, an_organisation


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
