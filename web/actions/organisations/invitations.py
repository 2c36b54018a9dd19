"""How does someone become a member by mail? An invitation with a link that works once."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.membership import Invitation
from models.message import MessageKind
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.person import Language, Person
from models.queries.membership import count_invitations
from web.actions.accounts.people import find_or_add, tidy_email
from web.actions.accounts.sign_in import hash_secret, open_person_session
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.outbox import queue, release
from web.mail import render_mail

INVITATION_LIFETIME = timedelta(days=14)
CLAIM_LIFETIME = timedelta(days=30)
COUNTED_PERIOD = timedelta(days=1)
MOST_INVITATIONS = 20  # a day, for one organisation


class AlreadyMember(ActionError):
    """This person belongs to the organisation already."""

    code = "already_member"


class TooManyInvitations(ActionError):
    """The organisation sent so many invitations today that it has to wait."""

    code = "too_many_invitations"


class MailStopped(ActionError):
    """This person wants no mail but what they ask for; let them sign in and ask to join."""

    code = "mail_stopped"


class InvitationFault(StrEnum):
    """Why an invitation cannot be used."""

    UNKNOWN = "unknown"
    USED = "used"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class InvitationNotUsable(ActionError):
    """The link cannot be used; `fault` says why, `invitation` is None when there never was one."""

    code = "invitation_not_usable"

    def __init__(self, fault: InvitationFault, invitation: Invitation | None = None) -> None:
        super().__init__(f"the invitation cannot be used: {fault}; ask the organisation for a new one")
        self.fault = fault
        self.invitation = invitation


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is invited, as what, and in which language the mail is. `is_claim`: see models/membership.py."""

    email: str
    role: OrganisationRole
    language: Language
    is_claim: bool = False


def invite(
    session: Session, organisation: Organisation, wish: Invited, *, base_url: str, actor: Actor, at: datetime
) -> Invitation:
    """A new invitation, and its mail on the way; an earlier open one to this address no longer works.

    Raises AlreadyMember, MailStopped and TooManyInvitations.
    """
    email = tidy_email(wish.email)
    if session.scalar(select(Person.stops_mail).where(Person.email == email)):
        raise MailStopped("this person objected to mail; let them ask to join instead")
    if any(_is_as_much(member, email, wish.role) for member in organisation.members):
        raise AlreadyMember(f"this address belongs to a member of organisation {organisation.id} already")
    if count_invitations(session, organisation.id, at - COUNTED_PERIOD) >= MOST_INVITATIONS:
        raise TooManyInvitations(f"{MOST_INVITATIONS} invitations in {COUNTED_PERIOD}; wait until tomorrow")
    _withdraw_open(session, organisation.id, email, at)
    token = secrets.token_urlsafe(32)
    lifetime = CLAIM_LIFETIME if wish.is_claim else INVITATION_LIFETIME
    invitation = Invitation(
        organisation=organisation,
        email=email,
        role=wish.role,
        is_claim=wish.is_claim,
        token_hash=hash_secret(token),
        invited_by=actor.person_id,
        created_at=at,
        expires_at=at + lifetime,
    )
    session.add(invitation)
    session.flush()
    record(session, actor, "invited", "organisation", organisation.id, at=at, detail=wish.role)
    kind = MessageKind.CLAIM if wish.is_claim else MessageKind.INVITATION
    mail = render_mail(
        kind.value,
        wish.language,
        link=f"{base_url}/uitnodiging/{token}",
        organisation=organisation.name,
        inviter=actor.name,
        days=lifetime.days,
    )
    message = queue(session, kind, email, mail=mail, language=wish.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)
    return invitation


def find_invitation(session: Session, token: str, *, at: datetime) -> Invitation:
    """The invitation of this link, while it can be used. Raises InvitationNotUsable."""
    found = session.scalar(select(Invitation).where(Invitation.token_hash == hash_secret(token)))
    if found is None:
        raise InvitationNotUsable(InvitationFault.UNKNOWN)
    if found.used_at is not None:
        raise InvitationNotUsable(InvitationFault.USED, found)
    if found.withdrawn_at is not None:
        raise InvitationNotUsable(InvitationFault.WITHDRAWN, found)
    if found.expires_at <= at:
        raise InvitationNotUsable(InvitationFault.EXPIRED, found)
    return found


def accept_invitation(session: Session, token: str, *, language: Language, at: datetime) -> tuple[str, int]:
    """The key of a new session of the invited person, now a member, and the organisation's id.

    Uses the link up; someone new becomes a person here. Raises InvitationNotUsable.
    """
    invitation = find_invitation(session, token, at=at)
    # One statement decides who was first when the link is used twice at one moment.
    first = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used_at.is_(None))
        .values(used_at=at)
        .returning(Invitation.id)
    ).one_or_none()
    if first is None:
        raise InvitationNotUsable(InvitationFault.USED, invitation)
    person = find_or_add(session, invitation.email, language=language, at=at)
    add_member(session, invitation.organisation, person, invitation.role)
    actor = Actor(person_id=person.id)
    record(session, actor, "accepted_invitation", "organisation", invitation.organisation_id, at=at)
    return open_person_session(session, person, at=at), invitation.organisation_id


def withdraw_invitation(
    session: Session, organisation_id: int, invitation_id: int, *, actor: Actor, at: datetime
) -> None:
    """Make this open invitation of the organisation useless; a used or unknown one is left alone."""
    session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.organisation_id == organisation_id,
            Invitation.used_at.is_(None),
        )
        .values(withdrawn_at=at)
    )
    record(session, actor, "withdrew_invitation", "organisation", organisation_id, at=at)


def add_member(session: Session, organisation: Organisation, person: Person, role: OrganisationRole) -> None:
    """Make the person a member; of someone who is one already the role can only rise.

    The first one comes to the table until they say otherwise; nobody agreed yet that partners see their data.
    """
    member = session.get(OrganisationMember, (organisation.id, person.id))
    if member is None:
        organisation.members.append(
            OrganisationMember(
                person=person,
                role=role,
                name=person.name,
                phone=person.phone,
                is_contact=not organisation.members,
            )
        )
    elif role is OrganisationRole.OWNER:
        member.role = role
    session.flush()


def _is_as_much(member: OrganisationMember, email: str, role: OrganisationRole) -> bool:
    """Whether this is a member with this address, to whom an invitation would bring nothing."""
    return member.person.email == email and member.role in (role, OrganisationRole.OWNER)


def _withdraw_open(session: Session, organisation_id: int, email: str, at: datetime) -> None:
    session.execute(
        update(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.email == email,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=at)
    )
