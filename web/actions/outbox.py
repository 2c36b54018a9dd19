"""Which mail may leave, and what became of it? It is written with the change it tells of, and sent later."""

import re
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.job import JobName
from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.person import Language, Person
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.jobs import enqueue
from web.actions.log import record
from web.mail import Mail

# Their texts hold a secret link, or words that are kept elsewhere: nothing stays once they have gone.
EMPTIED = frozenset(
    {
        MessageKind.SIGN_IN,
        MessageKind.CHANGE_EMAIL,
        MessageKind.RENEWAL,
        MessageKind.BOARD_ANSWER,
        MessageKind.INVITATION,
        MessageKind.CLAIM,
        MessageKind.JOIN_REQUEST,
        MessageKind.ADVISER_INVITATION,
        MessageKind.SOUNDING_QUESTION,
        MessageKind.SOUNDING_ANSWER,
        MessageKind.NAMED,
    }
)
# Organisers look back at what they wrote; only the secret in the link goes.
SHORTENED = frozenset(
    {
        MessageKind.MEETING_INVITATION,
        MessageKind.MEETING_REMINDER,
        MessageKind.MEETING_DEFINITIVE,
        MessageKind.MEETING_CHANGE,
        MessageKind.MEETING_CANCELLATION,
        MessageKind.COMING,
        MessageKind.WAITING_LIST,
        MessageKind.PLACE_FREE,
        MessageKind.STEP_CHECK,
        MessageKind.MATCH_LIST,
        MessageKind.LIST_REMINDER,
        MessageKind.CASE_ASKED,
    }
)


class MessageNotWaiting(ActionError):
    """A mail was released that has left already, or that does not exist."""

    code = "message_not_waiting"


def queue(
    session: Session,
    kind: MessageKind,
    recipient: str,
    *,
    mail: Mail,
    language: Language,
    at: datetime,
    calendar: str = "",
    meeting: Meeting | None = None,
    registration_id: int | None = None,
    organisation_id: int | None = None,
) -> Message:
    """A new mail that waits in the outbox until someone releases it; `meeting`: what it is about."""
    message = Message(
        kind=kind,
        recipient=recipient,
        language=language,
        subject=mail.subject,
        body=mail.body,
        calendar=calendar,
        meeting_id=meeting.id if meeting else None,
        sequence=meeting.sequence if meeting and calendar else None,
        registration_id=registration_id,
        organisation_id=organisation_id,
        created_at=at,
    )
    session.add(message)
    session.flush()
    return message


def send_now(session: Session, kind: MessageKind, person: Person, *, mail: Mail, at: datetime) -> Message:
    """A new mail that leaves at once: it tells a person of what is theirs, and waits for no organiser."""
    message = queue(session, kind, person.email, mail=mail, language=person.language, at=at)
    release(session, [message.id], actor=SERVICE, at=at)
    return message


def release(
    session: Session,
    message_ids: Sequence[int],
    *,
    actor: Actor,
    at: datetime,
    leave_at: datetime | None = None,
) -> None:
    """Let these waiting mails go: a job for each, in the same transaction. Raises MessageNotWaiting.

    `leave_at`: they go no earlier than that; None = at once.
    """
    messages = session.scalars(select(Message).where(Message.id.in_(message_ids)).order_by(Message.id)).all()
    waiting = [message for message in messages if message.state is MessageState.WAITING]
    if len(waiting) != len(set(message_ids)):
        raise MessageNotWaiting(f"{len(waiting)} of {len(set(message_ids))} mails still wait")
    for message in waiting:
        message.state = MessageState.RELEASED
        job = enqueue(session, JobName.SEND_MAIL, {"message_id": message.id}, at=at)
        job.run_after = leave_at or at
        record(session, actor, "released", "message", message.id, at=at)


def message_to_send(session: Session, message_id: int) -> Message | None:
    """The mail if it is released and has not gone yet, else None: a job that runs twice sends once."""
    message = session.get(Message, message_id)
    return message if message is not None and message.state is MessageState.RELEASED else None


def note_sent(session: Session, message_id: int, *, at: datetime) -> None:
    """Remember that a mail has gone. Some kinds lose their text, see EMPTIED."""
    message = message_to_send(session, message_id)
    if message is None:
        return
    message.attempts += 1
    message.state = MessageState.SENT
    message.sent_at = at
    message.problem = ""
    message.retry_at = None
    if message.kind in EMPTIED:
        message.body = ""
    elif message.kind in SHORTENED:
        message.body = without_secret(message.body)


def note_failure(
    session: Session, message_id: int, *, problem: str, retry_at: datetime | None, at: datetime
) -> None:
    """Remember why a mail did not leave, and when it is tried again.

    `retry_at` None = we give up on it, and organisers see it as failed.
    """
    message = message_to_send(session, message_id)
    if message is None:
        return
    message.attempts += 1
    message.problem = problem
    message.retry_at = retry_at
    if retry_at is None:
        message.state = MessageState.FAILED
        record(session, SERVICE, "failed", "message", message.id, at=at, detail=problem)


def withdraw(session: Session, messages: Sequence[Message], *, actor: Actor, at: datetime) -> None:
    """Let these mails go no more, as far as they have not gone yet."""
    for message in messages:
        if message.state in (MessageState.WAITING, MessageState.RELEASED):
            message.state = MessageState.WITHDRAWN
            message.body = ""
            record(session, actor, "withdrawn", "message", message.id, at=at)
    session.flush()


def without_secret(body: str) -> str:
    """The text of a mail without the secret in the link with which its reader answers, or opens the list."""
    return re.sub(r"(/(?:komt-u|hoe-gaat-het|lijst)/)[\w-]{20,}", r"\1…", body)


def mailbox(session: Session, *, limit: int = 200) -> Sequence[Message]:
    """The newest mails, newest first; for the demo, where nothing is really sent."""
    return session.scalars(select(Message).order_by(Message.id.desc()).limit(limit)).all()


def mailbox_message(session: Session, message_id: int) -> Message | None:
    """One mail that has left the outbox, else None: what waits for its release nobody has received."""
    message = session.get(Message, message_id)
    return None if message is None or message.state is MessageState.WAITING else message
