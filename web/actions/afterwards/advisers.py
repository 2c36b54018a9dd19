"""Who sits on the sounding board? Invited by mail, they say what they know of and how much they can do."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.orm import Session

from models.kind import Theme
from models.message import MessageKind
from models.person import Language, Person
from models.queries.sounding import adviser_of, questions_of_adviser
from models.sounding import WITH_ADVISER, Adviser, AdviserInvitation
from web.actions.accounts.people import find_or_add, tidy_email
from web.actions.accounts.sign_in import hash_secret, open_person_session
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.sounding_moves import to_open
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.invitations import (
    COUNTED_PERIOD,
    MOST_INVITATIONS,
    MailStopped,
    TooManyInvitations,
)
from web.actions.outbox import queue, release
from web.actions.site import Site
from web.mail import render_mail

LIFETIME = timedelta(days=30)


class AlreadyAdviser(ActionError):
    """This person sits on the sounding board already."""

    code = "already_adviser"


class AdviserLinkNotUsable(ActionError):
    """The invitation is unknown, used, withdrawn or too old."""

    code = "link_not_usable"


@dataclass(frozen=True, slots=True)
class AdviserDetails:
    """What an adviser tells; `themes`: slugs, for the rest see models/sounding.py."""

    name: str
    about: str
    themes: tuple[str, ...]
    monthly: int
    away_until: date | None
    shows_name: bool


def invite_adviser(
    session: Session, email: str, *, language: Language, site: Site, actor: Actor, at: datetime
) -> AdviserInvitation:
    """A new invitation with its mail on the way; an earlier open one to this address no longer works.

    Raises MailStopped, AlreadyAdviser and TooManyInvitations.
    """
    address = tidy_email(email)
    if session.scalar(select(Person.stops_mail).where(Person.email == address)):
        raise MailStopped("this person objected to mail; call them, and let them change that first")
    if session.scalar(select(exists().where(Adviser.person_id == Person.id, Person.email == address))):
        raise AlreadyAdviser("this person sits on the sounding board already")
    _count(session, actor, at)
    _withdraw(session, AdviserInvitation.email == address, at=at)
    token = secrets.token_urlsafe(32)
    invitation = AdviserInvitation(
        email=address,
        token_hash=hash_secret(token),
        invited_by=actor.person_id,
        created_at=at,
        expires_at=at + LIFETIME,
    )
    session.add(invitation)
    session.flush()
    record(session, actor, "invited_adviser", "adviser_invitation", invitation.id, at=at)
    mail = render_mail(
        "adviser_invitation",
        language,
        link=f"{site.base_url}/klankbord/welkom/{token}",
        inviter=actor.name,
        days=LIFETIME.days,
    )
    message = queue(session, MessageKind.ADVISER_INVITATION, address, mail=mail, language=language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)
    return invitation


def withdraw_adviser_invitation(session: Session, invitation_id: int, *, actor: Actor, at: datetime) -> None:
    """Let this open invitation work no more; a used or unknown one is left alone."""
    if _withdraw(session, AdviserInvitation.id == invitation_id, at=at):
        record(session, actor, "withdrew_adviser_invitation", "adviser_invitation", invitation_id, at=at)


def find_adviser_invitation(session: Session, token: str, *, at: datetime) -> AdviserInvitation:
    """The invitation of this link, while it can be used. Raises AdviserLinkNotUsable."""
    found = session.scalar(
        select(AdviserInvitation).where(AdviserInvitation.token_hash == hash_secret(token))
    )
    if found is None or found.used_at or found.withdrawn_at or found.expires_at <= at:
        raise AdviserLinkNotUsable("the invitation is unknown, used, withdrawn or too old; ask for a new one")
    return found


def join_board(session: Session, token: str, *, language: Language, at: datetime) -> str:
    """The key of a new session of the invited person, who now sits on the board.

    Uses the link up; someone new becomes a person here. Raises AdviserLinkNotUsable.
    """
    invitation = find_adviser_invitation(session, token, at=at)
    # One statement decides who was first when the link is used twice at one moment.
    first = session.execute(
        update(AdviserInvitation)
        .where(AdviserInvitation.id == invitation.id, AdviserInvitation.used_at.is_(None))
        .values(used_at=at)
        .returning(AdviserInvitation.id)
    ).one_or_none()
    if first is None:
        raise AdviserLinkNotUsable("the invitation was used at this very moment; sign in instead")
    person = find_or_add(session, invitation.email, language=language, at=at)
    if adviser_of(session, person.id) is None:
        session.add(Adviser(person_id=person.id, joined_at=at))
        session.flush()
    record(session, Actor(person_id=person.id), "joined_board", "person", person.id, at=at)
    return open_person_session(session, person, at=at)


def change_adviser(
    session: Session, adviser: Adviser, told: AdviserDetails, *, actor: Actor, at: datetime
) -> None:
    """Store what the adviser tells."""
    adviser.person.name = told.name
    adviser.about, adviser.monthly = told.about, told.monthly
    adviser.away_until, adviser.shows_name = told.away_until, told.shows_name
    adviser.themes = list(session.scalars(select(Theme).where(Theme.slug.in_(told.themes))))
    session.flush()
    record(session, actor, "change_adviser", "person", adviser.person_id, at=at)


def leave_board(session: Session, adviser: Adviser, *, actor: Actor, at: datetime) -> int:
    """How many questions wait for somebody else now. Answers stay, without a name."""
    left = [one for one in questions_of_adviser(session, adviser.id) if one.state in WITH_ADVISER]
    for question in left:
        to_open(question)
        record(session, actor, "left_question", "sounding_question", question.id, at=at)
    session.flush()
    session.delete(adviser)
    session.flush()
    session.expire_all()
    record(session, actor, "left_board", "person", actor.person_id or "", at=at)
    return len(left)


def _count(session: Session, actor: Actor, at: datetime) -> None:
    today = select(func.count()).where(
        AdviserInvitation.invited_by == actor.person_id, AdviserInvitation.created_at > at - COUNTED_PERIOD
    )
    if (session.scalar(today) or 0) >= MOST_INVITATIONS:
        raise TooManyInvitations(f"{MOST_INVITATIONS} invitations in {COUNTED_PERIOD}; wait until tomorrow")


def _withdraw(session: Session, which: ColumnElement[bool], *, at: datetime) -> bool:
    """Whether there was an open invitation, which works no more."""
    taken = session.execute(
        update(AdviserInvitation)
        .where(which, AdviserInvitation.used_at.is_(None), AdviserInvitation.withdrawn_at.is_(None))
        .values(withdrawn_at=at)
        .returning(AdviserInvitation.id)
    )
    return bool(taken.all())
