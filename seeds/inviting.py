"""Whom did the organiser of the example invite, and who did not come? Asked by mail, as on the site."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from web.actions.actor import SERVICE, Actor
from web.actions.organising.coming import decline
from web.actions.organising.inviting import invite_guests, release_asking, waiting_asking
from web.actions.outbox import note_sent
from web.actions.site import Site

# Of those who were asked and do not come so many said so; the others have not answered yet.
DECLINED, SILENT = 3, 9
# So long after the mail an answer came.
THOUGHT = timedelta(days=2)


def ask_to_come(
    session: Session,
    meeting: Meeting,
    guests: Collection[int],
    others: Sequence[Organisation],
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> None:
    """Invite `guests`, who will come, and the first of the `others`; the mails went out at that moment."""
    asked = others[: DECLINED + SILENT]
    ids = [*guests, *(other.id for other in asked)]
    invite_guests(session, meeting, ids, site=site, actor=actor, at=at)
    mails = [message.id for message in waiting_asking(session, meeting)]
    release_asking(session, meeting, None, site=site, actor=actor, at=at)
    for mail in mails:
        note_sent(session, mail, at=at)
    for other in asked[:DECLINED]:
        decline(session, meeting, other, actor=SERVICE, at=at + THOUGHT)
