"""Which mails go about a question to the sounding board: to adviser, organisers, organisation?"""

import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.message import MessageKind
from models.queries import sounding as stored
from models.queries.guests import organisations_with_people
from models.sounding import Adviser, SoundingLink, SoundingQuestion
from web.actions.accounts.sign_in import hash_secret
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.sounding_moves import PATIENCE
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organisations.contacts import people_to_write
from web.actions.outbox import queue, release, send_now
from web.actions.site import Site
from web.mail import render_mail

LINK_LIFETIME = timedelta(days=90)


class SoundingLinkUnknown(ActionError):
    """The link is unknown or too old, or somebody else has the question now."""

    code = "link_unknown"


def ask_adviser(
    session: Session,
    question: SoundingQuestion,
    adviser: Adviser,
    *,
    site: Site,
    actor: Actor,
    at: datetime,
    reminds: bool = False,
) -> None:
    """Mail the question to its adviser, with a link of its own; `actor` lets the mail go."""
    token = secrets.token_urlsafe(32)
    session.add(
        SoundingLink(
            token_hash=hash_secret(token), question_id=question.id, adviser_id=adviser.id, created_at=at
        )
    )
    reader = adviser.person
    mail = render_mail(
        "sounding_question",
        reader.language,
        reader=reader.name,
        region=question.region.name,
        question=question.text,
        link=f"{site.base_url}/klankbord/vraag/{token}",
        reminds=reminds,
        weeks=PATIENCE.days // 7,
        site=site.base_url,
    )
    message = queue(
        session, MessageKind.SOUNDING_QUESTION, reader.email, mail=mail, language=reader.language, at=at
    )
    release(session, [message.id], actor=actor, at=at)


def find_sounding_link(session: Session, token: str, *, at: datetime) -> SoundingLink:
    """What this link is for. Raises SoundingLinkUnknown."""
    found = stored.sounding_link(session, hash_secret(token))
    if (
        found is None
        or found.created_at + LINK_LIFETIME < at
        or found.question.adviser_id != found.adviser_id
    ):
        raise SoundingLinkUnknown("the link is unknown or too old, or somebody else has the question now")
    return found


def tell_organisers(
    session: Session, question: SoundingQuestion, *, reason: str, site: Site, at: datetime
) -> None:
    """Tell who asked (or else all organisers) that there is an answer, or why it came back: `reason`."""
    organisers = stored.organisers_of(session, question.region_code)
    asker = [one for one in organisers if one.id == question.asked_by]
    for person in asker or organisers:
        mail = render_mail(
            "sounding_news",
            person.language,
            reader=person.name,
            question=question.text,
            reason=reason,
            link=f"{site.base_url}/taaie-vragen/{question.id}",
            site=site.base_url,
        )
        send_now(session, MessageKind.SOUNDING_ANSWER, person, mail=mail, at=at)


def mail_organisation(
    session: Session, question: SoundingQuestion, *, site: Site, actor: Actor, at: datetime
) -> int:
    """How many people (0 or 1) of the organisation of the question get the answer by mail."""
    organisation = question.organisation
    if organisation is None:
        return 0
    (known,) = organisations_with_people(session, [organisation.id])
    for person in people_to_write(known)[:1]:
        mail = render_mail(
            "sounding_answer",
            person.language,
            reader=person.name,
            organisation=known.name,
            question=question.text,
            answer=question.answer,
            site=site.base_url,
        )
        message = queue(
            session,
            MessageKind.SOUNDING_ANSWER,
            person.email,
            mail=mail,
            language=person.language,
            at=at,
            organisation_id=known.id,
        )
        release(session, [message.id], actor=actor, at=at)
        return 1
    return 0


def remind_advisers(session: Session, *, site: Site, at: datetime) -> int:
    """How many advisers are reminded today of a question that they have for two weeks; each once."""
    sent = 0
    for question in stored.overdue_questions(session, at - PATIENCE):
        adviser = question.adviser
        if adviser is None or adviser.person.stops_mail:
            continue
        ask_adviser(session, question, adviser, site=site, actor=SERVICE, at=at, reminds=True)
        question.reminded_at = at
        record(session, SERVICE, "remind_adviser", "sounding_question", question.id, at=at)
        sent += 1
    session.flush()
    return sent
