import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from models.job import Job, JobState
from models.message import MessageKind
from models.person import Language
from tests.mail_server import free_port, mail_server
from web.actions import outbox
from web.actions.actor import SERVICE
from web.clock import now
from web.database import make_session_factory
from web.mail import Mail
from web.settings import Settings

pytestmark = [pytest.mark.both_databases, pytest.mark.slow]

SILENCE = 30  # seconds after which a test gives up


@pytest.fixture
def mail_settings(settings: Settings, database_url: str) -> Settings:
    values = {"mail_host": "127.0.0.1", "mail_port": free_port(), "mail_from": "hallo@mail.example"}
    return settings.model_copy(update={**values, "database_url": database_url})


@pytest.fixture
def sessions(mail_settings: Settings) -> Iterator[sessionmaker[Session]]:
    factory = make_session_factory(mail_settings)
    yield factory
    factory.kw["bind"].dispose()


@pytest.fixture
def job_id(sessions) -> int:
    """The job of a mail that was released."""
    with sessions() as session:
        mail = Mail("Uw lijst", "Hallo\n")
        message = outbox.queue(
            session, MessageKind.MATCH_LIST, "ans@example.org", mail=mail, language=Language.DUTCH, at=now()
        )
        outbox.release(session, [message.id], actor=SERVICE, at=now())
        session.commit()
        return session.query(Job.id).scalar()


@contextmanager
def _worker(settings: Settings) -> Iterator[subprocess.Popen]:
    command = [sys.executable, "-m", "web.commands.work", "--lease", "1"]
    process = subprocess.Popen(command, env=os.environ | settings.as_environment(), stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@contextmanager
def _silent_mail_server(port: int) -> Iterator[socket.socket]:
    """A mail server that takes the call and then says nothing, so that the job hangs in the middle."""
    with socket.create_server(("127.0.0.1", port)) as server:
        server.settimeout(SILENCE)
        yield server


def test_job_of_a_killed_process_is_done_by_another(mail_settings, sessions, job_id):
    with _silent_mail_server(mail_settings.mail_port) as server, _worker(mail_settings) as process:
        call, _address = server.accept()
        process.kill()  # kill -9: nothing can be tidied up
        process.wait()
        call.close()

    with mail_server(mail_settings.mail_port) as mails, _worker(mail_settings):
        received = mails.received.get(timeout=SILENCE)
        job = _when_done(sessions, job_id)

    assert received["Subject"] == "Uw lijst"
    assert job.attempts == 2


def test_process_that_is_asked_to_end_gives_its_job_back_and_ends(mail_settings, sessions, job_id):
    with _silent_mail_server(mail_settings.mail_port) as server, _worker(mail_settings) as process:
        call, _address = server.accept()
        process.terminate()
        status = process.wait(timeout=SILENCE)
        call.close()

    with sessions() as session:
        job = session.get_one(Job, job_id)
    assert (status, job.state, job.attempts) == (0, JobState.WAITING, 0)


def _when_done(sessions: sessionmaker[Session], job_id: int) -> Job:
    deadline = time.monotonic() + SILENCE
    while time.monotonic() < deadline:
        with sessions() as session:
            job = session.get_one(Job, job_id)
        if job.state is JobState.DONE:
            return job
    raise TimeoutError(f"the job is {job.state} after {SILENCE} s")


def test_wrong_settings_end_it_with_a_clear_line(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-m", "web.commands.work"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(Path.cwd())},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 1
    assert ended.stderr == "Error: ONVERWACHT_SECRET_KEY is missing\nONVERWACHT_BASE_URL is missing\n"
