from datetime import timedelta

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from models.message import Message, MessageKind
from models.person import Person
from web.clock import now
from web.commands.personal_data import personal_data
from web.database import make_session_factory


@pytest.fixture
def sessions(settings, database_url, monkeypatch):
    """Sessions on the database of which the command hears through the environment."""
    of_test = settings.model_copy(update={"database_url": database_url})
    for name, value in of_test.as_environment().items():
        monkeypatch.setenv(name, value)
    factory = make_session_factory(of_test)
    with factory() as session:
        told = {"recipient": "piet@example.org", "subject": "s", "body": ""}
        session.add(Message(kind=MessageKind.SIGN_IN, created_at=now() - timedelta(days=91), **told))
        session.add(Person(email="piet@example.org", name="Piet", created_at=now()))
        session.commit()
    yield factory
    factory.kw["bind"].dispose()


def run(*arguments: str):
    return CliRunner().invoke(personal_data, arguments)


def test_clean_up_counts_and_removes(sessions):
    tried = run("clean-up", "--dry-run")
    with sessions() as session:
        left_by_trial = len(session.scalars(select(Message)).all())
    done = run("clean-up")

    assert (tried.output == done.output, "     1  mails" in done.output, left_by_trial) == (True, True, 1)
    with sessions() as session:
        assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize("who", ["Piet@Example.org", "1"])
def test_erase_takes_an_address_or_a_number(sessions, who):
    done = run("erase", who)

    assert done.output == "Person 1 is erased.\n"
    with sessions() as session:
        assert session.scalars(select(Person)).all() == []


def test_erase_of_nobody_says_what_to_give(sessions):
    done = run("erase", "els@example.org")

    assert (done.exit_code, "There is no person els@example.org" in done.output) == (1, True)
