from datetime import timedelta

import pytest
from sqlalchemy import select

from models.job import Job, JobName
from models.message import Message, MessageKind, MessageState
from models.person import Language
from tests.builders import NOON
from web.actions import outbox
from web.actions.actor import SERVICE
from web.actions.outbox import MessageNotWaiting
from web.mail import Mail

LATER = NOON + timedelta(minutes=1)


def _queue(session, kind: MessageKind = MessageKind.MATCH_LIST) -> Message:
    return outbox.queue(
        session, kind, "ans@example.org", mail=Mail("Uw lijst", "Hallo Ans"), language=Language.DUTCH, at=NOON
    )


def _release(session, *messages: Message) -> None:
    outbox.release(session, [message.id for message in messages], actor=SERVICE, at=NOON)
    session.flush()


def _jobs(session) -> list[tuple[JobName, dict[str, int]]]:
    return [(job.name, job.arguments) for job in session.scalars(select(Job).order_by(Job.id))]


def test_queued_mail_waits_and_no_job_is_made(session):
    message = _queue(session)

    assert (message.state, message.subject, message.body) == (MessageState.WAITING, "Uw lijst", "Hallo Ans")
    assert _jobs(session) == []


def test_released_mails_get_a_job_each(session):
    first, second, kept = (_queue(session) for _ in range(3))

    _release(session, first, second)

    assert [m.state for m in (first, second, kept)] == ["released", "released", "waiting"]
    assert _jobs(session) == [(JobName.SEND_MAIL, {"message_id": m.id}) for m in (first, second)]


def test_releasing_a_mail_twice_is_refused_and_sends_nothing_more(session):
    message = _queue(session)
    _release(session, message)

    with pytest.raises(MessageNotWaiting, match="0 of 1 mails still wait"):
        _release(session, message)
    assert len(_jobs(session)) == 1


def test_message_to_send_gives_only_what_was_released_and_has_not_gone(session):
    waiting, released, gone = (_queue(session) for _ in range(3))
    _release(session, released, gone)
    outbox.note_sent(session, gone.id, at=NOON)

    found = [outbox.message_to_send(session, message.id) for message in (waiting, released, gone)]

    assert found == [None, released, None]
    assert outbox.message_to_send(session, 999_999) is None


def test_sent_mail_keeps_its_text_but_a_sign_in_mail_loses_its_secret(session):
    messages = _queue(session), _queue(session, MessageKind.SIGN_IN)
    _release(session, *messages)

    for message in messages:
        outbox.note_sent(session, message.id, at=NOON)

    assert [(m.state, m.sent_at, m.body) for m in messages] == [
        ("sent", NOON, "Hallo Ans"),
        ("sent", NOON, ""),
    ]


def test_failure_is_remembered_and_at_last_final(session):
    message = _queue(session)
    _release(session, message)

    outbox.note_failure(session, message.id, problem="TimeoutError", retry_at=LATER, at=NOON)
    assert (message.state, message.attempts, message.problem) == ("released", 1, "TimeoutError")
    assert message.retry_at == LATER

    outbox.note_failure(session, message.id, problem="TimeoutError", retry_at=None, at=NOON)
    assert (message.state, message.attempts) == ("failed", 2)


def test_mailbox_shows_the_newest_first_and_opens_only_what_has_left(session):
    waiting, released = _queue(session), _queue(session)
    _release(session, released)

    assert list(outbox.mailbox(session)) == [released, waiting]
    assert outbox.mailbox_message(session, released.id) == released
    assert outbox.mailbox_message(session, waiting.id) is None
