"""Where do the databases of tests come from? Empty ones, and quick copies of one that has its tables."""

import os
import shutil
from itertools import count
from pathlib import Path
from typing import Protocol

from sqlalchemy import URL, make_url, text

from models.database import create_engine
from models.migrate import upgrade


class Databases(Protocol):
    """Makes databases on one kind of server."""

    def empty(self) -> str:
        """The address of a new database without tables."""

    def copy(self, address: str) -> str:
        """The address of a new database like this one, to which nobody is connected now."""


class SqliteDatabases:
    """Files in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count()

    def empty(self) -> str:
        return f"sqlite:///{self._folder / f'{next(self._numbers)}.sqlite'}"

    def copy(self, address: str) -> str:
        new = self.empty()
        shutil.copyfile(make_url(address).database, make_url(new).database)
        return new


class PostgresqlDatabases:
    """Databases on one server."""

    # One count for all: a run may come back to a server that it left, and finds its databases there.
    _numbers = count()

    def __init__(self, server: URL) -> None:
        self._server = server

    def empty(self) -> str:
        return self._create("template1")

    def copy(self, address: str) -> str:
        return self._create(make_url(address).database)

    def _create(self, template: str) -> str:
        name = f"test_{os.getpid()}_{next(self._numbers)}"
        engine = create_engine(str(self._server)).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        engine.dispose()
        return str(self._server.set(database=name))


def with_tables(databases: Databases) -> str:
    """The address of a new database that has all tables, and no rows but those of the migrations."""
    address = databases.empty()
    engine = create_engine(address)
    upgrade(engine)
    engine.dispose()
    return address
