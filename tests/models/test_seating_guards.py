"""What must never be in a seating plan is refused by the database itself."""

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from matcher.seats import Seat, SeatingSettings
from models.matching_run import RunState
from models.seating import KeptApart, PlanOrigin, SeatingPlan, SeatRow
from models.seating_exchange import new_seat
from tests.builders import NOON, a_meeting, a_region, a_registration, an_organisation
from web.actions.tables.seating import new_plan

pytestmark = pytest.mark.both_databases


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def guests(session, meeting):
    return [
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        for number in range(3)
    ]


@pytest.fixture
def plan(session, meeting):
    """Two tables of two, two rounds, nobody seated."""
    settings = SeatingSettings(2, 2, 2)
    plan = new_plan(meeting.id, settings, number=1, origin=PlanOrigin.COMPUTED, at=NOON)
    session.add(plan)
    session.flush()
    return plan


def sit(plan, guest, *, number=1, table=1, place=1):
    plan.seat_rows.append(new_seat(plan, Seat(number, guest.id, table), place=place, locked=False))


def test_nobody_has_two_seats_in_one_round(session, plan, guests):
    sit(plan, guests[0])
    session.flush()

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(
            SeatRow.__table__.insert().values(
                plan_id=plan.id,
                round=1,
                registration_id=guests[0].id,
                tables=2,
                seats=2,
                rounds=2,
                table_number=2,
                place_number=1,
                locked=False,
            )
        )


def test_a_chair_is_for_one(session, plan, guests):
    sit(plan, guests[0])
    sit(plan, guests[1])

    with pytest.raises(IntegrityError):
        session.flush()


@pytest.mark.parametrize("place", [{"place": 3}, {"table": 3}, {"number": 3}])
def test_a_table_too_full_or_a_place_that_is_not_there_is_refused(session, plan, guests, place):
    sit(plan, guests[0], **place)

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_plan_does_not_shrink_under_its_guests(session, plan, guests):
    sit(plan, guests[0])
    session.flush()

    with pytest.raises(IntegrityError), session.begin_nested():
        session.execute(update(SeatingPlan).values(seats=1))


def test_a_meeting_has_one_unfinished_plan(session, plan, meeting):
    session.add(new_plan(meeting.id, SeatingSettings(1), number=2, origin=PlanOrigin.COMPUTED, at=NOON))

    with pytest.raises(IntegrityError):
        session.flush()


def test_only_a_finished_plan_is_published(session, plan):
    plan.published_at = NOON

    with pytest.raises(IntegrityError):
        session.flush()
    assert plan.state is not RunState.DONE


def test_a_pair_is_kept_apart_once_the_lower_id_first(session, meeting, guests):
    first, second, _third = (guest.organisation_id for guest in guests)
    session.add(KeptApart(meeting_id=meeting.id, first_id=first, second_id=second))
    session.flush()

    for pair in ((first, second), (second, first)):
        row = {"meeting_id": meeting.id, "first_id": pair[0], "second_id": pair[1]}
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(KeptApart).values(row))
