"""What can an organiser change about a plan by hand? Move someone, swap two, lock seats, publish."""

from datetime import datetime

from sqlalchemy.orm import Session

from matcher.constraints import pair_of
from matcher.seats import Seat
from models.matching_run import RunState
from models.queries.seating import latest_plan, load_apart, next_number
from models.registration import Registration
from models.seating import PlanOrigin, SeatingPlan, SeatRow, UnseatedRow
from models.seating_exchange import new_seat, settings_of_plan
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.tables.seating import NoPlanError, new_plan


class TableFullError(ActionError):
    """Every seat of this table is taken in this round."""

    code = "table_full"


class NotAtThisTableError(ActionError):
    """Someone at this table must not sit with them; who asked for that, and why, is not told."""

    code = "not_at_this_table"


class PlaceUnknownError(ActionError):
    """There is no such round or table, or the person does not come."""

    code = "place_unknown"


class PlaceNotChosenError(ActionError):
    """Neither a table with room nor someone to swap with was chosen."""

    code = "place_not_chosen"


class PlanOutdatedError(ActionError):
    """Meanwhile there is a newer plan, or one is being made: look at that one first."""

    code = "plan_outdated"


def current_plan(session: Session, meeting_id: int, seen: int | None = None) -> SeatingPlan:
    """The meeting's newest plan, if it is finished; `seen`: the id of the plan that the organiser looked at.

    Raises NoPlanError, PlanOutdatedError.
    """
    plan = latest_plan(session, meeting_id, RunState.DONE)
    if plan is None:
        raise NoPlanError(f"meeting {meeting_id} has no finished plan; make one first")
    if seen is not None and plan.id != seen:
        raise PlanOutdatedError(f"plan {seen} was followed by plan {plan.id}; look at that one first")
    busy = latest_plan(session, meeting_id, RunState.REQUESTED, RunState.RUNNING)
    if seen is not None and busy is not None:
        raise PlanOutdatedError(f"plan {busy.id} is being made; wait for it")
    return plan


def move(
    session: Session,
    plan: SeatingPlan,
    registration: Registration,
    *,
    number: int,
    table: int,
    actor: Actor,
    at: datetime,
) -> SeatingPlan:
    """The plan in which this person sits at the table in this round, locked: a copy of a published plan.

    Raises PlaceUnknownError, TableFullError, NotAtThisTableError.
    """
    to = Seat(number, registration.id, table)
    _require_place(plan, registration, to)
    plan = _workable(session, plan, actor=actor, at=at)
    company = [row for row in plan.seat_rows if (row.round, row.table_number) == (to.round, to.table)]
    if any(row.registration_id == registration.id for row in company):
        return plan
    _require_company(session, plan, registration, company)
    free = set(range(1, plan.seats + 1)) - {row.place_number for row in company}
    if not free:
        raise TableFullError(f"table {to.table} has {plan.seats} seats, and all are taken")
    _leave(session, plan, registration.id, to.round)
    plan.seat_rows.append(new_seat(plan, to, place=min(free), locked=True))
    _settle(session, plan)
    record(session, actor, "move_seat", "seating_plan", plan.id, at=at, detail=f"round {to.round}")
    return plan


def swap(
    session: Session,
    plan: SeatingPlan,
    one: Registration,
    other: Registration,
    *,
    number: int,
    actor: Actor,
    at: datetime,
) -> SeatingPlan:
    """The plan in which these two have each other's seats in this round, both locked.

    Raises PlaceUnknownError when one of them has no seat, NotAtThisTableError.
    """
    plan = _workable(session, plan, actor=actor, at=at)
    rows = {row.registration_id: row for row in plan.seat_rows if row.round == number}
    if one.id not in rows or other.id not in rows or one.id == other.id:
        raise PlaceUnknownError("only two people who both have a seat can swap")
    places = {
        one.id: (rows[other.id].table_number, rows[other.id].place_number),
        other.id: (rows[one.id].table_number, rows[one.id].place_number),
    }
    for person in (one, other):
        table = places[person.id][0]
        company = [
            row for row in rows.values() if row.table_number == table and row.registration_id not in places
        ]
        _require_company(session, plan, person, company)
    for person in (one, other):
        plan.seat_rows.remove(rows[person.id])
    session.flush()
    for person in (one, other):
        table, place = places[person.id]
        plan.seat_rows.append(new_seat(plan, Seat(number, person.id, table), place=place, locked=True))
    _settle(session, plan)
    record(session, actor, "swap_seats", "seating_plan", plan.id, at=at, detail=f"round {number}")
    return plan


def lock(
    session: Session,
    plan: SeatingPlan,
    registration: Registration,
    *,
    number: int,
    locked: bool,
    actor: Actor,
    at: datetime,
) -> SeatingPlan:
    """The plan in which this seat is locked, or no longer; raises PlaceUnknownError."""
    plan = _workable(session, plan, actor=actor, at=at)
    row = next(
        (row for row in plan.seat_rows if (row.round, row.registration_id) == (number, registration.id)), None
    )
    if row is None:
        raise PlaceUnknownError("only someone with a seat in this round can keep it")
    row.locked = locked
    action = "lock_seat" if locked else "unlock_seat"
    record(session, actor, action, "seating_plan", plan.id, at=at, detail=f"round {number}")
    return plan


def publish_plan(session: Session, plan: SeatingPlan, *, actor: Actor, at: datetime) -> None:
    """Let attendees see this plan from now on; publishing twice changes nothing."""
    if plan.published_at is None:
        plan.published_at, plan.published_by = at, actor.person_id
        record(session, actor, "publish_plan", "seating_plan", plan.id, at=at, detail=str(plan.number))


def _workable(session: Session, plan: SeatingPlan, *, actor: Actor, at: datetime) -> SeatingPlan:
    """The plan itself, or, when people have seen it already, a copy that follows it up."""
    if plan.published_at is None:
        return plan
    settings = settings_of_plan(plan)
    number = next_number(session, plan.meeting_id)
    copy = new_plan(plan.meeting_id, settings, number=number, origin=PlanOrigin.CHANGED, at=at)
    copy.before, copy.requested_by = plan, actor.person_id
    copy.state, copy.finished_at = RunState.DONE, at
    for row in plan.seat_rows:
        seat = Seat(row.round, row.registration_id, row.table_number)
        copy.seat_rows.append(new_seat(copy, seat, place=row.place_number, locked=row.locked))
    for one in plan.unseated_rows:
        copy.unseated_rows.append(
            UnseatedRow(round=one.round, registration_id=one.registration_id, code=one.code)
        )
    session.add(copy)
    session.flush()
    return copy


def _require_place(plan: SeatingPlan, registration: Registration, to: Seat) -> None:
    comes = registration.meeting_id == plan.meeting_id and registration.cancelled_at is None
    if not (comes and 1 <= to.round <= plan.rounds and 1 <= to.table <= plan.tables):
        raise PlaceUnknownError(
            f"round {to.round}, table {to.table}: the plan has {plan.rounds} rounds, {plan.tables} tables"
        )


def _require_company(
    session: Session, plan: SeatingPlan, registration: Registration, company: list[SeatRow]
) -> None:
    others = {row.registration.organisation_id for row in company}
    apart = load_apart(session, plan.meeting_id, others | {registration.organisation_id})
    for row in company:
        pair = pair_of(registration.organisation_id, row.registration.organisation_id)
        if row.registration.cancelled_at is None and pair in apart:
            raise NotAtThisTableError("two organisations at this table are kept apart")


def _leave(session: Session, plan: SeatingPlan, registration_id: int, number: int) -> None:
    """Take away the seat, or the mark of having none, in this round."""
    for row in list(plan.seat_rows):
        if (row.round, row.registration_id) == (number, registration_id):
            plan.seat_rows.remove(row)
    for one in list(plan.unseated_rows):
        if (one.round, one.registration_id) == (number, registration_id):
            plan.unseated_rows.remove(one)
    session.flush()


def _settle(session: Session, plan: SeatingPlan) -> None:
    session.flush()
    session.refresh(plan, ["seat_rows", "unseated_rows"])
