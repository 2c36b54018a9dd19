"""The migrations make exactly the tables that the code describes, and take them away again."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from models.database import DatabaseUrlError, create_engine
from models.migrate import downgrade, upgrade
from models.tables import ALL_TABLES


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    yield engine
    engine.dispose()


def test_upgrade_makes_the_tables_that_the_code_describes(engine):
    upgrade(engine)

    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), ALL_TABLES) == []


def test_downgrade_takes_every_table_away(engine):
    upgrade(engine)

    downgrade(engine, "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_engine_refuses_a_database_that_we_do_not_support():
    with pytest.raises(DatabaseUrlError, match="mysql"):
        create_engine("mysql://localhost/onverwacht")


def test_sqlite_is_set_up_so_that_nothing_is_lost(engine):
    with engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous")
        ]

    assert found == [1, 2]
