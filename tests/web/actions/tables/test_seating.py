"""A plan is asked for, made, kept around locks, mended, and always with everyone accounted for."""

import pytest
from sqlalchemy import select

from matcher.review import ReviewState
from matcher.seats import Seat, SeatingSettings
from models.job import Job, JobName
from models.matching_run import RunState
from models.meeting import MeetingParty
from models.seating import PlanOrigin, SeatingPlan, SeatRow
from models.seating_exchange import load_seating_rules, stored_seats
from tests.builders import (
    NOON,
    a_kind,
    a_meeting,
    a_person,
    a_proposal,
    a_region,
    a_registration,
    a_run,
    an_organisation,
)
from web.actions.actor import Actor
from web.actions.jobs import fail
from web.actions.tables.seating import (
    NobodyComesError,
    NoPlanError,
    PlanActiveError,
    fail_plan,
    is_plan_abandoned,
    request_plan,
    request_repair,
    run_seating,
    usual_settings,
)
from web.actions.tables.seating_view import view_plan

SETTINGS = SeatingSettings(tables=3, seats=3, rounds=2)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def actor(session):
    return Actor(person_id=a_person(session, "anna@example.org").id)


@pytest.fixture
def guests(session, meeting):
    return [
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        for number in range(1, 10)
    ]


def made(session, plan):
    return run_seating(session, plan.id, at=NOON, report=lambda *_: None)


def asked(session, meeting, actor, settings=SETTINGS):
    return request_plan(session, meeting, settings, actor=actor, at=NOON)


def cancel(session, registration):
    registration.cancelled_at, registration.place_number = NOON, None
    session.flush()


@pytest.mark.both_databases
def test_everyone_has_a_seat_in_each_round(session, meeting, actor, guests):
    plan = made(session, asked(session, meeting, actor))

    assert plan.state is RunState.DONE
    assert sorted((seat.round, seat.guest) for seat in stored_seats(plan)) == [
        (number, guest.id) for number in (1, 2) for guest in guests
    ]
    assert view_plan(session, plan).remarks == ()


def test_asking_leaves_a_job_and_refuses_a_second_plan(session, meeting, actor, guests):
    plan = asked(session, meeting, actor)

    job = session.scalars(select(Job)).one()
    assert (job.name, job.arguments) == (JobName.SEAT, {"plan_id": plan.id})
    with pytest.raises(PlanActiveError):
        asked(session, meeting, actor)


def test_a_plan_whose_job_was_given_up_makes_room_for_another(session, meeting, actor, guests):
    plan = asked(session, meeting, actor)
    plan.job.state, plan.job.lease_until = "leased", NOON
    session.flush()
    fail(session, plan.job.id, problem="AbandonedJob", at=NOON)
    session.refresh(plan.job)
    assert is_plan_abandoned(plan)

    again = asked(session, meeting, actor)

    assert (plan.state, plan.problem, again.number) == (RunState.FAILED, "abandoned", 2)


def test_without_anyone_there_is_nothing_to_plan(session, meeting, actor):
    with pytest.raises(NobodyComesError):
        asked(session, meeting, actor)
    with pytest.raises(NoPlanError):
        request_repair(session, meeting, actor=actor, at=NOON)


def test_a_new_plan_is_offered_as_few_tables_as_let_nobody_meet_twice(session, meeting, actor, guests):
    assert usual_settings(session, meeting) == SeatingSettings(tables=3, seats=4, rounds=3)

    asked(session, meeting, actor)

    assert usual_settings(session, meeting) == SETTINGS


def test_too_few_for_rounds_are_offered_one_table(session, meeting):
    for number in range(3):
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))

    assert usual_settings(session, meeting) == SeatingSettings(tables=1, seats=3, rounds=1)


def test_approved_proposals_decide_who_sits_together(session, meeting, actor, guests):
    run = a_run(session, meeting)
    decided = {"decided_by": actor.person_id, "decided_at": NOON}
    organisations = [guest.organisation for guest in guests]
    a_proposal(session, run, *organisations[:3], state=ReviewState.APPROVED, **decided)
    a_proposal(session, run, *organisations[3:5], state=ReviewState.APPROVED, **decided)
    a_proposal(session, run, *organisations[5:7], score=0.4)
    a_proposal(session, run, *organisations[7:9], state=ReviewState.REFUSED, **decided)
    meeting.parties = [MeetingParty(position=0, name="gemeente", minimum=1, sectors=["municipality"])]

    rules = load_seating_rules(session, meeting, [organisation.id for organisation in organisations])

    ids = [organisation.id for organisation in organisations]
    assert rules.coalitions == (tuple(ids[:3]),)
    assert rules.wanted == {(ids[3], ids[4])}
    assert rules.worth[ids[5], ids[6]] == 0.4
    assert (ids[7], ids[8]) not in rules.worth
    assert [party.name for party in rules.parties] == ["gemeente"]


def test_a_locked_seat_stays_and_stays_locked(session, meeting, actor, guests):
    first = made(session, asked(session, meeting, actor))
    row = first.seat_rows[0]
    row.locked = True
    kept = Seat(row.round, row.registration_id, row.table_number)

    second = made(
        session, asked(session, meeting, actor, SeatingSettings(tables=3, seats=3, rounds=2, seed=99))
    )

    assert stored_seats(second, locked_only=True) == (kept,)


def test_a_cancellation_changes_only_what_it_must_and_shows_what(session, meeting, actor, guests):
    first = made(session, asked(session, meeting, actor))
    cancel(session, guests[0])
    late = a_registration(session, meeting, an_organisation(session, "Laat", kind=a_kind(session)))

    mended = made(session, request_repair(session, meeting, actor=actor, at=NOON))

    stays = {seat for seat in stored_seats(first) if seat.guest != guests[0].id}
    assert stays <= set(stored_seats(mended))
    assert mended.origin is PlanOrigin.REPAIRED
    view = view_plan(session, mended)
    assert [(one.name, one.round, one.before is None, one.now is None) for one in view.changes] == [
        ("Gast 1", 1, False, True),
        ("Gast 1", 2, False, True),
        ("Gast 1", 1, True, False),
        ("Gast 1", 2, True, False),
    ]
    assert {seat.guest for seat in stored_seats(mended)} >= {late.id}


def test_the_view_tells_who_left_and_who_came_after_the_plan(session, meeting, actor, guests):
    plan = made(session, asked(session, meeting, actor))
    cancel(session, guests[0])
    late = a_registration(session, meeting, an_organisation(session, "Laat"))

    view = view_plan(session, plan)

    assert view.gone == 1
    assert [(one.person.registration_id, one.rounds, one.code) for one in view.without] == [
        (late.id, (1, 2), None)
    ]


def test_a_failed_plan_keeps_its_reason(session, meeting, actor, guests):
    plan = asked(session, meeting, actor)

    fail_plan(session, plan.id, problem="unexpected", at=NOON)

    assert (plan.state, plan.problem) == (RunState.FAILED, "unexpected")
    assert made(session, plan).seat_rows == []


def test_nothing_of_a_plan_outlives_its_meeting(session, meeting, actor, guests):
    made(session, asked(session, meeting, actor))

    session.delete(meeting)
    session.flush()

    assert session.scalars(select(SeatingPlan)).all() == session.scalars(select(SeatRow)).all() == []
