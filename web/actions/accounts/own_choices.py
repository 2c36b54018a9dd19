"""What may people change of their own data? Name, phone, language, mail address; and what they object to."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.guest import WaitingGuest
from models.message import Message, MessageKind, MessageState
from models.organisation import OrganisationMember
from models.person import EmailChange, Language, Person, SignInToken
from models.registration import Registration
from web.actions.accounts.people import tidy_email
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.outbox import queue, release
from web.mail import render_mail

CONFIRM_LIFETIME = timedelta(hours=24)

# Mails that someone asks for themselves; who wants no other mail still gets these.
ASKED_FOR = frozenset({MessageKind.SIGN_IN, MessageKind.CHANGE_EMAIL})


class ConfirmationNotUsable(ActionError):
    """The link that confirms a new mail address is unknown, too old, or was used before."""

    code = "confirmation_not_usable"


class AddressTaken(ActionError):
    """Another person signs in with this mail address already."""

    code = "address_taken"


@dataclass(frozen=True, slots=True)
class OwnDetails:
    """What someone tells of themself. `everywhere`: their organisations should have name and phone so too."""

    name: str
    phone: str
    language: Language
    everywhere: bool = False


def change_own_details(session: Session, person: Person, told: OwnDetails, *, at: datetime) -> None:
    """Store what the person tells; with `everywhere` also in the profiles where they are a contact."""
    person.name, person.phone, person.language = told.name, told.phone, told.language
    if told.everywhere:
        session.execute(
            update(OrganisationMember)
            .where(OrganisationMember.person_id == person.id)
            .values(name=told.name, phone=told.phone)
        )
    session.flush()
    record(session, _self(person), "change_own_details", "person", person.id, at=at)


def ask_for_address(session: Session, person: Person, email: str, *, base_url: str, at: datetime) -> None:
    """Mail a link to this new address; until it is used, the old one stays. The newest request counts.

    The page that asked looks the same when somebody else has the address: then that person hears of it.
    """
    address = tidy_email(email)
    session.execute(delete(EmailChange).where(EmailChange.person_id == person.id))
    if address == person.email:
        return
    token = secrets.token_urlsafe(32)
    taken = session.scalar(select(exists().where(Person.email == address)))
    if not taken:
        session.add(
            EmailChange(
                person_id=person.id,
                token_hash=hash_secret(token),
                new_email=address,
                expires_at=at + CONFIRM_LIFETIME,
            )
        )
    mail = render_mail(
        "address_taken" if taken else "change_email",
        person.language,
        link=f"{base_url}/mijn-gegevens/e-mailadres/{token}",
        site=base_url,
    )
    message = queue(session, MessageKind.CHANGE_EMAIL, address, mail=mail, language=person.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)
    record(session, _self(person), "ask_for_address", "person", person.id, at=at)


def waiting_change(session: Session, token: str, *, at: datetime) -> EmailChange:
    """The change that this link confirms; looking does not use it up. Raises ConfirmationNotUsable."""
    change = session.scalar(select(EmailChange).where(EmailChange.token_hash == hash_secret(token)))
    if change is None or change.expires_at <= at:
        raise ConfirmationNotUsable("the link is unknown, used or older than a day; ask for a new one")
    return change


def confirm_address(session: Session, token: str, *, at: datetime) -> Person:
    """The person, who has the new address from now on: to sign in, and on registrations for meetings to come.

    Raises ConfirmationNotUsable, and AddressTaken when somebody else got the address meanwhile.
    """
    change = waiting_change(session, token, at=at)
    person, before = change.person, change.person.email
    session.delete(change)
    try:
        with session.begin_nested():
            person.email = change.new_email
    except IntegrityError as refusal:
        raise AddressTaken("another person signs in with this address; they can erase themself") from refusal
    session.execute(update(Registration).where(Registration.email == before).values(email=person.email))
    session.execute(update(WaitingGuest).where(WaitingGuest.email == before).values(email=person.email))
    session.execute(delete(SignInToken).where(SignInToken.email == before))
    session.execute(update(Message).where(Message.recipient == before).values(recipient=person.email))
    record(session, _self(person), "change_address", "person", person.id, at=at)
    return person


def object_to(
    session: Session, person: Person, *, stops_mail: bool, hides_contact: bool, at: datetime
) -> None:
    """Respect what the person objects to; mails to them that still wait are taken out of the outbox."""
    person.stops_mail, person.hides_contact = stops_mail, hides_contact
    if stops_mail:
        session.execute(
            delete(Message).where(
                Message.recipient == person.email,
                Message.state == MessageState.WAITING,
                Message.kind.not_in(ASKED_FOR),
            )
        )
    detail = " ".join(
        word for word, wanted in (("stops_mail", stops_mail), ("hides_contact", hides_contact)) if wanted
    )
    record(session, _self(person), "object", "person", person.id, at=at, detail=detail)


def _self(person: Person) -> Actor:
    return Actor(person_id=person.id)
