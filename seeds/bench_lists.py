"""How long do all lists of a meeting take as one file? `python -m seeds.bench_lists` prints 300 sheets."""

import logging
import resource
import secrets
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from pydantic import SecretStr
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from matcher.bench.report import write_tables
from models.facts import load_facts
from models.meeting import Meeting
from models.migrate import upgrade
from models.organisation import Organisation
from models.paper import ListFile
from models.person import Language, Person
from models.proposal import Proposal
from seeds.bench_desk import BASE_URL, invent
from web.actions.actor import Actor
from web.actions.lists.papers import request_file
from web.actions.lists.publishing import publish
from web.actions.organising.registrations import Attendee, register
from web.actions.proposals.review import approve
from web.clock import now
from web.database import make_session_factory, writing_session
from web.jobs.print_lists import run
from web.jobs.work import Work
from web.settings import Settings

SHEETS = 300
LIMIT = 60  # seconds


@click.command()
def bench_lists() -> None:
    """Publish lists of an invented meeting, print them as the job process does, and tell time and memory."""
    logging.disable(logging.INFO)
    with TemporaryDirectory() as folder:
        settings = Settings(
            secret_key=SecretStr(secrets.token_urlsafe(32)),
            base_url=BASE_URL,
            database_url=f"sqlite:///{Path(folder)}/lists.sqlite",
            demo=True,
        )
        sessions = make_session_factory(settings)
        upgrade(sessions.kw["bind"])
        file_id = _asked(sessions)
        started = time.perf_counter()
        run(Work(settings, sessions, {"list_file_id": file_id}, 1, lambda *_: None))
        took = time.perf_counter() - started
        with sessions() as session:
            content = session.scalars(select(ListFile.content).where(ListFile.id == file_id)).one() or b""
        sessions.kw["bind"].dispose()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    lines = [
        "| sheets | seconds | seconds ÷ limit of 60 | peak memory of the process | size of the file |",
        "|---|---|---|---|---|",
        f"| {SHEETS} | {took:.1f} | {took / LIMIT:.2f} | {peak:.0f} MB | {len(content) / 1e6:.1f} MB |",
    ]
    write_tables("lists", "\n".join(lines))


def _asked(sessions: sessionmaker[Session]) -> int:
    """The number of a file that was asked for, with a sheet for each of those who come."""
    at = now()
    with writing_session(sessions) as session:
        load_facts(session)
        meeting = session.get_one(Meeting, invent(session))
        meeting.maximum_persons = 3
        person = Person(email="organisator@example.org", name="Organisator", created_at=at)
        session.add(person)
        session.flush()
        actor = Actor(person_id=person.id)
        organisations = session.scalars(select(Organisation).order_by(Organisation.id)).all()
        for number in range(SHEETS):
            guest = Attendee(f"Gast {number}", f"gast{number}@example.org")
            place = number % len(organisations)
            register(session, meeting, organisations[place], [guest], actor=actor, at=at)
        for proposal in session.scalars(select(Proposal)).all():
            approve(session, proposal, actor=actor, at=at)
        publish(session, meeting, base_url=BASE_URL, actor=actor, at=at)
        file = request_file(session, meeting, language=Language.DUTCH, large=False, actor=actor, at=at)
        session.commit()
        return file.id


if __name__ == "__main__":
    bench_lists()
