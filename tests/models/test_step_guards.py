"""What no ledger of steps may hold is refused by the database itself."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from models.person import Language
from models.step import CheckRound, Step, StepLink
from tests.builders import NOON, a_meeting, a_person, a_region, a_registration, an_organisation

pytestmark = pytest.mark.both_databases


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def linde(session):
    return an_organisation(session, "De Linde")


@pytest.mark.parametrize(
    ("told", "guard"),
    [
        ({"text": "  "}, "has_text"),
        ({"due_on": None}, "due_on"),
        ({"partner_name": "Bas", "with_partner": True}, "partner_one_way"),
    ],
)
def test_a_step_says_what_and_when_and_with_whom_in_one_way(session, meeting, linde, told, guard):
    values = {"text": "Bellen", "due_on": date(2026, 5, 1), "created_at": NOON, **told}
    session.add(Step(meeting_id=meeting.id, organisation_id=linde.id, **values))

    with pytest.raises(IntegrityError, match=guard):
        session.flush()


def test_nobody_is_their_own_partner(session, meeting, linde):
    told = {"text": "Bellen", "due_on": date(2026, 5, 1), "created_at": NOON, "with_partner": True}
    session.add(Step(meeting_id=meeting.id, organisation_id=linde.id, partner_id=linde.id, **told))

    with pytest.raises(IntegrityError, match="another_organisation"):
        session.flush()


@pytest.mark.parametrize("reader", ["guest", "person"])
def test_nobody_is_asked_twice_in_a_round(session, meeting, linde, reader):
    to = {
        "guest": {"registration_id": a_registration(session, meeting, linde).id},
        "person": {"person_id": a_person(session).id},
    }[reader]
    for token in ("een", "twee"):
        session.add(
            StepLink(
                token_hash=token,
                meeting_id=meeting.id,
                organisation_id=linde.id,
                round=CheckRound.END,
                language=Language.DUTCH,
                created_at=NOON,
                **to,
            )
        )

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_link_is_to_one_reader(session, meeting, linde):
    told = {"round": CheckRound.END, "language": Language.DUTCH, "created_at": NOON}
    session.add(StepLink(token_hash="x", meeting_id=meeting.id, organisation_id=linde.id, **told))

    with pytest.raises(IntegrityError, match="to_one_reader"):
        session.flush()
