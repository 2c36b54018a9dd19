"""The migrations make exactly the tables that the code describes, and take them away again."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from models.database import DatabaseUrlError, create_engine
from models.facts import load_facts
from models.kind import Kind
from models.migrate import downgrade, upgrade
from models.region import Municipality, Region
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


def test_facts_can_be_loaded_twice_and_keep_edited_kinds(engine):
    upgrade(engine)
    with Session(engine) as session:
        load_facts(session)
        session.get_one(Kind, "voedselbank").name_nl = "Voedselbank (aangepast)"
        session.flush()

        load_facts(session)

        assert session.get_one(Kind, "voedselbank").name_nl == "Voedselbank (aangepast)"
        assert session.query(Municipality).count() == 342
        assert session.query(Region).count() == 35
        epe = next(m for m in session.get_one(Region, "AM06").municipalities if m.name == "Epe")
        assert epe.code == "GM0232"


def test_engine_refuses_a_database_that_we_do_not_support():
    with pytest.raises(DatabaseUrlError, match="mysql"):
        create_engine("mysql://localhost/onverwacht")


def test_sqlite_is_set_up_so_that_nothing_is_lost(engine):
    with engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous")
        ]

    assert found == [1, 2]
