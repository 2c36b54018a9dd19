import smtplib
from datetime import UTC

import pytest
from jinja2 import UndefinedError

from models.message import Message, MessageKind
from models.person import Language
from tests.mail_server import free_port, mail_server
from web.clock import now
from web.mail import render_mail, send


@pytest.fixture
def mail_settings(settings):
    return settings.model_copy(
        update={
            "mail_host": "127.0.0.1",
            "mail_port": free_port(),
            "mail_from": "Onverwacht <hallo@mail.example>",
        }
    )


def _message(**changes: object) -> Message:
    values = {
        "kind": MessageKind.MATCH_LIST,
        "recipient": "ans@example.org",
        "language": Language.DUTCH,
        "subject": "Uw lijst – één bijeenkomst",
        "body": "Hallo Ans,\n\nHier is uw lijst: https://onverwacht.example/lijst/abc\n",
        "calendar": "",
    }
    return Message(**{**values, **changes})


def test_first_line_of_a_template_is_the_subject():
    mail = render_mail("sign_in", Language.DUTCH, link="https://onverwacht.example/x?a=1&b=2")

    assert mail.subject == "Uw link om in te loggen bij Onverwacht"
    assert mail.body.startswith("Hallo,\n")
    assert "\nhttps://onverwacht.example/x?a=1&b=2\n" in mail.body


@pytest.mark.parametrize("name", ["sign_in", "sign_in_new"])
@pytest.mark.parametrize("language", list(Language))
def test_sign_in_mails_exist_in_both_languages_and_hold_the_link_once(name, language):
    mail = render_mail(name, language, link="LINK")

    assert mail.body.count("LINK") == 1


def test_template_that_lacks_a_value_is_refused():
    with pytest.raises(UndefinedError):
        render_mail("sign_in", Language.DUTCH)


def test_line_breaks_cannot_enter_a_subject():
    assert "\n" not in render_mail("sign_in", Language.ENGLISH, link="x\nBcc: all@example.org").subject


def test_send_hands_over_the_whole_mail(mail_settings):
    with mail_server(mail_settings.mail_port) as mails:
        send(_message(), mail_settings)
        received = mails.received.get(timeout=30)

    assert received["Subject"] == "Uw lijst – één bijeenkomst"
    assert (received["To"], received["From"]) == ("ans@example.org", "Onverwacht <hallo@mail.example>")
    assert received["Content-Language"] == "nl"
    assert received["Message-ID"].endswith("@mail.example>")
    assert abs((received["Date"].datetime.astimezone(UTC) - now()).total_seconds()) < 60
    assert received.get_content().replace("\r\n", "\n") == _message().body


def test_send_attaches_the_calendar(mail_settings):
    calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"

    with mail_server(mail_settings.mail_port) as mails:
        send(_message(calendar=calendar), mail_settings)
        received = mails.received.get(timeout=30)

    [attachment] = received.iter_attachments()
    assert (attachment.get_content_type(), attachment.get_filename()) == ("text/calendar", "onverwacht.ics")
    assert attachment.get_content().split() == calendar.split()
    assert attachment["Content-Type"].params["method"] == "REQUEST"


def test_send_refuses_to_give_a_password_without_encryption(mail_settings):
    with_password = mail_settings.model_copy(update={"mail_user": "onverwacht"})

    with mail_server(mail_settings.mail_port) as mails, pytest.raises(smtplib.SMTPNotSupportedError):
        send(_message(), with_password)
    assert mails.received.empty()


def test_send_says_when_there_is_no_mail_server(mail_settings):
    with pytest.raises(ConnectionRefusedError):
        send(_message(), mail_settings)
