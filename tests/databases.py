"""Where do the databases of tests come from? Empty ones, and quick copies of one that has its tables."""

import os
import shutil
from abc import ABC, abstractmethod
from functools import cached_property
from itertools import count
from pathlib import Path

from sqlalchemy import URL, Engine, make_url, text

from models.database import create_engine
from models.migrate import upgrade


class Databases(ABC):
    """Makes databases on one kind of server."""

    @abstractmethod
    def empty(self) -> str:
        """The address of a new database without tables."""

    @abstractmethod
    def copy(self, address: str) -> str:
        """The address of a new database like this one, to which nobody is connected now."""

    @cached_property
    def template(self) -> str:
        """A database with all tables that nobody connects to: it is there to be copied."""
        return with_tables(self)

    @cached_property
    def shared_engine(self) -> Engine:
        """The database in which the fixture `session` works; no row of a test stays there."""
        return create_engine(self.copy(self.template))

    def close(self) -> None:
        """Let go of the shared database, if a test asked for it."""
        if "shared_engine" in self.__dict__:
            self.shared_engine.dispose()


class SqliteDatabases(Databases):
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


class PostgresqlDatabases(Databases):
    """Databases on one server."""

    def __init__(self, server: URL) -> None:
        self._server = server
        self._numbers = count()

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
