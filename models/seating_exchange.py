"""How do registrations and wishes become a seating problem, and its plan rows again? The only crossing."""

from collections.abc import Collection, Sequence
from itertools import combinations

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from matcher.constraints import Pair, Party, pair_of
from matcher.review import ReviewState
from matcher.seats import Guest, Seat, Seating, SeatingRules, SeatingSettings, stored_settings
from models.matching_run import RunState
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import Proposal, ProposalForm
from models.queries.proposals import latest_run, members_of
from models.queries.seating import load_apart
from models.registration import Registration
from models.seating import SeatingPlan, SeatRow, SeatWish, UnseatedRow


def load_guests(session: Session, meeting_id: int) -> tuple[Guest, ...]:
    """Everyone who comes, as guests, ascending by id of the registration."""
    registrations = session.scalars(
        select(Registration)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .order_by(Registration.id)
        .options(joinedload(Registration.organisation).joinedload(Organisation.kind))
    ).all()
    ids = [registration.id for registration in registrations]
    wishes = {
        wish.registration_id: wish
        for wish in session.scalars(select(SeatWish).where(SeatWish.registration_id.in_(ids)))
    }
    return tuple(_guest(registration, wishes.get(registration.id)) for registration in registrations)


def load_seating_rules(
    session: Session, meeting: Meeting, coming: Collection[int], locks: Sequence[Seat] = ()
) -> SeatingRules:
    """What a plan of this meeting keeps to: its parties, and what was decided about the newest proposals.

    `coming`: the organisations that come.
    """
    wanted: set[Pair] = set()
    coalitions: list[tuple[int, ...]] = []
    worth: dict[Pair, float] = {}
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is not None:
        members = members_of(session, run.id)
        proposals = session.scalars(select(Proposal).where(Proposal.run_id == run.id).order_by(Proposal.id))
        for proposal in proposals:
            if proposal.state is ReviewState.REFUSED:
                continue
            group = tuple(sorted(members[proposal.id]))
            for pair in combinations(group, 2):
                worth[pair] = max(worth.get(pair, 0.0), min(1.0, proposal.score))
            if proposal.state is ReviewState.APPROVED:
                if proposal.form is ProposalForm.COALITION:
                    coalitions.append(group)
                else:
                    wanted.add(pair_of(*group))
    return SeatingRules(
        parties=tuple(
            Party(party.name, party.minimum, frozenset(party.sectors), frozenset(party.kinds))
            for party in meeting.parties
        ),
        apart=load_apart(session, meeting.id, coming),
        wanted=frozenset(wanted),
        coalitions=tuple(coalitions),
        worth=worth,
        locks=tuple(locks),
    )


def settings_of_plan(plan: SeatingPlan) -> SeatingSettings:
    """The settings that the plan was asked for with."""
    return stored_settings(plan.settings)


def stored_seats(plan: SeatingPlan, *, locked_only: bool = False) -> tuple[Seat, ...]:
    """The seats of a plan, by round and table; or only those that are locked."""
    return tuple(
        Seat(row.round, row.registration_id, row.table_number)
        for row in plan.seat_rows
        if row.locked or not locked_only
    )


def save_seating(
    session: Session, plan: SeatingPlan, seating: Seating, *, locked: Collection[Seat] = ()
) -> None:
    """Store the seats, and who has none; seats among `locked` are locked in this plan too."""
    taken: dict[tuple[int, int], int] = {}
    for seat in seating.seats:
        place = taken[seat.round, seat.table] = taken.get((seat.round, seat.table), 0) + 1
        plan.seat_rows.append(new_seat(plan, seat, place=place, locked=seat in locked))
    for one in seating.unseated:
        plan.unseated_rows.append(UnseatedRow(round=one.round, registration_id=one.guest, code=one.code))
    session.flush()


def new_seat(plan: SeatingPlan, seat: Seat, *, place: int, locked: bool) -> SeatRow:
    """The row of a seat; `place` counts the seats of a table from 1."""
    return SeatRow(
        tables=plan.tables,
        seats=plan.seats,
        rounds=plan.rounds,
        round=seat.round,
        registration_id=seat.guest,
        table_number=seat.table,
        place_number=place,
        locked=locked,
    )


def _guest(registration: Registration, wish: SeatWish | None) -> Guest:
    kind = registration.organisation.kind
    return Guest(
        id=registration.id,
        organisation=registration.organisation_id,
        sector=kind.sector_slug if kind else "",
        kind=kind.slug if kind else "",
        moderator=wish is not None and wish.moderator,
        table=wish.table_number if wish else None,
        near_door=wish is not None and wish.near_door,
        stays=wish is not None and wish.stays,
    )
