"""With which link does an organisation answer? Whoever has it answers for that organisation and meeting."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.guest import AnswerLink
from models.meeting import Meeting
from models.person import Language
from models.queries.guests import answer_link
from web.actions.accounts.sign_in import hash_secret
from web.actions.errors import ActionError
from web.actions.site import Site

# So long after the meeting the page still says what it was about.
KEPT_FOR = timedelta(days=7)


class AnswerLinkUnknown(ActionError):
    """The link is unknown or mistyped, or its meeting is long over."""

    code = "link_unknown"


def new_answer_link(
    session: Session,
    meeting: Meeting,
    organisation_id: int,
    *,
    person_id: int | None,
    language: Language,
    site: Site,
    at: datetime,
) -> str:
    """The address of a page where this organisation answers; it stands in one mail and nowhere else."""
    token = secrets.token_urlsafe(32)
    session.add(
        AnswerLink(
            token_hash=hash_secret(token),
            meeting_id=meeting.id,
            organisation_id=organisation_id,
            person_id=person_id,
            language=language,
            created_at=at,
        )
    )
    return f"{site.answer_url}/{token}"


def find_answer_link(session: Session, token: str, *, at: datetime) -> AnswerLink:
    """What this link is for; raises AnswerLinkUnknown."""
    found = answer_link(session, hash_secret(token))
    if found is None or found.meeting.ends_at + KEPT_FOR < at:
        raise AnswerLinkUnknown("the link is unknown or its meeting is over; look for a newer mail")
    return found
