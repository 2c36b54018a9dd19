"""How does a meeting get its tables? Ask for a plan, make it, mend it after a cancellation."""

from collections.abc import Callable, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.seating import repair_seating, seat_guests
from matcher.seating_checks import SeatingFault, check_seating
from matcher.seating_limits import rounds_without_repeat
from matcher.seats import MOST_SEATS, MOST_TABLES, Seating, SeatingSettings
from models.job import JobName, JobState
from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.seating import latest_plan, next_number
from models.seating import PlanOrigin, SeatingPlan
from models.seating_exchange import (
    load_guests,
    load_seating_rules,
    save_seating,
    settings_of_plan,
    stored_seats,
)
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record

# What a new meeting is offered: tables of at most so many people, and so many rounds.
USUAL_COMPANY, USUAL_ROUNDS = 6, 3

Report = Callable[[int, int], None]


class PlanProblem(StrEnum):
    """Why a plan failed; stored with it."""

    FAULTY_PLAN = "faulty_plan"  # followed by a colon and the codes of the faults
    ABANDONED = "abandoned"  # its job was given up
    UNEXPECTED = "unexpected"


class PlanActiveError(ActionError):
    """A plan of this meeting was asked for already and is not finished."""

    code = "plan_active"


class NobodyComesError(ActionError):
    """Nobody is registered, so there is nobody to seat."""

    code = "nobody_comes"


class NoPlanError(ActionError):
    """The meeting has no finished plan yet."""

    code = "no_plan"


class PlanFaultyError(RuntimeError):
    """The seating breaks its rules; nothing of it is kept."""

    def __init__(self, faults: Sequence[SeatingFault]) -> None:
        super().__init__(f"{len(faults)} faults, the first: {faults[0]}")
        self.faults = tuple(faults)


def usual_settings(session: Session, meeting: Meeting) -> SeatingSettings:
    """The settings of the newest plan; before the first one, as few tables as let nobody meet twice.

    Each table then has a chair to spare, so that a late guest or a coalition finds room.
    """
    plan = latest_plan(session, meeting.id)
    if plan is not None:
        return settings_of_plan(plan)
    guests = load_guests(session, meeting.id)
    n = len(guests)
    fewest = max(1, min(MOST_TABLES, -(-n // USUAL_COMPANY)))
    for tables in range(fewest, min(MOST_TABLES, n // 2) + 1):
        seats = min(MOST_SEATS, -(-n // tables) + 1)
        settings = SeatingSettings(tables, seats=seats, rounds=USUAL_ROUNDS)
        if rounds_without_repeat(guests, settings) >= USUAL_ROUNDS:
            return settings
    return SeatingSettings(fewest, seats=min(MOST_SEATS, max(2, n)), rounds=1)


def request_plan(
    session: Session, meeting: Meeting, settings: SeatingSettings, *, actor: Actor, at: datetime
) -> SeatingPlan:
    """A plan that waits for the job process; locked seats of the newest finished plan will stay.

    Raises PlanActiveError while another plan of the meeting is not finished, NobodyComesError.
    """
    before = latest_plan(session, meeting.id, RunState.DONE)
    return _requested(
        session, meeting, settings, origin=PlanOrigin.COMPUTED, before=before, actor=actor, at=at
    )


def request_repair(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> SeatingPlan:
    """A plan that follows up the newest one with as few changes as those who come now allow.

    Raises NoPlanError, PlanActiveError, NobodyComesError.
    """
    before = latest_plan(session, meeting.id, RunState.DONE)
    if before is None:
        raise NoPlanError(f"meeting {meeting.id} has no finished plan to mend; make one first")
    settings = settings_of_plan(before)
    return _requested(
        session, meeting, settings, origin=PlanOrigin.REPAIRED, before=before, actor=actor, at=at
    )


def run_seating(session: Session, plan_id: int, *, at: datetime, report: Report) -> SeatingPlan:
    """The plan, now done and stored with everyone's seat. One that is done or failed is given back as it is.

    `report(done, total)` is called before and during the search; a job commits there. Raises PlanFaultyError.
    """
    plan = session.get_one(SeatingPlan, plan_id)
    if plan.state in (RunState.DONE, RunState.FAILED):
        return plan
    plan.state, plan.started_at = RunState.RUNNING, at
    settings = settings_of_plan(plan)
    guests = load_guests(session, plan.meeting_id)
    locks = stored_seats(plan.before, locked_only=True) if plan.before else ()
    coming = {guest.organisation for guest in guests}
    rules = load_seating_rules(session, plan.meeting, coming, locks)
    report(0, 1)
    if plan.origin is PlanOrigin.REPAIRED and plan.before:
        seating = repair_seating(guests, stored_seats(plan.before), rules=rules, settings=settings)
    else:
        seating = seat_guests(guests, rules=rules, settings=settings, report=report)
    faults = check_seating(seating, guests, rules=rules, settings=settings)
    if faults:
        raise PlanFaultyError(faults)
    _finish(session, plan, seating, at=at)
    save_seating(session, plan, seating, locked=frozenset(locks))
    return plan


def fail_plan(session: Session, plan_id: int, *, problem: str, at: datetime) -> None:
    """Mark an unfinished plan as failed, with a code that says why (see PlanProblem)."""
    plan = session.get_one(SeatingPlan, plan_id)
    if plan.state in (RunState.DONE, RunState.FAILED):
        return
    plan.state, plan.problem, plan.finished_at = RunState.FAILED, problem, at
    record(session, SERVICE, "fail_plan", "seating_plan", plan.id, at=at, detail=problem)


def is_plan_abandoned(plan: SeatingPlan) -> bool:
    """Whether nobody works on this unfinished plan any more."""
    unfinished = plan.state in (RunState.REQUESTED, RunState.RUNNING)
    return unfinished and (plan.job is None or plan.job.state in (JobState.DONE, JobState.FAILED))


def new_plan(
    meeting_id: int, settings: SeatingSettings, *, number: int, origin: PlanOrigin, at: datetime
) -> SeatingPlan:
    """The row of a plan with these settings, without seats."""
    return SeatingPlan(
        meeting_id=meeting_id,
        number=number,
        origin=origin,
        tables=settings.tables,
        seats=settings.seats,
        rounds=settings.rounds,
        settings=settings.as_dict(),
        requested_at=at,
    )


def _requested(
    session: Session,
    meeting: Meeting,
    settings: SeatingSettings,
    *,
    origin: PlanOrigin,
    before: SeatingPlan | None,
    actor: Actor,
    at: datetime,
) -> SeatingPlan:
    if not load_guests(session, meeting.id):
        raise NobodyComesError(f"nobody comes to meeting {meeting.id}; register people first")
    _close_abandoned(session, meeting.id, at=at)
    number = next_number(session, meeting.id)
    plan = new_plan(meeting.id, settings, number=number, origin=origin, at=at)
    plan.before, plan.requested_by = before, actor.person_id
    try:
        with session.begin_nested():
            session.add(plan)
    except IntegrityError as refusal:  # the database allows one unfinished plan per meeting
        raise PlanActiveError(f"meeting {meeting.id} has a plan that is not finished") from refusal
    plan.job = enqueue(session, JobName.SEAT, {"plan_id": plan.id}, at=at)
    record(session, actor, "request_plan", "seating_plan", plan.id, at=at, detail=origin)
    return plan


def _close_abandoned(session: Session, meeting_id: int, *, at: datetime) -> None:
    plan = latest_plan(session, meeting_id, RunState.REQUESTED, RunState.RUNNING)
    if plan is not None and is_plan_abandoned(plan):
        fail_plan(session, plan.id, problem=PlanProblem.ABANDONED, at=at)
        session.flush()


def _finish(session: Session, plan: SeatingPlan, seating: Seating, *, at: datetime) -> None:
    plan.state, plan.finished_at = RunState.DONE, at
    detail = f"{len(seating.seats)} seats, {len(seating.unseated)} without"
    record(session, SERVICE, "run_seating", "seating_plan", plan.id, at=at, detail=detail)
