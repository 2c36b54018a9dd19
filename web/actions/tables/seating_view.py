"""How does a plan look? Rounds with their tables and people, who has no seat, and what could be better."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.seating_checks import Remark, SeatingFaultCode, check_seating, remarks
from matcher.seating_limits import agreed_places, limits
from matcher.seats import Seat, Seating, Shortfall, UnseatedCode
from models.kind import Sector
from models.queries.seating import everyone_seatable, wishes_of
from models.registration import Registration
from models.seating import PlanOrigin, SeatingPlan, SeatWish
from models.seating_exchange import load_guests, load_seating_rules, settings_of_plan, stored_seats

# How far the middle of a seat lies from the middle of its table, in units of the picture.
RADIUS = 38.0


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who comes, as a plan shows them."""

    registration_id: int
    name: str
    organisation_id: int
    organisation: str
    sector: Sector | None
    moderator: bool
    wishes: bool


@dataclass(frozen=True, slots=True)
class Chair:
    """A place at a table, taken or not; `x` and `y` from the middle of the table, in its picture."""

    x: float
    y: float
    person: Person | None = None
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table in one round, with its chairs in a circle; `free`: how many are empty."""

    number: int
    chairs: tuple[Chair, ...]

    @property
    def taken(self) -> tuple[Chair, ...]:
        """The chairs on which someone sits."""
        return tuple(chair for chair in self.chairs if chair.person)

    @property
    def free(self) -> int:
        """How many chairs are empty."""
        return len(self.chairs) - len(self.taken)


@dataclass(frozen=True, slots=True)
class Line:
    """Someone's table in each round; None = no seat."""

    person: Person
    tables: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Without:
    """Someone without a seat in some rounds; `code` None: registered after the plan was made."""

    person: Person
    rounds: tuple[int, ...]
    code: UnseatedCode | None


@dataclass(frozen=True, slots=True)
class Change:
    """What is different from the plan before: a table in one round; None = no seat before, or none now."""

    name: str
    organisation: str
    round: int
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class PlanView:
    """All that the page of a plan shows.

    `gone`: how many who have a seat do not come any more. `clashes`: how many pairs sit together who must
    not, because that was asked after the plan was made; who they are is not told.
    """

    plan: SeatingPlan
    rounds: tuple[tuple[Table, ...], ...]
    lines: tuple[Line, ...]
    without: tuple[Without, ...]
    gone: int
    clashes: int
    remarks: tuple[Remark, ...]
    shortfalls: tuple[Shortfall, ...]
    changes: tuple[Change, ...]
    sectors: tuple[Sector, ...]
    people: Mapping[int, Person]
    organisations: Mapping[int, str]


def view_plan(session: Session, plan: SeatingPlan) -> PlanView:
    """The plan for those who come now."""
    registrations = everyone_seatable(session, plan.meeting_id)
    wishes = wishes_of(session, plan.meeting_id)
    people = {row.id: _person(row, wishes.get(row.id)) for row in registrations}
    settings, seats = settings_of_plan(plan), stored_seats(plan)
    present = [seat for seat in seats if seat.guest in people]
    guests = load_guests(session, plan.meeting_id)
    coming = {guest.organisation for guest in guests}
    rules = load_seating_rules(session, plan.meeting, coming, stored_seats(plan, locked_only=True))
    table_of = {(seat.round, seat.guest): seat.table for seat in present}
    rounds = range(1, plan.rounds + 1)
    sectors = {person.sector.slug: person.sector for person in people.values() if person.sector}
    return PlanView(
        plan=plan,
        rounds=tuple(_tables(plan, number, people) for number in rounds),
        lines=tuple(
            Line(person, tuple(table_of.get((number, person.registration_id)) for number in rounds))
            for person in people.values()
        ),
        without=_without(plan, people, table_of),
        gone=len({seat.guest for seat in seats} - people.keys()),
        clashes=sum(
            fault.code is SeatingFaultCode.KEPT_APART
            for fault in check_seating(Seating(tuple(present)), guests, rules=rules, settings=settings)
        ),
        remarks=remarks(present, guests, rules=rules, settings=settings),
        shortfalls=(*limits(guests, rules, settings), *agreed_places(guests, rules, settings).shortfalls),
        changes=_changes(plan, seats, people) if plan.origin is not PlanOrigin.COMPUTED else (),
        sectors=tuple(sorted(sectors.values(), key=lambda sector: sector.slug)),
        people=people,
        organisations={person.organisation_id: person.organisation for person in people.values()},
    )


def _person(row: Registration, wish: SeatWish | None) -> Person:
    kind = row.organisation.kind
    placed = wish is not None and (wish.table_number is not None or wish.near_door or wish.stays)
    return Person(
        registration_id=row.id,
        name=row.name,
        organisation_id=row.organisation_id,
        organisation=row.organisation.name,
        sector=kind.sector if kind else None,
        moderator=wish is not None and wish.moderator,
        wishes=placed,
    )


def _tables(plan: SeatingPlan, number: int, people: Mapping[int, Person]) -> tuple[Table, ...]:
    taken = {
        (row.table_number, row.place_number): row
        for row in plan.seat_rows
        if row.round == number and row.registration_id in people
    }
    tables = []
    for table in range(1, plan.tables + 1):
        chairs = []
        for place in range(1, plan.seats + 1):
            angle = 2 * math.pi * (place - 1) / plan.seats - math.pi / 2
            row = taken.get((table, place))
            chairs.append(
                Chair(
                    x=round(RADIUS * math.cos(angle), 1),
                    y=round(RADIUS * math.sin(angle), 1),
                    person=people[row.registration_id] if row else None,
                    locked=row is not None and row.locked,
                )
            )
        tables.append(Table(table, tuple(chairs)))
    return tuple(tables)


def _without(
    plan: SeatingPlan, people: Mapping[int, Person], table_of: Mapping[tuple[int, int], int]
) -> tuple[Without, ...]:
    codes = {row.registration_id: row.code for row in plan.unseated_rows}
    found = []
    for id_, person in people.items():
        rounds = tuple(number for number in range(1, plan.rounds + 1) if (number, id_) not in table_of)
        if rounds:
            found.append(Without(person, rounds, codes.get(id_)))
    return tuple(found)


def _changes(plan: SeatingPlan, seats: Sequence[Seat], people: Mapping[int, Person]) -> tuple[Change, ...]:
    """What differs from the plan before: those who left first, then by name and round."""
    if plan.before is None:
        return ()
    rows = {row.registration_id: row.registration for row in (*plan.before.seat_rows, *plan.seat_rows)}
    now = {(seat.round, seat.guest): seat.table for seat in seats if seat.guest in people}
    before = {(seat.round, seat.guest): seat.table for seat in stored_seats(plan.before)}
    changes = [
        Change(
            name=rows[id_].name,
            organisation=rows[id_].organisation.name,
            round=number,
            before=before.get((number, id_)),
            now=now.get((number, id_)),
        )
        for number, id_ in before.keys() | now.keys()
        if before.get((number, id_)) != now.get((number, id_))
    ]
    return tuple(sorted(changes, key=lambda one: (one.now is not None, one.name, one.round)))
