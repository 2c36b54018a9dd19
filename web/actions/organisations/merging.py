"""How do two organisations become one, and how is that taken back exactly?"""

from collections.abc import Sequence
from datetime import datetime
from typing import cast

from sqlalchemy import Table, delete, select
from sqlalchemy.orm import Session, joinedload

from models.merge import UNDO_PERIOD, OrganisationMerge
from models.organisation import Organisation
from models.proposal import Proposal
from models.publication import MatchListEntry
from models.rows import Rows, RowsChangedMeanwhile, differences, put_back, read_again, rows_about
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.merge_moves import move_everything
from web.actions.organisations.merge_preview import Obstacle, obstacles, proposals_of_both

_ORGANISATION = cast("Table", Organisation.__table__)
_PROPOSAL = cast("Table", Proposal.__table__)


class MergeBlocked(ActionError):
    """The two cannot become one now; `obstacles` says why."""

    code = "merge_blocked"

    def __init__(self, found: Sequence[Obstacle]) -> None:
        super().__init__(f"the merge is blocked by {[one.code.value for one in found]}; clear these first")
        self.obstacles = tuple(found)


class UndoTooLate(ActionError):
    """The merge was taken back already, or so long ago that what was moved is forgotten."""

    code = "undo_too_late"


class UndoRefused(ActionError):
    """What was moved has been changed since, so it cannot be put back; `tables` names what."""

    code = "undo_refused"

    def __init__(self, tables: Sequence[str]) -> None:
        super().__init__(f"{', '.join(tables)} changed since the merge; it cannot be taken back")
        self.tables = tuple(tables)


def merge(
    session: Session, kept_id: int, absorbed_id: int, *, actor: Actor, at: datetime
) -> OrganisationMerge:
    """Let the organisation `kept_id` take in `absorbed_id`, which is gone afterwards. Raises MergeBlocked."""
    kept, absorbed = _locked(session, kept_id, absorbed_id)
    found = obstacles(session, kept, absorbed)
    if found:
        raise MergeBlocked(found)
    doomed = proposals_of_both(session, kept_id, absorbed_id)
    before = _read(session, kept_id, absorbed_id, doomed)
    name = absorbed.name
    session.execute(delete(_PROPOSAL).where(_PROPOSAL.c.id.in_(doomed)))
    move_everything(session, kept, absorbed, by=actor.person_id, at=at)
    session.expunge(absorbed)
    session.execute(delete(_ORGANISATION).where(_ORGANISATION.c.id == absorbed_id))
    after = read_again(session, before) | _read(session, kept_id, absorbed_id, doomed)
    changes = differences(before, after)
    session.expire_all()
    merged = OrganisationMerge(
        kept_id=kept_id,
        absorbed_id=absorbed_id,
        absorbed_name=name,
        changes={"rows": [change.as_data() for change in changes]},
        merged_by=actor.person_id,
        merged_at=at,
    )
    session.add(merged)
    session.flush()
    record(session, actor, "merged", "organisation", kept_id, at=at, detail=str(absorbed_id))
    return merged


def undo_merge(session: Session, merge_id: int, *, actor: Actor, at: datetime) -> OrganisationMerge:
    """Make two organisations of it again, each with exactly what it had; what came later stays where it is.

    Raises UndoTooLate and UndoRefused.
    """
    merged = session.get_one(
        OrganisationMerge, merge_id, populate_existing=True, with_for_update={"of": OrganisationMerge}
    )
    if not can_undo(merged, at):
        raise UndoTooLate(f"merge {merge_id} can be undone within {UNDO_PERIOD}, and once")
    rows = merged.changes["rows"]
    if _published_since(session, merged):
        raise UndoRefused((MatchListEntry.__tablename__,))
    try:
        put_back(session, rows)
    except RowsChangedMeanwhile as changed:
        raise UndoRefused(changed.tables) from changed
    merged.undone_by, merged.undone_at, merged.changes = actor.person_id, at, {}
    session.flush()
    record(session, actor, "unmerged", "organisation", merged.kept_id, at=at, detail=str(merged.absorbed_id))
    return merged


def can_undo(merged: OrganisationMerge, at: datetime) -> bool:
    """Whether the merge is young enough to be taken back, and was not taken back yet."""
    return merged.undone_at is None and bool(merged.changes) and merged.merged_at > at - UNDO_PERIOD


def merges_into(session: Session, organisation_ids: Sequence[int]) -> Sequence[OrganisationMerge]:
    """The merges into these organisations that were not taken back, newest first."""
    return session.scalars(
        select(OrganisationMerge)
        .where(OrganisationMerge.kept_id.in_(organisation_ids), OrganisationMerge.undone_at.is_(None))
        .options(joinedload(OrganisationMerge.kept))
        .order_by(OrganisationMerge.id.desc())
    ).all()


def _locked(session: Session, kept_id: int, absorbed_id: int) -> tuple[Organisation, Organisation]:
    """Both, locked in the order of their ids so that two organisers never wait for each other."""
    found = {
        id_: session.get_one(Organisation, id_, populate_existing=True, with_for_update={"of": Organisation})
        for id_ in sorted({kept_id, absorbed_id})
    }
    return found[kept_id], found[absorbed_id]


def _read(session: Session, kept_id: int, absorbed_id: int, doomed: Sequence[int]) -> Rows:
    session.flush()
    return rows_about(session, {_ORGANISATION: (kept_id, absorbed_id), _PROPOSAL: doomed})


def _published_since(session: Session, merged: OrganisationMerge) -> bool:
    """Whether the organisation got a list with one of the moved proposals after the merge."""
    rows = merged.changes["rows"]
    moved = {row["key"]["proposal_id"] for row in rows if row["table"] == "proposal_member"}
    known = {tuple(row["key"].values()) for row in rows if row["table"] == MatchListEntry.__tablename__}
    entries = session.execute(
        select(
            MatchListEntry.publication_id, MatchListEntry.organisation_id, MatchListEntry.proposal_id
        ).where(MatchListEntry.organisation_id == merged.kept_id, MatchListEntry.proposal_id.in_(moved))
    )
    return any(tuple(entry) not in known for entry in entries)
