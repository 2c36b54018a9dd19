from datetime import timedelta

import pytest

from models.message import Message, MessageKind, MessageState
from models.person import Language
from tests.mail_server import free_port, mail_server
from web.actions import outbox
from web.actions.actor import SERVICE
from web.clock import now
from web.database import make_session_factory
from web.jobs import send_mail
from web.jobs.send_mail import PAUSES
from web.jobs.work import TryAgainLater, Work
from web.mail import Mail


@pytest.fixture
def mail_settings(settings, database_url):
    values = {"mail_host": "127.0.0.1", "mail_port": free_port(), "mail_from": "hallo@mail.example"}
    return settings.model_copy(update={**values, "database_url": database_url})


@pytest.fixture
def sessions(mail_settings):
    factory = make_session_factory(mail_settings)
    yield factory
    factory.kw["bind"].dispose()


@pytest.fixture
def message(sessions) -> Message:
    """A mail that was released."""
    with sessions() as session:
        message = outbox.queue(
            session,
            MessageKind.SIGN_IN,
            "ans@example.org",
            mail=Mail("Uw link", "https://onverwacht.example/aanmelden/link/geheim\n"),
            language=Language.DUTCH,
            at=now(),
        )
        outbox.release(session, [message.id], actor=SERVICE, at=now())
        session.commit()
    return message


def _work(settings, sessions, message: Message, attempt: int = 1) -> Work:
    return Work(settings, sessions, {"message_id": message.id}, attempt, lambda done, total: None)


def _stored(sessions, message: Message) -> Message:
    with sessions() as session:
        return session.get_one(Message, message.id)


def test_mail_leaves_once_and_its_secret_is_forgotten(mail_settings, sessions, message):
    work = _work(mail_settings, sessions, message)

    with mail_server(mail_settings.mail_port) as mails:
        send_mail.run(work)
        send_mail.run(work)

    assert mails.received.get_nowait()["To"] == "ans@example.org"
    assert mails.received.empty()
    stored = _stored(sessions, message)
    assert (stored.state, stored.body, stored.problem) == (MessageState.SENT, "", "")


@pytest.mark.parametrize(("attempt", "pause"), list(enumerate(PAUSES, start=1)))
def test_mail_is_tried_again_after_growing_pauses(mail_settings, sessions, message, attempt, pause):
    with pytest.raises(TryAgainLater) as again:
        send_mail.run(_work(mail_settings, sessions, message, attempt))

    assert (again.value.after, again.value.problem) == (pause, "ConnectionRefusedError")
    stored = _stored(sessions, message)
    assert (stored.state, stored.problem) == (MessageState.RELEASED, "ConnectionRefusedError")
    assert timedelta() <= now() + pause - stored.retry_at < timedelta(minutes=1)


def test_mail_fails_for_all_to_see_when_it_was_tried_too_often(mail_settings, sessions, message):
    send_mail.run(_work(mail_settings, sessions, message, len(PAUSES) + 1))

    stored = _stored(sessions, message)
    assert (stored.state, stored.problem) == (MessageState.FAILED, "ConnectionRefusedError")


def test_mail_to_an_address_that_does_not_exist_is_not_tried_again(mail_settings, sessions, message):
    with mail_server(mail_settings.mail_port) as mails:
        mails.refused["ans@example.org"] = "550 no such user"
        send_mail.run(_work(mail_settings, sessions, message))

    stored = _stored(sessions, message)
    assert (stored.state, stored.problem) == (MessageState.FAILED, "SMTPRecipientsRefused")


def test_mail_that_the_server_wants_later_is_tried_again(mail_settings, sessions, message):
    with mail_server(mail_settings.mail_port) as mails:
        mails.refused["ans@example.org"] = "451 come back later"
        with pytest.raises(TryAgainLater):
            send_mail.run(_work(mail_settings, sessions, message))


def test_mail_stays_readable_in_a_demo_without_a_mail_server(mail_settings, sessions, message):
    demo = mail_settings.model_copy(update={"mail_host": ""})

    send_mail.run(_work(demo, sessions, message))

    stored = _stored(sessions, message)
    assert (stored.state, "geheim" in stored.body) == (MessageState.RELEASED, True)
