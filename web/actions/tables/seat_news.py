"""Who must hear that their list or table changed, and what is on its way to them?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.queries.publications import (
    active_registrations,
    addresses_without_mail,
    latest_publication,
    newest_list_mails,
    publication_before,
)
from models.queries.seating import plan_published_before, published_plan
from models.registration import Registration
from models.seating import SeatingPlan
from web.actions.lists.publishing import entries_by_organisation
from web.actions.outbox import queue
from web.mail import render_mail


@dataclass(frozen=True, slots=True)
class Moved:
    """Someone's table in a round, before and now; None = no seat."""

    round: int
    before: int | None
    now: int | None


@dataclass(frozen=True, slots=True)
class News:
    """What changed for someone who comes: their list, their tables. `mails`: those that tell them of it."""

    registration: Registration
    list_changed: bool
    moved: tuple[Moved, ...]
    mails: tuple[Message, ...]

    @property
    def waiting(self) -> bool:
        """Whether a mail to them waits for the organiser."""
        return any(mail.state is MessageState.WAITING for mail in self.mails)


def news_of(session: Session, meeting: Meeting) -> tuple[News, ...]:
    """Whoever has other lists, or another table, than in the version before; by organisation."""
    changed = _changed_lists(session, meeting)
    plan = published_plan(session, meeting.id)
    moves = _moves(plan, plan_published_before(session, plan)) if plan else {}
    lists, seats = newest_list_mails(session, meeting.id), _seat_mails(session, meeting.id)
    found = []
    for one in active_registrations(session, meeting.id):
        list_changed, moved = one.organisation_id in changed, moves.get(one.id, ())
        mails = [lists.get(one.id) if list_changed else None, seats.get(one.id) if moved else None]
        if list_changed or moved:
            found.append(News(one, list_changed, moved, tuple(mail for mail in mails if mail)))
    return tuple(found)


def tell_moved(session: Session, plan: SeatingPlan, *, base_url: str, at: datetime) -> tuple[Message, ...]:
    """A mail that waits in the outbox for everyone whose tables in this published plan differ from before.

    Nobody gets one when no plan was published before, and nobody who wants no mail. A mail about an earlier
    plan that still waits is replaced.
    """
    moves = _moves(plan, plan_published_before(session, plan))
    registrations = [one for one in active_registrations(session, plan.meeting_id) if one.id in moves]
    silent = addresses_without_mail(session, [one.email for one in registrations])
    for mail in _seat_mails(session, plan.meeting_id).values():
        if mail.state is MessageState.WAITING:
            session.delete(mail)
    return tuple(
        _mail(session, one, plan, base_url=base_url, at=at)
        for one in registrations
        if one.email and one.email not in silent
    )


def waiting_seat_mails(session: Session, meeting_id: int) -> tuple[Message, ...]:
    """The mails about another table that wait for the organiser, the oldest first."""
    mails = _seat_mails(session, meeting_id).values()
    return tuple(mail for mail in mails if mail.state is MessageState.WAITING)


def _changed_lists(session: Session, meeting: Meeting) -> set[int]:
    newest = latest_publication(session, meeting.id)
    before = publication_before(session, newest) if newest else None
    if newest is None or before is None:
        return set()
    now, then = entries_by_organisation(newest), entries_by_organisation(before)
    return {one for one in now.keys() | then.keys() if now.get(one) != then.get(one)}


def _moves(plan: SeatingPlan, before: SeatingPlan | None) -> dict[int, tuple[Moved, ...]]:
    """Whose tables differ from those of the plan before; nobody when there was none."""
    if before is None:
        return {}
    now, then = _tables(plan), _tables(before)
    changed = {key for key in now.keys() | then.keys() if now.get(key) != then.get(key)}
    people = sorted({registration for registration, _round in changed})
    return {
        one: tuple(
            Moved(number, then.get((one, number)), now.get((one, number)))
            for registration, number in sorted(changed)
            if registration == one
        )
        for one in people
    }


def _tables(plan: SeatingPlan) -> dict[tuple[int, int], int]:
    return {(row.registration_id, row.round): row.table_number for row in plan.seat_rows}


def _seat_mails(session: Session, meeting_id: int) -> dict[int, Message]:
    """The newest mail about a table of each registration."""
    mails = session.scalars(
        select(Message)
        .where(Message.meeting_id == meeting_id, Message.kind == MessageKind.SEATS_CHANGED)
        .order_by(Message.id)
    )
    return {mail.registration_id: mail for mail in mails if mail.registration_id is not None}


def _mail(
    session: Session, registration: Registration, plan: SeatingPlan, *, base_url: str, at: datetime
) -> Message:
    tables = sorted(
        (row.round, row.table_number) for row in plan.seat_rows if row.registration is registration
    )
    mail = render_mail(
        "seats_changed",
        registration.language,
        attendee=registration.name,
        meeting=registration.meeting.title,
        tables=tables,
        site=base_url,
    )
    return queue(
        session,
        MessageKind.SEATS_CHANGED,
        registration.email,
        mail=mail,
        language=registration.language,
        at=at,
        meeting=registration.meeting,
        registration_id=registration.id,
    )
