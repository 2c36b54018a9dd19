"""How is background work done? A loop that takes a job under a lease, does it, and looks for the next."""

import importlib
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from types import FrameType

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session, sessionmaker
from structlog import get_logger

from models.job import Job, JobName
from web.actions import jobs
from web.clock import now
from web.database import writing_session
from web.jobs.work import TryAgainLater, Work
from web.logs import where
from web.settings import Settings

log = get_logger(__name__)

# The module of each kind of work has a function `run`; it is imported when its first job comes, because the
# learning libraries of one of them take seconds to load.
HANDLERS: Mapping[JobName, str] = {
    JobName.GAPS: "web.jobs.gaps",
    JobName.IMPORT: "web.jobs.import_organisations",
    JobName.LEARN: "web.jobs.learn",
    JobName.MATCH: "web.jobs.match",
    JobName.OUTLOOK: "web.jobs.outlook",
    JobName.MEASURE: "web.jobs.measure",
    JobName.SEAT: "web.jobs.seat",
    JobName.SEND_MAIL: "web.jobs.send_mail",
    JobName.CLEAN_UP: "web.jobs.clean_up",
    JobName.RENEW: "web.jobs.renew",
    JobName.FILL_PLACES: "web.jobs.fill_places",
    JobName.REMIND: "web.jobs.remind",
    JobName.PRINT_LISTS: "web.jobs.print_lists",
    JobName.WHAT_IF: "web.jobs.what_if",
}
DAILY = (JobName.CLEAN_UP, JobName.RENEW, JobName.REMIND)
PAUSE = 0.5  # seconds between two looks at an empty table
PAUSE_WITHOUT_DATABASE = 5.0  # seconds
CALENDAR_GLANCE = timedelta(minutes=10)  # between two looks whether a new day has begun


class Worker:
    """Does the jobs of one database, one at a time; holds each for `lease` and renews that in time."""

    def __init__(
        self,
        settings: Settings,
        sessions: sessionmaker[Session],
        *,
        lease: timedelta = jobs.LEASE,
        handlers: Mapping[JobName, str] = HANDLERS,
    ) -> None:
        self._settings = settings
        self._sessions = sessions
        self._lease = lease
        self._handlers = handlers

    def run_forever(self) -> None:
        """Work until SIGTERM or SIGINT; a job that is interrupted goes back for another process to take."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, _stop)
        idle = threading.Event()
        next_glance = now()
        while True:
            try:
                if now() >= next_glance:
                    self.plan_day()
                    next_glance = now() + CALENDAR_GLANCE
                pause = 0.0 if self.run_next() else PAUSE
            except OperationalError as error:
                log.error("database_unreachable", problem=type(error.orig).__name__)
                pause = PAUSE_WITHOUT_DATABASE
            idle.wait(pause)

    def plan_day(self) -> None:
        """See to it that what is done every day is among today's jobs."""
        with writing_session(self._sessions) as session:
            for name in DAILY:
                jobs.enqueue_daily(session, name, at=now())
            session.commit()

    def run_next(self) -> bool:
        """Do the job that is next; False when there was none."""
        with writing_session(self._sessions) as session:
            job = jobs.claim(session, at=now(), lease=self._lease)
            session.commit()
        if job is None:
            return False
        with self._keeping_lease(job.id):
            self._do(job)
        return True

    def _do(self, job: Job) -> None:
        work = Work(
            self._settings, self._sessions, job.arguments, job.attempts, lambda *far: self._report(job, *far)
        )
        log.info("job_begins", job=job.id, name=job.name, attempt=job.attempts)
        try:
            if job.attempts > jobs.MOST_ATTEMPTS:
                raise AbandonedJob(f"job {job.id} was begun {job.attempts - 1} times and never ended")
            importlib.import_module(self._handlers[job.name]).run(work)
        except TryAgainLater as later:
            self._settle(jobs.fail, job, problem=later.problem, again_at=now() + later.after)
        except SystemExit:
            self._settle(jobs.give_back, job)
            raise
        except OperationalError:
            raise  # the database is gone: the lease ends by itself, and the job comes back
        except Exception as error:  # noqa: BLE001  # the door of every job: one bad job must not end the others
            problem = type(error).__name__
            log.error("job_failed", job=job.id, name=job.name, problem=problem, where=where(error))
            self._settle(jobs.fail, job, problem=problem)
        else:
            self._settle(jobs.finish, job)

    def _settle(self, settle: Callable[..., None], job: Job, **outcome: object) -> None:
        with writing_session(self._sessions) as session:
            settle(session, job.id, at=now(), **outcome)
            session.commit()
        log.info("job_ends", job=job.id, name=job.name, outcome=settle.__name__)

    def _report(self, job: Job, done: int, total: int) -> None:
        with writing_session(self._sessions) as session:
            jobs.report_progress(session, job.id, done=done, total=total)
            session.commit()

    @contextmanager
    def _keeping_lease(self, job_id: int) -> Iterator[None]:
        """Renew the lease from a second thread as long as the work goes on."""
        done = threading.Event()

        def renew() -> None:
            while not done.wait(self._lease.total_seconds() / 3):
                try:
                    with writing_session(self._sessions) as session:
                        jobs.renew(session, job_id, at=now(), lease=self._lease)
                        session.commit()
                except OperationalError as error:
                    log.warning("lease_not_renewed", job=job_id, problem=type(error.orig).__name__)

        keeper = threading.Thread(target=renew, name="lease", daemon=True)
        keeper.start()
        try:
            yield
        finally:
            done.set()
            keeper.join()


class AbandonedJob(RuntimeError):
    """A job ended its process every time that it was begun; it is not begun again."""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
