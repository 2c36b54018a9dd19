"""How does an organisation say with whom it works already, and with whom it would rather not be matched?"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.organisation import Organisation
from models.queries.organisations import (
    FoundOrganisation,
    organisations_holding,
    similar_organisations,
)
from models.relation import Collaboration, NotWith
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

MOST_FOUND = 10


class OtherUnknownError(ActionError):
    """The other organisation is not known any more, or is the one that asks."""

    code = "other_unknown"


def find_others(session: Session, organisation_id: int, name: str) -> tuple[FoundOrganisation, ...]:
    """Organisations with nearly this name, nearest first, then those that hold it; not the one that asks."""
    near = similar_organisations(session, name, limit=MOST_FOUND + 1)
    found = dict.fromkeys((*near, *organisations_holding(session, name, limit=MOST_FOUND + 1)))
    return tuple(other for other in found if other.id != organisation_id)[:MOST_FOUND]


def keep_apart(
    session: Session, organisation_id: int, other_id: int, *, reason: str, actor: Actor, at: datetime
) -> None:
    """Let these two never be proposed to each other; who is named already gets the new reason.

    Raises OtherUnknownError.
    """
    _require_other(session, organisation_id, other_id)
    row = session.scalars(
        select(NotWith).where(NotWith.organisation_id == organisation_id, NotWith.other_id == other_id)
    ).one_or_none()
    if row is None:
        row = NotWith(organisation_id=organisation_id, other_id=other_id, created_at=at)
        session.add(row)
    row.reason = reason.strip()
    _record(session, organisation_id, actor=actor, at=at)


def allow_again(session: Session, organisation_id: int, other_id: int, *, actor: Actor, at: datetime) -> None:
    """Let these two be proposed to each other again, as far as this organisation is concerned."""
    session.execute(
        delete(NotWith).where(NotWith.organisation_id == organisation_id, NotWith.other_id == other_id)
    )
    _record(session, organisation_id, actor=actor, at=at)


def work_with(
    session: Session,
    organisation_id: int,
    other_id: int,
    *,
    since: int | None,
    shared: bool,
    actor: Actor,
    at: datetime,
) -> None:
    """Remember that they work together, since that year; told again, it replaces what was told before.

    Raises OtherUnknownError.
    """
    _require_other(session, organisation_id, other_id)
    row = session.scalars(
        select(Collaboration).where(
            Collaboration.organisation_id == organisation_id, Collaboration.other_id == other_id
        )
    ).one_or_none()
    if row is None:
        row = Collaboration(organisation_id=organisation_id, other_id=other_id, created_at=at)
        session.add(row)
    row.since, row.shared = since, shared
    _record(session, organisation_id, actor=actor, at=at)


def end_work_with(
    session: Session, organisation_id: int, other_id: int, *, actor: Actor, at: datetime
) -> None:
    """Forget that they work together."""
    session.execute(
        delete(Collaboration).where(
            Collaboration.organisation_id == organisation_id, Collaboration.other_id == other_id
        )
    )
    _record(session, organisation_id, actor=actor, at=at)


def _require_other(session: Session, organisation_id: int, other_id: int) -> None:
    if other_id == organisation_id or session.get(Organisation, other_id) is None:
        raise OtherUnknownError(f"organisation {organisation_id} named one that cannot be chosen")


def _record(session: Session, organisation_id: int, *, actor: Actor, at: datetime) -> None:
    """The same line for everything here: the log tells neither whom it is about nor what was said."""
    session.flush()
    record(session, actor, "change_relations", "organisation", organisation_id, at=at)
