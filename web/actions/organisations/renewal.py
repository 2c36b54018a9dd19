"""How do we learn whether offers and needs still hold? By a mail with a link, twice a year."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from models.message import MessageKind
from models.organisation import Organisation, Statement, StatementState
from models.person import Person
from models.queries import renewals
from models.renewal import ChangeWay, Renewal, RenewalKind
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.organisations.statements import PATIENCE, Terms, change_state, confirm
from web.actions.outbox import send_now
from web.mail import render_mail

LINK_LIFETIME = timedelta(days=365)


class RenewalLinkUnknown(ActionError):
    """The link is unknown, too old, withdrawn, or its owner is no longer a member of the organisation."""

    code = "link_unknown"


def ask_to_renew(session: Session, terms: Terms, *, base_url: str, at: datetime) -> int:
    """How many mails were written: one for each organisation whose turn it is, never two in a period.

    Only one person of each is asked, and nobody who does not want to be. An older link of theirs ends.
    """
    due = renewals.unconfirmed_organisations(session, terms.asked_before(at))
    asked = renewals.last_asked(session, [organisation.id for organisation in due])
    written = 0
    for organisation in due:
        last = asked.get(organisation.id)
        people = people_to_remind(organisation)
        if people and (last is None or last <= at - terms.period):
            revoke_links(session, organisation, actor=SERVICE, at=at)
            _write(session, organisation, people[0], kind=RenewalKind.ASK, base_url=base_url, at=at)
            written += 1
    return written


def set_aside_unanswered(session: Session, terms: Terms, *, base_url: str, at: datetime) -> int:
    """How many statements were set aside, each of an organisation that was asked in time or wants no mail.

    All its people who want mail are told, with a link to take it back. An organisation without any people
    is left as it is: nobody could ever answer for it, and organisers see that it is not confirmed.
    """
    count = 0
    due = renewals.unconfirmed_organisations(session, terms.aside_before(at))
    asked = renewals.last_asked(session, [organisation.id for organisation in due])
    for organisation in due:
        people = people_to_remind(organisation)
        last = asked.get(organisation.id)
        if not organisation.members or (people and (last is None or last > at - PATIENCE)):
            continue
        old = [one for one in _standing(organisation) if _is_unanswered(one, terms, at)]
        for statement in old:
            statement.set_aside_at = at
            record(session, SERVICE, "set_aside", "statement", statement.id, at=at)
        for person in people:
            _write(session, organisation, person, kind=RenewalKind.TOLD, base_url=base_url, at=at)
        count += len(old)
    session.flush()
    return count


def people_to_remind(organisation: Organisation) -> list[Person]:
    """Who of this organisation may be reminded, the first to ask first."""
    return [person for person in people_to_write(organisation) if person.wants_reminders]


def renewal_of(session: Session, token: str, *, at: datetime) -> Renewal:
    """The mail that this link stands in; raises RenewalLinkUnknown."""
    found = renewals.renewal_with_link(session, hash_secret(token))
    if found is None or found.created_at <= at - LINK_LIFETIME:
        raise RenewalLinkUnknown("the link is unknown, withdrawn or too old; sign in instead")
    if found.person_id not in {member.person_id for member in found.organisation.members}:
        raise RenewalLinkUnknown(f"person {found.person_id} left organisation {found.organisation_id}")
    return found


def answer_by_link(
    session: Session, renewal: Renewal, statement: Statement, state: StatementState, *, at: datetime
) -> None:
    """Say of one statement what became of it; the state that it has confirms it."""
    actor = Actor(person_id=renewal.person_id)
    change_state(session, statement, state, actor=actor, at=at, way=ChangeWay.LINK)


def confirm_all(session: Session, renewal: Renewal, *, at: datetime) -> None:
    """Say that everything still holds."""
    confirm(session, _standing(renewal.organisation), actor=Actor(person_id=renewal.person_id), at=at)


def revoke_links(session: Session, organisation: Organisation, *, actor: Actor, at: datetime) -> None:
    """Let no link in any mail to people of this organisation work any more."""
    for link in renewals.open_links(session, organisation.id):
        link.revoked_at = at
        record(session, actor, "revoke_link", "renewal", link.id, at=at)
    session.flush()


def choose_reminders(session: Session, person: Person, wanted: bool, *, at: datetime) -> None:
    """Remember whether this person wants to be asked by mail."""
    person.wants_reminders = wanted
    actor = Actor(person_id=person.id)
    record(session, actor, "reminders_on" if wanted else "reminders_off", "person", person.id, at=at)


def _standing(organisation: Organisation) -> list[Statement]:
    return [one for role in StatementRole for one in organisation.statements_in(role)]


def _is_unanswered(statement: Statement, terms: Terms, at: datetime) -> bool:
    return statement.set_aside_at is None and statement.confirmed_at <= terms.aside_before(at)


def _write(
    session: Session,
    organisation: Organisation,
    person: Person,
    *,
    kind: RenewalKind,
    base_url: str,
    at: datetime,
) -> None:
    token = secrets.token_urlsafe(32)
    session.add(
        Renewal(
            organisation_id=organisation.id,
            person_id=person.id,
            kind=kind,
            link_hash=hash_secret(token),
            day=at.date(),
            created_at=at,
        )
    )
    mail = render_mail(
        "renewal" if kind is RenewalKind.ASK else "set_aside",
        person.language,
        reader=person.name,
        organisation=organisation.name,
        texts=_texts(organisation, kind),
        link=f"{base_url}/bevestigen/{token}",
    )
    send_now(session, MessageKind.RENEWAL, person, mail=mail, at=at)


def _texts(organisation: Organisation, kind: RenewalKind) -> Sequence[str]:
    told = [one for one in _standing(organisation) if kind is RenewalKind.ASK or one.set_aside_at is not None]
    return [one.text for one in told]
