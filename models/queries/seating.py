"""Which seating plans does a meeting have, what was wished, and who is kept apart?"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from matcher.constraints import Pair, pair_of
from models.matching_run import RunState
from models.organisation import Organisation
from models.queries.encounters import load_declined
from models.registration import Registration
from models.relation import NotWith
from models.seating import KeptApart, SeatingPlan, SeatRow, SeatWish


def latest_plan(session: Session, meeting_id: int, *states: RunState) -> SeatingPlan | None:
    """The newest plan of the meeting in one of these states (none given = in any), or None."""
    plans = select(SeatingPlan).where(SeatingPlan.meeting_id == meeting_id)
    if states:
        plans = plans.where(SeatingPlan.state.in_(states))
    newest = plans.order_by(SeatingPlan.number.desc()).limit(1).options(joinedload(SeatingPlan.job))
    return session.scalars(newest).first()


def published_plan(session: Session, meeting_id: int) -> SeatingPlan | None:
    """The plan that attendees see: the newest that was published, or None."""
    return session.scalars(
        select(SeatingPlan)
        .where(SeatingPlan.meeting_id == meeting_id, SeatingPlan.published_at.is_not(None))
        .order_by(SeatingPlan.number.desc())
        .limit(1)
    ).first()


def plan_published_before(session: Session, plan: SeatingPlan) -> SeatingPlan | None:
    """The plan that attendees saw before this one, or None."""
    return session.scalars(
        select(SeatingPlan)
        .where(
            SeatingPlan.meeting_id == plan.meeting_id,
            SeatingPlan.number < plan.number,
            SeatingPlan.published_at.is_not(None),
        )
        .order_by(SeatingPlan.number.desc())
        .limit(1)
    ).first()


def next_number(session: Session, meeting_id: int) -> int:
    """The number of the meeting's next plan."""
    highest = select(func.max(SeatingPlan.number)).where(SeatingPlan.meeting_id == meeting_id)
    return (session.scalar(highest) or 0) + 1


def tables_of_registrations(session: Session, plan_id: int, organisation_id: int) -> Sequence[SeatRow]:
    """The seats that this organisation's people who come have in the plan, by person and round."""
    return session.scalars(
        select(SeatRow)
        .join(SeatRow.registration)
        .where(
            SeatRow.plan_id == plan_id,
            Registration.organisation_id == organisation_id,
            Registration.cancelled_at.is_(None),
        )
        .order_by(Registration.place_number, SeatRow.round)
        .options(joinedload(SeatRow.registration))
    ).all()


def everyone_seatable(session: Session, meeting_id: int) -> Sequence[Registration]:
    """Everyone who comes, by name, with the kind of their organisation."""
    return session.scalars(
        select(Registration)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .order_by(func.lower(Registration.name), Registration.id)
        .options(selectinload(Registration.organisation).selectinload(Organisation.kind))
    ).all()


def wishes_of(session: Session, meeting_id: int) -> dict[int, SeatWish]:
    """The wishes for a place of those who come, by id of the registration."""
    wishes = session.scalars(
        select(SeatWish)
        .join(Registration, Registration.id == SeatWish.registration_id)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
    )
    return {wish.registration_id: wish for wish in wishes}


def load_apart(session: Session, meeting_id: int, organisation_ids: Collection[int]) -> frozenset[Pair]:
    """Who of these never meets at this meeting: by an organiser's wish, or a private one of one of both.

    Who asked for it does not come along.
    """
    asked = session.execute(
        select(KeptApart.first_id, KeptApart.second_id).where(
            KeptApart.meeting_id == meeting_id,
            KeptApart.first_id.in_(organisation_ids),
            KeptApart.second_id.in_(organisation_ids),
        )
    )
    private = session.execute(
        select(NotWith.organisation_id, NotWith.other_id).where(
            NotWith.organisation_id.in_(organisation_ids), NotWith.other_id.in_(organisation_ids)
        )
    )
    declined = load_declined(session, meeting_id, organisation_ids)
    return declined | {pair_of(first, second) for first, second in (*asked, *private)}


def kept_apart(session: Session, meeting_id: int) -> Sequence[KeptApart]:
    """The pairs that organisers keep apart at this meeting."""
    return session.scalars(select(KeptApart).where(KeptApart.meeting_id == meeting_id)).all()


def pairs_kept_apart(session: Session, meeting_id: int) -> Sequence[tuple[KeptApart, str, str]]:
    """The pairs that organisers keep apart at this meeting, with both names, by name."""
    first, second = aliased(Organisation), aliased(Organisation)
    rows = session.execute(
        select(KeptApart, first.name, second.name)
        .join(first, first.id == KeptApart.first_id)
        .join(second, second.id == KeptApart.second_id)
        .where(KeptApart.meeting_id == meeting_id)
        .order_by(first.name, second.name, KeptApart.id)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def tables_of(session: Session, registration: Registration) -> tuple[tuple[int, int], ...]:
    """The table of this person in each round of the meeting's newest plan, as (round, table)."""
    plan = latest_plan(session, registration.meeting_id, RunState.DONE)
    if plan is None:
        return ()
    rows = session.execute(
        select(SeatRow.round, SeatRow.table_number)
        .where(SeatRow.plan_id == plan.id, SeatRow.registration_id == registration.id)
        .order_by(SeatRow.round)
    )
    return tuple((number, table) for number, table in rows)


def wish_codes(session: Session, registration_id: int) -> tuple[str, ...]:
    """Where this person should sit, in codes; a table is `table:` and its number."""
    wish = session.get(SeatWish, registration_id)
    if wish is None:
        return ()
    named = {"moderator": wish.moderator, "near_door": wish.near_door, "stays": wish.stays}
    table = (f"table:{wish.table_number}",) if wish.table_number is not None else ()
    return (*(code for code, wished in named.items() if wished), *table)


def deeds_of(session: Session, person_id: int) -> tuple[tuple[str, str, datetime], ...]:
    """What this person did about plans: `seat` or `publish_plan`, the title of the meeting, the moment."""
    plans = session.scalars(
        select(SeatingPlan)
        .where(or_(SeatingPlan.requested_by == person_id, SeatingPlan.published_by == person_id))
        .order_by(SeatingPlan.id)
        .options(joinedload(SeatingPlan.meeting))
    ).all()
    asked = [("seat", one.meeting.title, one.requested_at) for one in plans if one.requested_by == person_id]
    published = [
        ("publish_plan", one.meeting.title, one.published_at)
        for one in plans
        if one.published_by == person_id and one.published_at is not None
    ]
    return (*asked, *published)
