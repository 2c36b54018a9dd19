"""What of joining, inviting and merging is forgotten: of someone who is erased, and what grew old?"""

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from models.base import Base
from models.draft import Draft
from models.membership import DecisionLink, Invitation, JoinRequest
from models.merge import UNDO_PERIOD, OrganisationMerge
from web.actions.accounts.sign_in import removed

# How long an answered request and a used or expired invitation can still be looked up.
KEPT_FOR = timedelta(days=90)


def forget_joining(
    session: Session, person_id: int, *, addresses: Collection[str], words: Collection[str]
) -> None:
    """Remove what this person asked, was invited to or left behind half typed, and their part in merges.

    A merge that moved something of theirs can no longer be undone: putting it back would bring them back.
    `words`: names, addresses and numbers of the person.
    """
    for rows in (
        delete(Draft).where(Draft.person_id == person_id),
        delete(DecisionLink).where(DecisionLink.person_id == person_id),
        delete(JoinRequest).where(JoinRequest.person_id == person_id),
        delete(Invitation).where(Invitation.email.in_(addresses)),
    ):
        session.execute(rows)
    for column in (
        JoinRequest.decided_by,
        Invitation.invited_by,
        OrganisationMerge.merged_by,
        OrganisationMerge.undone_by,
    ):
        session.execute(update(column.class_).where(column == person_id).values({column.key: None}))
    for merged in session.scalars(select(OrganisationMerge)):
        if _tells_of(merged, person_id, words):
            merged.changes = {}
    session.flush()


def clean_joining(session: Session, *, at: datetime) -> int:
    """How many requests, invitations, unsent texts and traces of merges were too old, and are removed."""
    before = at - KEPT_FOR
    old_merges = select(OrganisationMerge).where(OrganisationMerge.merged_at <= at - UNDO_PERIOD)
    emptied = [merged for merged in session.scalars(old_merges) if merged.changes]
    for merged in emptied:
        merged.changes = {}
    old = (
        delete(JoinRequest).where(JoinRequest.decided_at <= before),
        delete(Invitation).where(
            or_(
                Invitation.used_at <= before,
                Invitation.withdrawn_at <= before,
                Invitation.expires_at <= before,
            )
        ),
        delete(DecisionLink).where(DecisionLink.expires_at <= at),
        delete(Draft).where(Draft.expires_at <= at),
    )
    return len(emptied) + sum(removed(session, one) for one in old)


def _tells_of(merged: OrganisationMerge, person_id: int, words: Collection[str]) -> bool:
    rows = merged.changes.get("rows", ())
    text = json.dumps(rows, ensure_ascii=False).lower()
    return any(word.lower() in text for word in words) or any(
        values is not None and values.get(column.name) == person_id
        for row in rows
        for column in Base.metadata.tables[row["table"]].columns
        if any(key.column.table.name == "person" for key in column.foreign_keys)
        for values in (row["key"], row["before"], row["after"])
    )
