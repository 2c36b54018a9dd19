"""How does a request reach the database? One session, made when first asked for, closed without a commit."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session, sessionmaker

import models.tables  # noqa: F401  # a process that has not seen all tables cannot resolve their references
from models.database import create_engine
from web.settings import Settings

READING_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def make_session_factory(settings: Settings) -> sessionmaker[Session]:
    """What makes sessions on the database of these settings."""
    return sessionmaker(create_engine(settings.database_url), expire_on_commit=False)


def get_session(*, writes: bool = False) -> Session:
    """The session of this request. Whoever writes commits once, in the route; all else is rolled back.

    A request that may write takes the lock for it from the start, see models/database.py: every form, and
    the few links that write when they are opened, with `writes` at their first call.
    """
    if "session" not in g:
        g.session = session_factory()()
        if writes or request.method not in READING_METHODS:
            g.session.connection(execution_options={"writes": True})
    session: Session = g.session
    return session


@contextmanager
def writing_session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """A session for a job or a command that will write: it takes the lock for that from the start."""
    with sessions() as session:
        session.connection(execution_options={"writes": True})
        yield session


def session_factory() -> sessionmaker[Session]:
    """What makes sessions for this application."""
    factory: sessionmaker[Session] = current_app.extensions["sessions"]
    return factory


def init_database(app: Flask, settings: Settings) -> None:
    """Give the application its sessions; nothing is opened yet."""
    app.extensions["sessions"] = make_session_factory(settings)
    app.teardown_appcontext(_close)


def _close(_error: BaseException | None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()
