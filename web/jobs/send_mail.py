"""What happens to a mail that may leave? It is handed to the mail server, again and again if need be."""

import smtplib
from datetime import timedelta

from web.actions.lists.list_reminders import drop_stale_reminder
from web.actions.outbox import message_to_send, note_failure, note_sent
from web.clock import now
from web.database import writing_session
from web.jobs.work import TryAgainLater, Work
from web.mail import send

# After the last of these we give up; together a little under a day.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 1080))


def run(work: Work) -> None:
    """Send the mail `message_id`. In a demo without a mail server it stays in the outbox, to be read there.

    Raises TryAgainLater when the mail server does not take it now, until it was tried too often. When the
    process dies between sending and noting it, the mail is sent once more: rather twice than never.
    """
    message_id = int(work.arguments["message_id"])
    with writing_session(work.sessions) as session:
        stale = drop_stale_reminder(session, message_id, at=now())
        session.commit()
    if stale:
        return
    with work.sessions() as session:
        message = message_to_send(session, message_id)
    if message is None or not work.settings.mail_host:
        return
    try:
        send(message, work.settings)
    except (smtplib.SMTPException, OSError) as error:
        _failed(work, message_id, error)
        return
    with writing_session(work.sessions) as session:
        note_sent(session, message_id, at=now())
        session.commit()


def _failed(work: Work, message_id: int, error: smtplib.SMTPException | OSError) -> None:
    final = work.attempt > len(PAUSES) or _is_refused_for_good(error)
    pause = timedelta() if final else PAUSES[work.attempt - 1]
    with writing_session(work.sessions) as session:
        at = now()
        retry_at = None if final else at + pause
        note_failure(session, message_id, problem=type(error).__name__, retry_at=retry_at, at=at)
        session.commit()
    if not final:
        raise TryAgainLater(pause, error) from error


def _is_refused_for_good(error: Exception) -> bool:
    """Whether the mail server knows that there is no such recipient, rather than wanting the mail later."""
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _answer in error.recipients.values())
