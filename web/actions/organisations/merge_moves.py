"""Where does everything go when one organisation takes in another? One function for what cannot just move."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.constraints import pair_of
from matcher.profiles import StatementRole
from models.membership import Invitation, JoinRequest, JoinState
from models.organisation import (
    Organisation,
    OrganisationRole,
    Statement,
    StatementState,
)
from models.publication import MatchListEntry
from models.queries.initiatives import initiatives_for
from models.registration import Registration
from models.relation import Acquaintance
from models.rows import referring_columns
from models.step import Step
from web.actions.afterwards.initiative_partners import merge_partners
from web.actions.errors import ActionError
from web.actions.organisations.statements import MOST_STATEMENTS

# What the one tells and the other left blank.
FILLED_FROM_OTHER = ("kind_slug", "municipality_code", "about", "moments", "website", "size", "kvk_number")
# Undoing an import takes away what its rows point to, so they never come to point to something else. An
# outlook says nothing of the organisation that took the other in, and can be asked for again.
LEFT_TO_THE_DATABASE = frozenset({"import_row", "outlook"})


class CannotMove(ActionError):
    """A row can neither move nor be left behind, because other rows point to it."""

    code = "cannot_move"


@dataclass(frozen=True, slots=True)
class StatementsPlan:
    """What becomes of the open offers or needs of the organisation that is taken in."""

    stay_open: tuple[Statement, ...]
    withdrawn: tuple[Statement, ...]  # the other tells the same, or a profile holds no more


def blanks_filled(kept: Organisation, absorbed: Organisation) -> tuple[str, ...]:
    """The names of the columns that `kept` left blank and `absorbed` tells."""
    return tuple(name for name in FILLED_FROM_OTHER if not getattr(kept, name) and getattr(absorbed, name))


def plan_statements(kept: Organisation, absorbed: Organisation, role: StatementRole) -> StatementsPlan:
    """Which offers or needs stay open; as many as a profile holds, in their own order."""
    known = {statement.text for statement in kept.statements_in(role)}
    new = [statement for statement in absorbed.statements_in(role) if statement.text not in known]
    room = max(MOST_STATEMENTS - len(known), 0)
    stay = tuple(new[:room])
    withdrawn = tuple(one for one in absorbed.statements_in(role) if one not in stay)
    return StatementsPlan(stay_open=stay, withdrawn=withdrawn)


def move_everything(
    session: Session, kept: Organisation, absorbed: Organisation, *, by: int | None, at: datetime
) -> None:
    """Point every row that belongs to `absorbed` to `kept`; what stands there already is left out."""
    _fill_blanks(kept, absorbed, at)
    _settle_statements(kept, absorbed)
    _raise_roles(kept, absorbed)
    session.flush()
    _close_double_requests(session, kept.id, absorbed.id, by=by, at=at)
    _move_acquaintances(session, kept.id, absorbed.id)
    _move_registrations(session, kept.id, absorbed.id)
    _shift_list_entries(session, kept.id, absorbed.id)
    _name_partners(session, kept, absorbed)
    both = initiatives_for(session, (), (kept.id, absorbed.id))
    merge_partners(session, both, kept.id, absorbed.id)
    for column in referring_columns(cast("Table", Organisation.__table__)):
        if column.table.name in LEFT_TO_THE_DATABASE:
            continue
        _move_column(session, column.table, column.name, absorbed.id, kept.id)


def _fill_blanks(kept: Organisation, absorbed: Organisation, at: datetime) -> None:
    for name in blanks_filled(kept, absorbed):
        setattr(kept, name, getattr(absorbed, name))
    steps = [*kept.done_steps.split(), *absorbed.done_steps.split()]
    kept.done_steps = " ".join(dict.fromkeys(steps))
    kept.updated_at = at


def _settle_statements(kept: Organisation, absorbed: Organisation) -> None:
    for role in StatementRole:
        offset = len(kept.statements_in(role))
        plan = plan_statements(kept, absorbed, role)
        for position, statement in enumerate(plan.stay_open):
            statement.position = offset + position
        for statement in plan.withdrawn:
            statement.state, statement.set_aside_at = StatementState.WITHDRAWN, None


def _raise_roles(kept: Organisation, absorbed: Organisation) -> None:
    owners = {m.person_id for m in absorbed.members if m.role is OrganisationRole.OWNER}
    for member in kept.members:
        if member.person_id in owners:
            member.role = OrganisationRole.OWNER


def _close_double_requests(
    session: Session, kept_id: int, absorbed_id: int, *, by: int | None, at: datetime
) -> None:
    """Of two open requests or invitations for one person, that to `kept` stays open."""
    asked = select(JoinRequest.person_id).where(
        JoinRequest.organisation_id == kept_id, JoinRequest.state == JoinState.ASKED
    )
    session.execute(
        update(JoinRequest)
        .where(
            JoinRequest.organisation_id == absorbed_id,
            JoinRequest.state == JoinState.ASKED,
            JoinRequest.person_id.in_(asked),
        )
        .values(state=JoinState.WITHDRAWN, decided_at=at, decided_by=by)
    )
    is_open = (Invitation.used_at.is_(None), Invitation.withdrawn_at.is_(None))
    invited = select(Invitation.email).where(Invitation.organisation_id == kept_id, *is_open)
    session.execute(
        update(Invitation)
        .where(Invitation.organisation_id == absorbed_id, *is_open, Invitation.email.in_(invited))
        .values(withdrawn_at=at)
    )


def _move_acquaintances(session: Session, kept_id: int, absorbed_id: int) -> None:
    """The lower id comes first, so a pair may turn round; what both know stands once."""
    involved = (Acquaintance.first_id == absorbed_id) | (Acquaintance.second_id == absorbed_id)
    rows = session.execute(
        select(Acquaintance.id, Acquaintance.first_id, Acquaintance.second_id).where(involved)
    )
    for id_, first, second in rows.all():
        other = second if first == absorbed_id else first
        row = Acquaintance.id == id_
        if other == kept_id or _known(session, kept_id, other):
            session.execute(delete(Acquaintance).where(row))
            continue
        first_id, second_id = pair_of(kept_id, other)
        session.execute(update(Acquaintance).where(row).values(first_id=first_id, second_id=second_id))


def _known(session: Session, one: int, other: int) -> bool:
    first, second = pair_of(one, other)
    known = select(Acquaintance.id).where(Acquaintance.first_id == first, Acquaintance.second_id == second)
    return session.scalar(known) is not None


def _move_registrations(session: Session, kept_id: int, absorbed_id: int) -> None:
    """The persons of both come for one organisation now; the newcomers take the places that are free."""
    guests = session.scalars(
        select(Registration).where(Registration.organisation_id == absorbed_id).order_by(Registration.id)
    )
    for guest in guests.all():
        place = None
        if guest.place_number is not None:
            place = _free_place(session, guest.meeting_id, kept_id)
        session.execute(
            update(Registration)
            .where(Registration.id == guest.id)
            .values(organisation_id=kept_id, place_number=place)
        )


def _free_place(session: Session, meeting_id: int, organisation_id: int) -> int:
    taken = session.scalars(
        select(Registration.place_number).where(
            Registration.meeting_id == meeting_id,
            Registration.organisation_id == organisation_id,
            Registration.place_number.is_not(None),
        )
    ).all()
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _shift_list_entries(session: Session, kept_id: int, absorbed_id: int) -> None:
    """Where both had a match list, the entries of `absorbed` come after those of `kept`."""
    longest = dict(
        session.execute(
            select(MatchListEntry.publication_id, func.max(MatchListEntry.position))
            .where(MatchListEntry.organisation_id == kept_id)
            .group_by(MatchListEntry.publication_id)
        ).all()
    )
    for publication_id, length in longest.items():
        session.execute(
            update(MatchListEntry)
            .where(
                MatchListEntry.publication_id == publication_id,
                MatchListEntry.organisation_id == absorbed_id,
            )
            .values(position=MatchListEntry.position + length, organisation_id=kept_id)
        )


def _name_partners(session: Session, kept: Organisation, absorbed: Organisation) -> None:
    """Nobody is their own partner: a step of the one with the other keeps the other's name, in words."""
    for owner, partner in ((kept, absorbed), (absorbed, kept)):
        session.execute(
            update(Step)
            .where(Step.organisation_id == owner.id, Step.partner_id == partner.id)
            .values(with_partner=False, partner_id=None, partner_name=partner.name)
        )


def _move_column(session: Session, table: Table, name: str, absorbed_id: int, kept_id: int) -> None:
    """Move each row by itself: where the database refuses a second one like it, the row is left out."""
    keys = list(table.primary_key.columns)
    for row in session.execute(select(*keys).where(table.c[name] == absorbed_id)).all():
        is_row = [column == value for column, value in zip(keys, row, strict=True)]
        try:
            with session.begin_nested():
                session.execute(update(table).where(*is_row).values({name: kept_id}))
        except IntegrityError:
            if referring_columns(table):
                raise CannotMove(f"a row of {table.name} stands in the way") from None
            session.execute(delete(table).where(*is_row))
