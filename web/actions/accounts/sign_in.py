"""How does someone sign in? By a mailed link that works once; sessions live on the server."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Delete, delete, func, select, update
from sqlalchemy.orm import Session

from models.message import MessageKind
from models.organisation import OrganisationMember, OrganisationRole
from models.person import Language, Person, RegionOrganiser, SignInAttempt, SignInToken, UserSession
from models.registration import Registration
from web.actions.accounts.people import find_or_add, tidy_email
from web.actions.actor import NOBODY, SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.outbox import queue, release
from web.mail import render_mail

LINK_LIFETIME = timedelta(minutes=10)
IDLE_SESSION = timedelta(hours=12)
LONGEST_SESSION = timedelta(days=30)
SEEN_AGAIN = timedelta(minutes=10)  # how precisely we keep when a session was last used
COUNTED_PERIOD = timedelta(minutes=15)
# An office of fifty people shares one network address; nobody needs six links in a quarter of an hour.
MOST_LINKS_PER_ADDRESS = 5
MOST_LINKS_PER_NETWORK = 60


class TooManyLinks(ActionError):
    """So many links were asked for lately that we wait a while before sending another."""

    code = "too_many_links"


class LinkNotUsable(ActionError):
    """The link is unknown, too old, or was used before. `next_path` is where it would have led."""

    code = "link_not_usable"

    def __init__(self, next_path: str = "") -> None:
        super().__init__("the sign-in link cannot be used; ask for a new one")
        self.next_path = next_path


@dataclass(frozen=True, slots=True)
class LinkRequest:
    """Someone asks for a sign-in link. The hashes are keyed: the addresses cannot be found back from them."""

    email: str
    language: Language
    email_hash: str
    network_hash: str
    next_path: str = ""


def request_link(session: Session, wish: LinkRequest, *, base_url: str, at: datetime) -> None:
    """Queue a mail with a link; what happens here looks the same whether or not the address is known.

    A new address gets a mail that says so and a link that makes an account. Raises TooManyLinks.
    """
    forget_old_links(session, at=at)
    _count(session, wish, at)
    email = tidy_email(wish.email)
    known = session.scalar(select(Person.id).where(Person.email == email)) is not None
    token = issue_link(session, email, next_path=wish.next_path, at=at)
    mail = render_mail(
        "sign_in" if known else "sign_in_new", wish.language, link=f"{base_url}/aanmelden/link/{token}"
    )
    message = queue(session, MessageKind.SIGN_IN, email, mail=mail, language=wish.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)


def issue_link(session: Session, email: str, *, next_path: str, at: datetime) -> str:
    """A fresh token for this address: 32 random bytes, of which only the SHA-256 is stored."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignInToken(
            token_hash=hash_secret(token),
            email=tidy_email(email),
            created_at=at,
            expires_at=at + LINK_LIFETIME,
            next_path=next_path,
        )
    )
    return token


def check_link(session: Session, token: str, *, at: datetime) -> None:
    """Raise LinkNotUsable unless the link can still be used; using it up is `open_session`'s work."""
    found = session.get(SignInToken, hash_secret(token))
    if found is None:
        raise LinkNotUsable
    if found.used_at is not None or found.expires_at <= at:
        raise LinkNotUsable(found.next_path)


def open_session(session: Session, token: str, *, language: Language, at: datetime) -> tuple[str, str]:
    """The key of a new session, and the path that the person wanted. Uses the link up.

    Someone new becomes a person here. Raises LinkNotUsable.
    """
    check_link(session, token, at=at)
    # One statement decides who was first when the same link is used twice at one moment.
    used = session.execute(
        update(SignInToken)
        .where(SignInToken.token_hash == hash_secret(token), SignInToken.used_at.is_(None))
        .values(used_at=at)
        .returning(SignInToken.email, SignInToken.next_path)
    ).one_or_none()
    if used is None:
        raise LinkNotUsable
    person = find_or_add(session, used.email, language=language, at=at)
    return open_person_session(session, person, at=at), used.next_path


def open_person_session(session: Session, person: Person, *, at: datetime) -> str:
    """The key of a new session of this person, who was recognised in some other way."""
    record(session, Actor(person_id=person.id), "signed_in", "person", person.id, at=at)
    return _new_session(session, person_id=person.id, registration_id=None, at=at)


def open_registration_session(session: Session, registration: Registration, *, at: datetime) -> str:
    """The key of a new session that sees the match list of this registration and nothing else."""
    return _new_session(session, person_id=None, registration_id=registration.id, at=at)


def end_session(session: Session, *keys: str) -> None:
    """Withdraw these sessions; unknown keys are left alone."""
    hashes = [hash_secret(key) for key in keys]
    session.execute(delete(UserSession).where(UserSession.key_hash.in_(hashes)))


def load_actor(session: Session, *, person_key: str, list_key: str, at: datetime) -> Actor:
    """Who holds these keys; NOBODY when both are unknown, withdrawn or too old."""
    found = _live_session(session, list_key, at) if list_key else None
    registration_id = found.registration_id if found else None
    found = _live_session(session, person_key, at) if person_key else None
    person = session.get(Person, found.person_id) if found and found.person_id else None
    if person is None:
        return Actor(registration_id=registration_id) if registration_id else NOBODY
    regions = select(RegionOrganiser.region_code).where(RegionOrganiser.person_id == person.id)
    memberships = select(OrganisationMember.organisation_id, OrganisationMember.role)
    roles = dict(session.execute(memberships.where(OrganisationMember.person_id == person.id)).all())
    return Actor(
        person_id=person.id,
        registration_id=registration_id,
        organises=frozenset(session.scalars(regions)),
        edits=frozenset(roles),
        owns=frozenset(id_ for id_, role in roles.items() if role is OrganisationRole.OWNER),
        name=person.name or person.email,
    )


def forget_old_links(session: Session, *, at: datetime) -> int:
    """How many sign-in links, counted requests and sessions were too old to be of use, and are removed."""
    old = (
        delete(SignInAttempt).where(SignInAttempt.attempted_at <= at - COUNTED_PERIOD),
        delete(SignInToken).where(SignInToken.expires_at <= at - IDLE_SESSION),
        delete(UserSession).where(UserSession.expires_at <= at),
    )
    return sum(removed(session, one) for one in old)


def removed(session: Session, statement: Delete) -> int:
    """How many rows this statement removed."""
    result = session.execute(statement.execution_options(synchronize_session=False))
    return int(getattr(result, "rowcount", 0))


def hash_secret(secret: str) -> str:
    """The SHA-256 of a secret, in hexadecimal; all that we ever store of one."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _new_session(
    session: Session, *, person_id: int | None, registration_id: int | None, at: datetime
) -> str:
    key = secrets.token_urlsafe(32)
    session.add(
        UserSession(
            key_hash=hash_secret(key),
            person_id=person_id,
            registration_id=registration_id,
            created_at=at,
            last_seen_at=at,
            expires_at=at + LONGEST_SESSION,
        )
    )
    return key


def _live_session(session: Session, key: str, at: datetime) -> UserSession | None:
    found = session.get(UserSession, hash_secret(key))
    if found is None or found.expires_at <= at or found.last_seen_at <= at - IDLE_SESSION:
        return None
    if found.last_seen_at <= at - SEEN_AGAIN:
        found.last_seen_at = at
    return found


def _count(session: Session, wish: LinkRequest, at: datetime) -> None:
    for source, most in (
        (wish.email_hash, MOST_LINKS_PER_ADDRESS),
        (wish.network_hash, MOST_LINKS_PER_NETWORK),
    ):
        count = select(func.count()).where(
            SignInAttempt.source_hash == source, SignInAttempt.attempted_at > at - COUNTED_PERIOD
        )
        if (session.scalar(count) or 0) >= most:
            raise TooManyLinks(f"{most} links were asked for in the last {COUNTED_PERIOD}; wait a while")
        session.add(SignInAttempt(source_hash=source, attempted_at=at))
