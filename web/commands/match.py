"""How are proposals made from the command line? `./run match 4`, here and now, with a progress bar."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.job import Job
from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.queries.meetings import count_organisations
from web.actions import jobs
from web.actions.actor import SERVICE
from web.actions.errors import ActionError
from web.actions.proposals.matching import request_run, settings_of
from web.clock import HERE, now
from web.database import make_session_factory, writing_session
from web.jobs.match import run as run_match
from web.jobs.work import Work
from web.settings import Settings, SettingsRefused, read_settings

# Long enough for any meeting; should this process die, the job process then takes the run over.
LEASE = timedelta(minutes=30)


@click.command()
@click.argument("meeting_id", type=int, required=False)
@click.option("--list", "listing", is_flag=True, help="Show the meetings with their numbers.")
def match(meeting_id: int | None, *, listing: bool) -> None:
    """Propose pairings and coalitions for the meeting MEETING_ID."""
    if listing == (meeting_id is not None):
        raise click.UsageError("give either the number of a meeting or --list")
    try:
        settings = read_settings()
        sessions = make_session_factory(settings)
        if meeting_id is None:
            _list(sessions)
        else:
            _match(settings, sessions, meeting_id)
    except (SettingsRefused, ActionError) as error:
        raise click.ClickException(str(error)) from None


def _list(sessions: sessionmaker[Session]) -> None:
    with sessions() as session:
        meetings = session.scalars(select(Meeting).order_by(Meeting.starts_at, Meeting.id)).all()
        coming = count_organisations(session, [meeting.id for meeting in meetings])
        for meeting in meetings:
            day = meeting.starts_at.astimezone(HERE).date()
            click.echo(f"{meeting.id:5}  {day}  {coming.get(meeting.id, 0):4} organisations  {meeting.title}")


def _match(settings: Settings, sessions: sessionmaker[Session], meeting_id: int) -> None:
    """Ask for a run as an organiser does, and do it as the job process does; tell what came of it."""
    with writing_session(sessions) as session:
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise click.ClickException(f"There is no meeting {meeting_id}; --list shows them.")
        run = request_run(session, meeting, settings_of(meeting), actor=SERVICE, at=now())
        session.flush()
        job = session.get_one(Job, run.job_id)
        jobs.take(session, job, at=now(), lease=LEASE)
        session.commit()
    try:
        with _progress() as report:
            run_match(Work(settings, sessions, job.arguments, attempt=job.attempts, report=report))
    except KeyboardInterrupt:
        _settle(sessions, jobs.give_back, job)  # the job process goes on with it
        raise
    _settle(sessions, jobs.finish, job)
    with sessions() as session:
        done = session.get_one(MatchingRun, run.id)
        click.echo(f"{done.pairings} pairings and {done.coalitions} coalitions wait for the organiser.")


def _settle(sessions: sessionmaker[Session], settle: Callable[..., None], job: Job) -> None:
    with writing_session(sessions) as session:
        settle(session, job.id, at=now())
        session.commit()


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """What shows on a bar how much is done: `done` of `total`."""
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        bar = progress.add_task("Matching")
        yield lambda done, total: progress.update(bar, completed=done, total=total)
        progress.update(bar, completed=1, total=1)


if __name__ == "__main__":
    match()
