"""Whose personal link is this, and what does it open? One registration, and nothing else."""

import secrets
from datetime import datetime

from sqlalchemy.orm import Session

from models.queries.publications import registration_with_link
from models.registration import Registration
from web.actions.accounts.sign_in import hash_secret, open_registration_session
from web.actions.actor import Actor
from web.actions.errors import ActionError


class LinkUnknown(ActionError):
    """No one who comes has this personal link: mistyped, replaced by a newer one, or they cancelled."""

    code = "link_unknown"


def new_personal_link(registration: Registration, *, base_url: str) -> str:
    """The address of a new personal link, to be written in a mail and nowhere else.

    The link before it goes on working, so that nobody stands before a closed door while the new mail waits;
    both end when another person comes instead (see registrations.change_attendee).
    """
    token = secrets.token_urlsafe(32)
    registration.earlier_link_hash, registration.link_hash = registration.link_hash, hash_secret(token)
    return f"{base_url}/lijst/{token}"


def enter(session: Session, token: str, *, at: datetime) -> tuple[Registration, str]:
    """The registration that the link belongs to, and the key of a new session that sees its list.

    The link can be used again, from any device, as long as the person comes. Raises LinkUnknown.
    """
    registration = registration_with_link(session, hash_secret(token))
    if registration is None:
        raise LinkUnknown("the personal link is unknown; look for a newer mail or ask the organiser")
    return registration, open_registration_session(session, registration, at=at)


def registration_of(session: Session, actor: Actor) -> Registration:
    """The registration that this visitor came for; raises LinkUnknown when it was cancelled since."""
    registration = session.get(Registration, actor.registration_id)
    if registration is None or registration.cancelled_at is not None:
        raise LinkUnknown(f"registration {actor.registration_id} was cancelled or removed")
    return registration
