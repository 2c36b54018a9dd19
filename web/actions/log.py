"""How do we remember who did what? Every action that writes leaves one line."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.log import LogEntry
from web.actions.actor import Actor


def record(
    session: Session,
    actor: Actor,
    action: str,
    subject: str,
    subject_id: int | str,
    *,
    at: datetime,
    detail: str = "",
) -> None:
    """Add one line to the log. Codes and identifiers only: no names, addresses or texts of people."""
    session.add(
        LogEntry(
            at=at,
            person_id=actor.person_id,
            action=action,
            subject=subject,
            subject_id=str(subject_id),
            detail=detail,
        )
    )
