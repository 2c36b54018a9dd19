"""An organiser moves, swaps and locks by hand; what people have seen is followed up, never changed."""

import pytest

from matcher.seats import Seat, SeatingSettings
from models.relation import NotWith
from models.seating import PlanOrigin
from models.seating_exchange import stored_seats
from tests.builders import NOON, a_meeting, a_person, a_region, a_registration, an_organisation
from web.actions.actor import Actor
from web.actions.tables.seating import NoPlanError, request_plan, run_seating
from web.actions.tables.seating_changes import (
    NotAtThisTableError,
    PlaceUnknownError,
    PlanOutdatedError,
    TableFullError,
    current_plan,
    lock,
    move,
    publish_plan,
    swap,
)
from web.actions.tables.seating_lists import OwnTables, tables_of_organisation


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def told(session):
    return {"actor": Actor(person_id=a_person(session, "anna@example.org").id), "at": NOON}


@pytest.fixture
def guests(session, meeting):
    return [
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        for number in range(1, 6)
    ]


@pytest.fixture
def plan(session, meeting, guests, told):
    """Five guests at two tables of three, one round: one chair is free."""
    plan = request_plan(session, meeting, SeatingSettings(2, 3, 1), **told)
    return run_seating(session, plan.id, at=NOON, report=lambda *_: None)


def table_of(plan, guest):
    return next(seat.table for seat in stored_seats(plan) if seat.guest == guest.id)


def company(plan, table):
    return [seat.guest for seat in stored_seats(plan) if seat.table == table]


def someone(plan, guests, *, at_full_table):
    sizes = {table: len(company(plan, table)) for table in (1, 2)}
    wanted = 3 if at_full_table else 2
    return next(guest for guest in guests if sizes[table_of(plan, guest)] == wanted)


def test_someone_moves_to_a_free_chair_and_is_locked_there(session, plan, guests, told):
    guest = someone(plan, guests, at_full_table=True)
    other = 3 - table_of(plan, guest)

    moved = move(session, plan, guest, number=1, table=other, **told)

    assert moved is plan
    assert stored_seats(plan, locked_only=True) == (Seat(1, guest.id, other),)
    assert len(stored_seats(plan)) == 5


def test_a_full_table_takes_nobody(session, plan, guests, told):
    guest = someone(plan, guests, at_full_table=False)

    with pytest.raises(TableFullError):
        move(session, plan, guest, number=1, table=3 - table_of(plan, guest), **told)


@pytest.mark.both_databases
def test_two_swap(session, plan, guests, told):
    one = next(guest for guest in guests if table_of(plan, guest) == 1)
    other = next(guest for guest in guests if table_of(plan, guest) == 2)

    swap(session, plan, one, other, number=1, **told)

    assert (table_of(plan, one), table_of(plan, other)) == (2, 1)
    assert {seat.guest for seat in stored_seats(plan, locked_only=True)} == {one.id, other.id}


def test_nobody_is_put_beside_whom_they_must_not(session, meeting, plan, guests, told):
    guest = someone(plan, guests, at_full_table=True)
    there = 3 - table_of(plan, guest)
    other = next(one for one in guests if one.id == company(plan, there)[0])
    session.add(
        NotWith(organisation_id=other.organisation_id, other_id=guest.organisation_id, created_at=NOON)
    )

    with pytest.raises(NotAtThisTableError):
        move(session, plan, guest, number=1, table=there, **told)


@pytest.mark.parametrize("place", [{"number": 2, "table": 1}, {"number": 1, "table": 3}])
def test_a_place_that_is_not_there_is_refused(session, plan, guests, told, place):
    with pytest.raises(PlaceUnknownError):
        move(session, plan, guests[0], **place, **told)


def test_a_seat_is_locked_and_let_go(session, plan, guests, told):
    lock(session, plan, guests[0], number=1, locked=True, **told)
    assert [seat.guest for seat in stored_seats(plan, locked_only=True)] == [guests[0].id]

    lock(session, plan, guests[0], number=1, locked=False, **told)
    assert stored_seats(plan, locked_only=True) == ()


def test_a_published_plan_is_followed_up_and_stays_what_people_see(session, meeting, plan, guests, told):
    publish_plan(session, plan, **told)
    guest = someone(plan, guests, at_full_table=True)
    before = table_of(plan, guest)

    moved = move(session, plan, guest, number=1, table=3 - before, **told)

    assert (moved.number, moved.origin, moved.before) == (2, PlanOrigin.CHANGED, plan)
    assert (table_of(plan, guest), table_of(moved, guest)) == (before, 3 - before)
    assert tables_of_organisation(session, meeting_id=meeting.id, organisation_id=guest.organisation_id) == (
        OwnTables(guest.id, "Gast 1", (before,)),
    )


def test_nobody_sees_tables_before_the_plan_is_published(session, meeting, plan, guests):
    organisation_id = guests[0].organisation_id

    assert tables_of_organisation(session, meeting_id=meeting.id, organisation_id=organisation_id) == ()


def test_an_older_plan_cannot_be_changed(session, meeting, plan, told):
    with pytest.raises(PlanOutdatedError):
        current_plan(session, meeting.id, seen=plan.id + 1)
    request_plan(session, meeting, SeatingSettings(2, 3, 1), **told)
    with pytest.raises(PlanOutdatedError):
        current_plan(session, meeting.id, seen=plan.id)


def test_without_a_plan_there_is_none_to_change(session, meeting):
    with pytest.raises(NoPlanError):
        current_plan(session, meeting.id)
