import pytest

from models.queries.choices import find_municipality, kinds_by_sector, near_municipalities
from models.region import Municipality
from tests.builders import a_kind

PLACES = ("Epe", "Bergen (L.)", "Bergen (NH.)", "'s-Gravenhage", "Súdwest-Fryslân", "Apeldoorn")


@pytest.fixture(autouse=True)
def places(session) -> None:
    for number, name in enumerate(PLACES):
        other_name = "Den Haag" if name == "'s-Gravenhage" else ""
        session.add(
            Municipality(
                code=f"GM{number}", name=name, other_name=other_name, province="", latitude=52, longitude=6
            )
        )
    session.flush()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Epe", "Epe"),
        ("  apeldoorn ", "Apeldoorn"),
        ("sudwest-fryslan", "Súdwest-Fryslân"),
        ("Den Haag", "'s-Gravenhage"),
        ("’s-Gravenhage", "'s-Gravenhage"),
        ("Bergen", None),
        ("Vaassen", None),
        ("", None),
    ],
)
def test_find_municipality_reads_what_people_type(session, typed, found):
    municipality = find_municipality(session, typed)

    assert (municipality.name if municipality else None) == found


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("Bergen", ["Bergen (L.)", "Bergen (NH.)"]),
        ("Apeldorn", ["Apeldoorn"]),
        ("Vaassen", []),
        ("x" * 100_000, []),
    ],
)
def test_near_municipalities_suggests_names(session, typed, near):
    assert sorted(near_municipalities(session, typed)) == near


def test_kinds_by_sector_groups_each_sector_once(session):
    for slug, sector in (("voedselbank", "volunteers"), ("huisarts", "care"), ("buurthuis", "volunteers")):
        a_kind(session, slug, sector)

    assert [(sector.slug, [kind.slug for kind in kinds]) for sector, kinds in kinds_by_sector(session)] == [
        ("care", ["huisarts"]),
        ("volunteers", ["buurthuis", "voedselbank"]),
    ]
