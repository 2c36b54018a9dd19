"""The fixtures of tests/conftest.py keep their promises."""

import pytest
from sqlalchemy import inspect, select

from models.database import create_engine
from models.person import Person
from models.tables import ALL_TABLES
from tests.builders import a_person

pytestmark = pytest.mark.both_databases


@pytest.mark.parametrize("time", ["first", "second"])
def test_session_starts_clean_though_the_test_before_committed(session, time):
    assert session.scalars(select(Person)).all() == []

    a_person(session)
    session.commit()
    session.rollback()

    assert len(session.scalars(select(Person)).all()) == 1


def test_database_url_has_all_tables(database_url):
    engine = create_engine(database_url)

    assert set(inspect(engine).get_table_names()) - {"alembic_version"} == set(ALL_TABLES.tables)
    engine.dispose()


def test_empty_database_url_has_no_tables(empty_database_url):
    engine = create_engine(empty_database_url)

    assert inspect(engine).get_table_names() == []
    engine.dispose()


@pytest.mark.browser
def test_browser_shows_a_page(page):
    page.set_content("<title>Onverwacht</title>")

    assert page.title() == "Onverwacht"
