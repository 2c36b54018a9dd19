"""How does someone join an organisation that is here already? They ask; its owners decide."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.membership import DecisionLink, JoinRequest, JoinState
from models.message import MessageKind
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.person import Person
from models.queries.membership import deciders_of, latest_requests_of, owners_of
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.invitations import AlreadyMember, add_member
from web.actions.outbox import queue, release
from web.mail import render_mail

LINK_LIFETIME = timedelta(days=14)
COUNTED_PERIOD = timedelta(days=1)
MOST_REQUESTS = 5  # of one person in the counted period
REFUSED_FOR = timedelta(days=30)  # how long a refusal stands before someone may ask again


class AskedAlready(ActionError):
    """This person has an open request to this organisation, or was refused lately."""

    code = "asked_already"


class TooManyRequests(ActionError):
    """This person asked so many organisations today that they have to wait."""

    code = "too_many_requests"


class NobodyDecides(ActionError):
    """The organisation has no owner, and its region no organiser, so nobody could answer."""

    code = "nobody_decides"


class RequestDecided(ActionError):
    """Somebody decided first, or the asker withdrew; look at what became of it."""

    code = "request_decided"


class DecisionLinkNotUsable(ActionError):
    """The link in the mail is unknown or too old, or its reader no longer decides for this organisation."""

    code = "decision_link_not_usable"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, as they tell it themselves: their name, and what they are to the organisation."""

    person: Person
    name: str
    note: str = ""


def ask_to_join(
    session: Session, organisation: Organisation, asker: Asker, *, base_url: str, at: datetime
) -> JoinRequest:
    """The new request, and a mail with a link of their own on the way to everyone who may decide.

    Raises AlreadyMember, AskedAlready, TooManyRequests and NobodyDecides.
    """
    deciders = deciders_of(session, organisation.id)
    _check(session, organisation, asker.person, deciders, at)
    asker.person.name = asker.person.name or asker.name
    request = JoinRequest(
        organisation=organisation, person=asker.person, name=asker.name, note=asker.note, asked_at=at
    )
    session.add(request)
    session.flush()
    actor = Actor(person_id=asker.person.id)
    record(session, actor, "asked_to_join", "organisation", organisation.id, at=at)
    for decider in (one for one in deciders if not one.stops_mail):  # the others see it on the site
        _tell_decider(session, request, decider, base_url=base_url, at=at)
    return request


def recent_requests(session: Session, person_id: int, *, at: datetime) -> Sequence[JoinRequest]:
    """What this person asked and should still see: open requests, and answers of the last month."""
    return latest_requests_of(session, person_id, at - REFUSED_FOR)


def request_of_link(session: Session, token: str, *, at: datetime) -> tuple[JoinRequest, Person]:
    """The request that this link is about, and who received the link. Raises DecisionLinkNotUsable."""
    link = session.get(DecisionLink, hash_secret(token))
    if link is None or link.expires_at <= at:
        raise DecisionLinkNotUsable("the link is unknown or too old; decide on the site instead")
    people = {person.id: person for person in deciders_of(session, link.request.organisation_id)}
    if link.person_id not in people:
        raise DecisionLinkNotUsable("the reader of the link no longer decides for this organisation")
    return link.request, people[link.person_id]


def decide(
    session: Session, request_id: int, *, accept: bool, base_url: str, actor: Actor, at: datetime
) -> JoinRequest:
    """Let the asker in or refuse them, and tell them by mail. Raises RequestDecided.

    Who joins an organisation without an owner becomes its owner; else an editor.
    """
    request = _open_request(session, request_id)
    request.state = JoinState.ACCEPTED if accept else JoinState.REFUSED
    request.decided_at, request.decided_by = at, actor.person_id
    if accept:
        has_owner = bool(owners_of(session, request.organisation_id))
        role = OrganisationRole.EDITOR if has_owner else OrganisationRole.OWNER
        add_member(session, request.organisation, request.person, role)
    session.flush()
    record(session, actor, request.state, "join_request", request.id, at=at)
    _tell_asker(session, request, base_url=base_url, at=at)
    return request


def withdraw_request(session: Session, request_id: int, *, actor: Actor, at: datetime) -> None:
    """Take one's own request back. Raises RequestDecided."""
    request = _open_request(session, request_id)
    request.state, request.decided_at, request.decided_by = JoinState.WITHDRAWN, at, actor.person_id
    session.flush()
    record(session, actor, request.state, "join_request", request.id, at=at)


def _check(
    session: Session, organisation: Organisation, person: Person, deciders: Sequence[Person], at: datetime
) -> None:
    if session.get(OrganisationMember, (organisation.id, person.id)) is not None:
        raise AlreadyMember(f"person {person.id} belongs to organisation {organisation.id} already")
    mine = select(func.count()).where(JoinRequest.person_id == person.id)
    stands = (JoinRequest.state == JoinState.ASKED) | (
        (JoinRequest.state == JoinState.REFUSED) & (JoinRequest.decided_at > at - REFUSED_FOR)
    )
    if session.scalar(mine.where(JoinRequest.organisation_id == organisation.id, stands)):
        raise AskedAlready(f"person {person.id} asked organisation {organisation.id} lately")
    if (session.scalar(mine.where(JoinRequest.asked_at > at - COUNTED_PERIOD)) or 0) >= MOST_REQUESTS:
        raise TooManyRequests(f"{MOST_REQUESTS} requests in {COUNTED_PERIOD}; wait until tomorrow")
    if not deciders:
        raise NobodyDecides(f"organisation {organisation.id} has neither owner nor organiser")


def _open_request(session: Session, request_id: int) -> JoinRequest:
    request = session.get_one(
        JoinRequest, request_id, populate_existing=True, with_for_update={"of": JoinRequest}
    )
    if request.state is not JoinState.ASKED:
        raise RequestDecided(f"request {request_id} is {request.state} already")
    return request


def _tell_decider(
    session: Session, request: JoinRequest, decider: Person, *, base_url: str, at: datetime
) -> None:
    token = secrets.token_urlsafe(32)
    expires_at = at + LINK_LIFETIME
    session.add(
        DecisionLink(
            token_hash=hash_secret(token), request=request, person_id=decider.id, expires_at=expires_at
        )
    )
    mail = render_mail(
        MessageKind.JOIN_REQUEST.value,
        decider.language,
        link=f"{base_url}/verzoek/{token}",
        organisation=request.organisation.name,
        asker=request.name,
        email=request.person.email,
        note=request.note,
        days=LINK_LIFETIME.days,
    )
    kind = MessageKind.JOIN_REQUEST
    message = queue(session, kind, decider.email, mail=mail, language=decider.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)


def _tell_asker(session: Session, request: JoinRequest, *, base_url: str, at: datetime) -> None:
    accepted = request.state is JoinState.ACCEPTED
    kind = MessageKind.JOIN_ACCEPTED if accepted else MessageKind.JOIN_REFUSED
    mail = render_mail(
        kind.value,
        request.person.language,
        link=f"{base_url}/organisaties/{request.organisation_id}/profiel" if accepted else base_url,
        organisation=request.organisation.name,
        asker=request.name,
    )
    person = request.person
    message = queue(session, kind, person.email, mail=mail, language=person.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)
