import pytest

from models.message import Message, MessageKind
from models.person import Language
from tests.builders import NOON
from web.actions import outbox
from web.actions.actor import SERVICE
from web.mail import Mail

LINK = "http://localhost/lijst/abc"


@pytest.fixture
def message(session) -> Message:
    """A mail that waits for its release."""
    mail = Mail("Uw lijst <voor> u", f"Hallo Ans,\n\n{LINK}\n")
    return outbox.queue(
        session, MessageKind.MATCH_LIST, "ans@example.org", mail=mail, language=Language.DUTCH, at=NOON
    )


def test_mailbox_says_that_it_is_empty(client):
    assert "Er is nog geen mail." in client.get("/postvak").text


def test_waiting_mail_is_announced_but_cannot_be_read(client, message):
    page = client.get("/postvak")

    assert "wacht op de organisator" in page.text
    assert f"/postvak/{message.id}" not in page.text
    assert client.get(f"/postvak/{message.id}").status_code == 404


def test_released_mail_can_be_read_with_links_that_work(client, session, message):
    outbox.release(session, [message.id], actor=SERVICE, at=NOON)

    page = client.get(f"/postvak/{message.id}")

    assert f'href="/postvak/{message.id}"' in client.get("/postvak").text
    assert f'<a href="{LINK}" rel="noopener">{LINK}</a>' in page.text
    assert "Uw lijst &lt;voor&gt; u" in page.text
