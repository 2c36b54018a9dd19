"""Who knows whom already, and since when? What organisers tell of those who come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from matcher.constraints import pair_of
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.publications import coming_organisations
from models.relation import Acquaintance
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.tables.seating_wishes import NotComingError


@dataclass(frozen=True, slots=True)
class Known:
    """Two who know each other, by name; `met_on` None = not told."""

    id: int
    names: tuple[str, str]
    how: str
    met_on: date | None


def acquaint(
    session: Session,
    meeting: Meeting,
    organisations: tuple[int, int],
    *,
    met_on: date | None,
    actor: Actor,
    at: datetime,
) -> Acquaintance:
    """These two know each other, since that day if it is told; telling it twice changes only the day.

    Raises NotComingError.
    """
    first, second = pair_of(*organisations)
    if first == second or not {first, second} <= coming_organisations(session, meeting.id):
        raise NotComingError("only two different organisations that both come can be said to know each other")
    known = session.scalars(
        select(Acquaintance).where(Acquaintance.first_id == first, Acquaintance.second_id == second)
    ).first()
    if known is None:
        known = Acquaintance(first_id=first, second_id=second)
        session.add(known)
    known.met_on = met_on or known.met_on
    session.flush()
    record(session, actor, "acquaint", "meeting", meeting.id, at=at, detail=f"{first},{second}")
    return known


def forget_acquaintance(
    session: Session, meeting: Meeting, acquaintance_id: int, *, actor: Actor, at: datetime
) -> None:
    """Two who come do not know each other after all; what is gone or is of others stays as it is."""
    known = session.get(Acquaintance, acquaintance_id)
    coming = coming_organisations(session, meeting.id)
    if known is not None and {known.first_id, known.second_id} <= coming:
        detail = f"{known.first_id},{known.second_id}"
        record(session, actor, "forget_acquaintance", "meeting", meeting.id, at=at, detail=detail)
        session.delete(known)
        session.flush()


def acquainted_at(session: Session, meeting: Meeting) -> Sequence[Known]:
    """Who of those who come knows whom, by name; not what organisations tell of their partners themselves."""
    first, second = aliased(Organisation), aliased(Organisation)
    coming = coming_organisations(session, meeting.id)
    rows = session.execute(
        select(Acquaintance.id, first.name, second.name, Acquaintance.how, Acquaintance.met_on)
        .join(first, first.id == Acquaintance.first_id)
        .join(second, second.id == Acquaintance.second_id)
        .where(first.id.in_(coming), second.id.in_(coming))
        .order_by(first.name, second.name)
    )
    return [Known(row[0], (row[1], row[2]), row[3], row[4]) for row in rows]
