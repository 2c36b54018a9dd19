"""How is a mail written and sent? Whole templates per language; the standard library's SMTP."""

import re
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from models.message import Message
from models.person import Language
from web.clock import now
from web.settings import Settings

TEMPLATES = Path(__file__).with_name("templates") / "mail"
PATIENCE = 20  # seconds before we call a mail server unreachable


@dataclass(frozen=True, slots=True)
class Mail:
    """The words of one mail."""

    subject: str
    body: str


def render_mail(name: str, language: Language, **values: object) -> Mail:
    """The mail that `templates/mail/<name>.<language>.txt` makes: its first line is the subject."""
    text = _environment().get_template(f"{name}.{language.value}.txt").render(**values)
    subject, _, body = text.partition("\n")
    return Mail(subject=" ".join(subject.split()), body=body.strip() + "\n")


def send(message: Message, settings: Settings) -> None:
    """Hand one message to the mail server of the settings; raises smtplib.SMTPException or OSError.

    The connection is encrypted wherever the server can; with a password it must be.
    """
    with smtplib.SMTP(settings.mail_host, settings.mail_port, timeout=PATIENCE) as server:
        server.ehlo()
        if server.has_extn("starttls") or settings.mail_user:
            server.starttls(context=ssl.create_default_context())
        if settings.mail_user:
            server.login(settings.mail_user, settings.mail_password.get_secret_value())
        server.send_message(_envelope(message, settings))


def _envelope(message: Message, settings: Settings) -> EmailMessage:
    envelope = EmailMessage()
    envelope["Subject"] = message.subject
    envelope["From"] = settings.mail_from
    envelope["To"] = message.recipient
    envelope["Date"] = format_datetime(now())
    envelope["Message-ID"] = make_msgid(domain=settings.mail_from.rpartition("@")[2].strip("> "))
    envelope["Auto-Submitted"] = "auto-generated"
    envelope.set_content(message.body)
    envelope["Content-Language"] = message.language.value
    if message.calendar:
        found = re.search(r"^METHOD:(\w+)", message.calendar, re.MULTILINE)
        envelope.add_attachment(
            message.calendar,
            subtype="calendar",
            filename="onverwacht.ics",
            params={"method": found[1] if found else "PUBLISH"},
        )
    return envelope


@cache
def _environment() -> Environment:
    return Environment(  # noqa: S701  # plain text: escaping would put &amp; into mails
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
