"""How do we hear how the steps go? By a mail half-way and at the end, which an organiser releases."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.person import Language, Person
from models.queries import steps as stored
from models.queries.publications import addresses_without_mail
from models.registration import Registration
from models.step import CheckRound, Step, StepLink
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import Actor
from web.actions.afterwards.steps import check_day
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.outbox import queue, release
from web.actions.site import Site
from web.clock import HERE
from web.documents import spoken_day
from web.mail import render_mail

LINK_LIFETIME = timedelta(days=90)


class StepLinkUnknown(ActionError):
    """The link is unknown or mistyped, or so old that it ended."""

    code = "link_unknown"


@dataclass(frozen=True, slots=True)
class CheckReader:
    """Someone to ask: who promised a step, or else a contact; one of the two ids is None."""

    name: str
    email: str
    language: Language
    organisation_id: int
    registration_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """How far the mails of one round are. `silent`: names of organisations that nobody can be asked of."""

    round: CheckRound
    to_write: tuple[CheckReader, ...]
    waiting: tuple[Message, ...]
    left: int
    silent: tuple[str, ...]


def check_of(session: Session, meeting: Meeting, round_: CheckRound) -> Check:
    """Who is still to be asked in this round, which mails wait, and how many have left."""
    links = stored.links_of(session, meeting.id, round_)
    waiting = tuple(link.message for link in links if link.message is not None and _waits(link.message))
    readers, silent = _readers(session, meeting)
    return Check(
        round=round_,
        to_write=tuple(one for one in readers if not _has_link(links, one)),
        waiting=waiting,
        left=len(links) - len(waiting),
        silent=silent,
    )


def write_checks(session: Session, meeting: Meeting, round_: CheckRound, *, site: Site, at: datetime) -> int:
    """How many mails now wait for their release, with the steps of now; nobody is asked twice in a round."""
    left = _drop_waiting(session, meeting, round_)
    readers = [one for one in _readers(session, meeting)[0] if not _has_link(left, one)]
    for reader in readers:
        _write(session, meeting, reader, round_, site=site, at=at)
    return len(readers)


def release_checks(
    session: Session, meeting: Meeting, round_: CheckRound, *, site: Site, actor: Actor, at: datetime
) -> int:
    """How many mails left: only those that waited, as the steps are now, and to nobody who objected since."""
    waited = {link.organisation_id for link in stored.links_of(session, meeting.id, round_) if _in_box(link)}
    if not waited:
        return 0
    write_checks(session, meeting, round_, site=site, at=at)
    going = [link.message_id for link in stored.links_of(session, meeting.id, round_) if _in_box(link)]
    release(session, [one for one in going if one is not None], actor=actor, at=at)
    record(session, actor, "released_checks", "meeting", meeting.id, at=at, detail=round_.value)
    return len(going)


def write_due_checks(session: Session, *, site: Site, at: datetime) -> int:
    """How many mails were put ready today, for every round that has come; they wait for an organiser."""
    today, written = at.astimezone(HERE).date(), 0
    for meeting in stored.meetings_with_steps(session):
        due = [round_ for round_ in CheckRound if check_day(meeting, round_) <= today]
        newest = due[-1] if due else None
        if newest is not None and not stored.links_of(session, meeting.id, newest):
            for earlier in due[:-1]:  # too late to ask: nobody gets both at once
                _drop_waiting(session, meeting, earlier)
            written += write_checks(session, meeting, newest, site=site, at=at)
    return written


def find_step_link(session: Session, token: str, *, at: datetime) -> StepLink:
    """What this link is for; raises StepLinkUnknown."""
    found = stored.step_link(session, hash_secret(token))
    if found is None or found.created_at + LINK_LIFETIME < at:
        raise StepLinkUnknown("the link is unknown or too old; look for a newer mail")
    return found


def end_step_links(session: Session, registration_ids: Sequence[int]) -> None:
    """Let the links of these participants open nothing any more; that they were asked stays known."""
    links = select(StepLink).where(StepLink.registration_id.in_(registration_ids))
    for link in session.scalars(links).all():
        link.token_hash = hash_secret(secrets.token_urlsafe(32))
    session.flush()


def _readers(session: Session, meeting: Meeting) -> tuple[list[CheckReader], tuple[str, ...]]:
    """Who is to be asked of steps that are not over, once each; and the organisations without anybody."""
    open_steps = [step for step in stored.steps_at(session, meeting.id) if not step.is_over]
    wanting_none = addresses_without_mail(
        session, [one.registration.email for one in open_steps if one.registration is not None]
    )
    readers: dict[tuple[int, str], CheckReader] = {}
    silent: dict[int, str] = {}
    for step in open_steps:
        guest = step.registration
        if guest is not None and guest.email in wanting_none:
            silent[step.organisation_id] = step.organisation.name  # they objected; nobody else is asked
            continue
        reader = _participant(guest) if guest is not None and guest.email else _contact(step)
        if reader is None:
            silent[step.organisation_id] = step.organisation.name
        else:
            readers.setdefault((reader.organisation_id, reader.email), reader)
    asked = {reader.organisation_id for reader in readers.values()}
    return list(readers.values()), tuple(name for id_, name in silent.items() if id_ not in asked)


def _drop_waiting(session: Session, meeting: Meeting, round_: CheckRound) -> list[StepLink]:
    """Take the mails of this round out of the outbox that have not left; what comes back are the others."""
    links = stored.links_of(session, meeting.id, round_)
    stale = [link for link in links if _in_box(link)]
    mails = [link.message_id for link in stale]
    session.execute(delete(StepLink).where(StepLink.token_hash.in_([link.token_hash for link in stale])))
    session.execute(delete(Message).where(Message.id.in_(mails)))
    session.expire_all()
    return [link for link in links if link not in stale]


def _participant(guest: Registration) -> CheckReader:
    return CheckReader(guest.name, guest.email, guest.language, guest.organisation_id, guest.id)


def _contact(step: Step) -> CheckReader | None:
    people = people_to_write(step.organisation)
    if not people:
        return None
    one: Person = people[0]
    return CheckReader(one.name, one.email, one.language, step.organisation_id, person_id=one.id)


def _write(
    session: Session, meeting: Meeting, reader: CheckReader, round_: CheckRound, *, site: Site, at: datetime
) -> None:
    token = secrets.token_urlsafe(32)
    steps = [
        step for step in stored.steps_at(session, meeting.id, reader.organisation_id) if not step.is_over
    ]
    mail = render_mail(
        "step_check",
        reader.language,
        reader=reader.name,
        organisation=steps[0].organisation.name,
        meeting=meeting.title,
        halfway=round_ is CheckRound.HALFWAY,
        steps=_told(steps, reader.language),
        link=f"{site.base_url}/hoe-gaat-het/{token}",
        site=site.base_url,
    )
    # Without the meeting: mails of a meeting are cleaned up before its last round comes.
    message = queue(
        session,
        MessageKind.STEP_CHECK,
        reader.email,
        mail=mail,
        language=reader.language,
        at=at,
        registration_id=reader.registration_id,
        organisation_id=reader.organisation_id,
    )
    session.add(
        StepLink(
            token_hash=hash_secret(token),
            meeting_id=meeting.id,
            organisation_id=reader.organisation_id,
            registration_id=reader.registration_id,
            person_id=reader.person_id,
            round=round_,
            message_id=message.id,
            language=reader.language,
            created_at=at,
        )
    )
    session.flush()


def _told(steps: Sequence[Step], language: Language) -> list[tuple[str, str]]:
    return [(step.text, spoken_day(step.due_on, language)) for step in steps]


def _waits(message: Message) -> bool:
    return message.state is MessageState.WAITING


def _in_box(link: StepLink) -> bool:
    return link.message is not None and _waits(link.message)


def _has_link(links: Sequence[StepLink], reader: CheckReader) -> bool:
    """Whether this participant, or for a contact anyone of the organisation, was written to in this round."""
    same = [link for link in links if link.organisation_id == reader.organisation_id]
    return any(reader.registration_id in (None, link.registration_id) for link in same)
