"""Where should someone sit, and who is kept apart? What organisers wish."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.constraints import pair_of
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.promises import standing_together
from models.queries.proposals import names_of
from models.queries.publications import coming_organisations
from models.registration import Registration
from models.seating import KeptApart, SeatWish
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.places import lock_meeting


@dataclass(frozen=True, slots=True)
class Wish:
    """Where someone should sit; see SeatWish."""

    moderator: bool = False
    table: int | None = None
    near_door: bool = False
    stays: bool = False


class TogetherError(ActionError):
    """Both stand together in what an organiser pinned or approved; `names` of all who do."""

    code = "stand_together"

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(f"{len(names)} organisations are pinned or approved together; take that back first")
        self.names = names


class NotComingError(ActionError):
    """One of the two organisations does not come to this meeting, or they are one and the same."""

    code = "not_coming"


def wish_of(session: Session, registration_id: int) -> Wish:
    """What was wished for this person; nothing as long as nobody said anything."""
    row = session.get(SeatWish, registration_id)
    if row is None:
        return Wish()
    return Wish(row.moderator, row.table_number, row.near_door, row.stays)


def change_wish(
    session: Session, registration: Registration, wish: Wish, *, actor: Actor, at: datetime
) -> None:
    """Remember where this person should sit; an empty wish is not kept at all."""
    row = session.get(SeatWish, registration.id)
    if wish == Wish():
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = SeatWish(registration_id=registration.id)
            session.add(row)
        row.moderator, row.table_number = wish.moderator, wish.table
        row.near_door, row.stays = wish.near_door, wish.stays
    record(session, actor, "change_seat_wish", "registration", registration.id, at=at)


def choose_moderators(
    session: Session, meeting: Meeting, chosen: frozenset[int], *, actor: Actor, at: datetime
) -> None:
    """Exactly these of the people who come (ids of registrations) are moderators from now on."""
    coming = session.scalars(
        select(Registration).where(Registration.meeting_id == meeting.id, Registration.cancelled_at.is_(None))
    )
    for registration in coming:
        wish = wish_of(session, registration.id)
        if wish.moderator != (registration.id in chosen):
            changed = Wish(registration.id in chosen, wish.table, wish.near_door, wish.stays)
            change_wish(session, registration, changed, actor=actor, at=at)
    session.flush()


def keep_apart(
    session: Session, meeting: Meeting, organisations: tuple[int, int], *, actor: Actor, at: datetime
) -> KeptApart:
    """These two never meet at this meeting, at no table and in no proposal; asking twice changes nothing.

    Raises NotComingError, TogetherError.
    """
    first, second = pair_of(*organisations)
    if first == second or not {first, second} <= coming_organisations(session, meeting.id):
        raise NotComingError("only two different organisations that both come can be kept apart")
    known = session.scalars(
        select(KeptApart).where(
            KeptApart.meeting_id == meeting.id, KeptApart.first_id == first, KeptApart.second_id == second
        )
    ).first()
    if known is not None:
        return known
    lock_meeting(session, meeting)
    if (group := standing_together(session, meeting.id, first, second)) is not None:
        names = names_of(session, group)
        raise TogetherError(tuple(names[one] for one in group))
    pair = KeptApart(meeting_id=meeting.id, first_id=first, second_id=second)
    session.add(pair)
    session.flush()
    record(session, actor, "keep_apart", "meeting", meeting.id, at=at, detail=f"{first},{second}")
    return pair


def allow_together(session: Session, meeting_id: int, pair_id: int, *, actor: Actor, at: datetime) -> None:
    """Let two share a table again; taking back what is gone changes nothing."""
    pair = session.get(KeptApart, pair_id)
    if pair is not None and pair.meeting_id == meeting_id:
        session.delete(pair)
        detail = f"{pair.first_id},{pair.second_id}"
        record(session, actor, "allow_together", "meeting", meeting_id, at=at, detail=detail)


def all_coming(session: Session, meeting_id: int) -> tuple[Organisation, ...]:
    """The organisations that come to the meeting, by name."""
    coming = coming_organisations(session, meeting_id)
    return tuple(
        session.scalars(
            select(Organisation)
            .where(Organisation.id.in_(coming))
            .order_by(Organisation.name, Organisation.id)
        )
    )
