"""How do we reach the database? An engine for SQLite or PostgreSQL, set up so that nothing is lost."""

import importlib
import logging
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy import create_engine as sqlalchemy_engine
from sqlalchemy.engine import URL

log = logging.getLogger(__name__)

# From 3.7.0 up to this version, SQLite's write-ahead log can lose committed rows when it is reset.
FIRST_SAFE_WAL = (3, 51, 3)
BUSY_SECONDS = 15


class DatabaseUrlError(ValueError):
    """The address of the database is of a kind that we do not support."""


def create_engine(address: str) -> Engine:
    """An engine for `sqlite:///path` or `postgresql://user@host/name`; raises DatabaseUrlError on others."""
    url = make_url(address)
    match url.get_backend_name():
        case "sqlite":
            return _sqlite_engine(url)
        case "postgresql":
            return sqlalchemy_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
        case other:
            raise DatabaseUrlError(
                f"the database address starts with {other}: use sqlite:///… or postgresql://…"
            )


def _sqlite_engine(url: URL) -> Engine:
    driver = _sqlite_driver()
    engine = sqlalchemy_engine(
        url.set(drivername="sqlite+pysqlite"), module=driver, connect_args={"timeout": BUSY_SECONDS}
    )
    journal = "WAL" if driver.sqlite_version_info >= FIRST_SAFE_WAL else "TRUNCATE"
    if journal == "TRUNCATE":
        log.warning(
            "SQLite %s has a fault in its write-ahead log; using journal_mode=TRUNCATE", driver.sqlite_version
        )

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own class
        connection.isolation_level = None  # SQLAlchemy, not the driver, says when a transaction begins
        for pragma in (f"journal_mode={journal}", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A transaction that reads first and writes later would fail at once when another one wrote in
        # between; the doors that write ask for the lock from the start.
        immediate = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _sqlite_driver() -> ModuleType:
    try:
        return importlib.import_module("pysqlite3.dbapi2")
    except ImportError:
        return importlib.import_module("sqlite3")
