"""What no initiative may claim is refused by the database itself."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from models.initiative import (
    Initiative,
    InitiativePartner,
    InitiativePhase,
    InitiativeResult,
    PartnerRole,
)
from tests.builders import NOON, a_region, an_organisation

pytestmark = pytest.mark.both_databases
DAY = date(2026, 5, 1)


@pytest.fixture
def region(session):
    return a_region(session)


def an_initiative(region, **told):
    values = {"name": "Brood", "goal": "Delen", "created_at": NOON, **told}
    return Initiative(region_code=region.code, **values)


@pytest.mark.parametrize(
    ("told", "guard"),
    [
        ({"name": " "}, "has_name"),
        ({"goal": ""}, "has_goal"),
        ({"phase": InitiativePhase.RUNNING}, "running_has_started"),
        ({"phase": InitiativePhase.ENDED, "ended_why": "Op."}, "ended_has_a_day"),
        ({"ended_on": DAY}, "ended_has_a_day"),
        ({"phase": InitiativePhase.ENDED, "ended_on": DAY}, "ended_says_why"),
        (
            {
                "phase": InitiativePhase.ENDED,
                "ended_on": DAY,
                "started_on": date(2026, 6, 1),
                "ended_why": "Op.",
            },
            "ends_after_start",
        ),
    ],
)
def test_an_initiative_tells_what_its_phase_asks(session, region, told, guard):
    session.add(an_initiative(region, **told))

    with pytest.raises(IntegrityError, match=guard):
        session.flush()


@pytest.mark.parametrize(
    ("told", "guard"),
    [
        ({"number": -1}, "number_not_negative"),
        ({"what": " "}, "says_what"),
        ({"evidence": " "}, "has_evidence"),
    ],
)
def test_a_number_says_of_what_and_what_shows_it(session, region, told, guard):
    values = {"number": 1, "what": "gezinnen", "measured_on": DAY, "evidence": "Turflijst", **told}
    session.add(an_initiative(region, results=[InitiativeResult(**values)]))

    with pytest.raises(IntegrityError, match=guard):
        session.flush()


def test_an_organisation_has_one_place_and_leaves_only_after_it_said_yes(session, region):
    linde = an_organisation(session, "De Linde")
    place = {"organisation_id": linde.id, "role": PartnerRole.PARTNER, "asked_at": NOON}
    for told in ([place, place], [{**place, "left_on": DAY}]):
        initiative = an_initiative(region, partners=[InitiativePartner(**one) for one in told])
        refused = session.begin_nested()
        session.add(initiative)
        with pytest.raises(IntegrityError):
            session.flush()
        refused.rollback()
