"""What becomes of a text that was sent when the session had just ended? It waits a day for its writer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.draft import Draft
from models.person import UserSession
from web.actions.accounts.sign_in import hash_secret

LIFETIME = timedelta(days=1)

Field = tuple[str, str]


def keep_draft(
    session: Session, person_key: str, path: str, fields: Sequence[Field], *, at: datetime
) -> Draft | None:
    """The draft for whoever this key signed in, or None: nothing is kept for keys that we never gave out."""
    ended = session.get(UserSession, hash_secret(person_key)) if person_key else None
    if ended is None or ended.person_id is None:
        return None
    session.execute(delete(Draft).where(Draft.person_id == ended.person_id, Draft.path == path))
    draft = Draft(
        person_id=ended.person_id,
        path=path,
        fields={"fields": [list(field) for field in fields]},
        created_at=at,
        expires_at=at + LIFETIME,
    )
    session.add(draft)
    session.flush()
    return draft


def drafts_of(session: Session, person_id: int, *, at: datetime) -> Sequence[Draft]:
    """What waits for this person, newest first."""
    waiting = select(Draft).where(Draft.person_id == person_id, Draft.expires_at > at)
    return session.scalars(waiting.order_by(Draft.id.desc())).all()


def take_draft(session: Session, draft_id: int, person_id: int) -> str | None:
    """The path of this person's draft, which is forgotten from now on; None when there is none."""
    draft = session.get(Draft, draft_id)
    if draft is None or draft.person_id != person_id:
        return None
    session.delete(draft)
    session.flush()
    return draft.path


def fields_of(draft: Draft) -> list[Field]:
    """The fields of the form, in its own order."""
    return [(str(name), str(value)) for name, value in draft.fields["fields"]]
