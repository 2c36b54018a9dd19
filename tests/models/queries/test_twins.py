import pytest

from models.queries.twins import Twin, TwinFinder
from models.region import Municipality
from tests.builders import an_organisation

EPE, APELDOORN = "GM0232", "GM0200"


@pytest.fixture
def known(session):
    for code, name in ((EPE, "Epe"), (APELDOORN, "Apeldoorn")):
        session.add(Municipality(code=code, name=name, province="Gelderland", latitude=52.3, longitude=6.0))
    return {
        name: an_organisation(session, name, municipality_code=code).id
        for name, code in (
            ("Buurtkamer De Linde", EPE),
            ("Scouting groep 12", EPE),
            ("Voedselbank Epe", EPE),
            ("Humanitas", APELDOORN),
            ("Fonds Zonder Plaats", None),
        )
    }


@pytest.mark.parametrize(
    ("name", "code", "twin", "same_place"),
    [
        ("Stichting Buurtkamer de Linde", EPE, "Buurtkamer De Linde", True),
        ("Linde Buurtkamer", EPE, "Buurtkamer De Linde", True),
        ("Buurtkamer De Lnide", EPE, "Buurtkamer De Linde", True),
        ("Buurtkamer De Linde Epe", EPE, "Buurtkamer De Linde", True),
        ("Buurtkamer De Linde", None, "Buurtkamer De Linde", True),
        ("Fonds zonder plaats", EPE, "Fonds Zonder Plaats", True),
        ("Humanitas", EPE, "Humanitas", False),
        ("Buurtkamer De Linde", APELDOORN, "Buurtkamer De Linde", False),
    ],
)
def test_nearest_finds_the_same_name_but_for_form_order_and_typing_errors(
    session, known, name, code, twin, same_place
):
    assert TwinFinder(session).nearest(name, code) == Twin(known[twin], same_place=same_place)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Scouting groep 13", EPE),
        ("Buurtkamer De Eik", EPE),
        ("Voedselbank Apeldoorn", APELDOORN),
        ("Humanitass", EPE),
    ],
)
def test_nearest_leaves_others_apart(session, known, name, code):
    assert TwinFinder(session).nearest(name, code) is None
