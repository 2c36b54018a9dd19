"""The migrations make exactly the tables that the code describes, and take them away again."""

import re

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect
from sqlalchemy.orm import Session

from models.database import DatabaseUrlError, create_engine
from models.message import Message, MessageKind
from models.migrate import downgrade, upgrade
from models.person import Language
from models.step import CheckRound, StepLink
from models.tables import ALL_TABLES
from tests.builders import NOON, a_meeting, a_person, a_region, an_organisation

MOMENT = "'2026-03-02 12:00:00'"
# A database of the first version: two contacts, and a run that is at work.
OLD_ROWS = (
    "INSERT INTO region VALUES ('AM06', 'Veluwe', '', 2026)",
    "INSERT INTO meeting_kind VALUES ('kring', 'Kring', 'Circle', '')",
    "INSERT INTO meeting (id, region_code, kind_slug, title, goal, working_form, place, starts_at, ends_at,"
    " maximum_persons, courage, minimum_proposals, maximum_proposals, source, created_at) VALUES (1, 'AM06',"
    f" 'kring', 'Kring', '', '', '', {MOMENT}, '2026-03-02 14:00:00', 2, 0.5, 2, 5, '', {MOMENT})",
    "INSERT INTO job (id, name, arguments, state, run_after, attempts, progress, progress_total, problem,"
    f" created_at) VALUES (1, 'match', '{{}}', 'waiting', {MOMENT}, 0, 0, 0, '', {MOMENT})",
    "INSERT INTO matching_run (id, meeting_id, state, job_id, settings, embedder, problem, requested_at)"
    f" VALUES (1, 1, 'requested', 1, '{{}}', '', '', {MOMENT})",
    "INSERT INTO organisation (id, name, about, website, size, done_steps, origin, source, created_at,"
    f" updated_at, version) VALUES (1, 'De Linde', '', '', '', '', 'entered', '', {MOMENT}, {MOMENT}, 1)",
    *(
        f"INSERT INTO person (id, email, name, phone, language, created_at)"
        f" VALUES ({number}, 'p{number}@example.org', 'P', '', 'nl', {MOMENT})"
        for number in (1, 2)
    ),
    "INSERT INTO organisation_member VALUES (1, 1, 'owner', '', '', '', NULL, 1, 1)",
    "INSERT INTO organisation_member VALUES (1, 2, 'editor', '', '', '', NULL, 1, 0)",
)


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


def test_runs_keep_their_jobs_when_jobs_get_another_name_to_choose_from(engine):
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for statement in OLD_ROWS:
            connection.exec_driver_sql(statement)

    def run_and_job():
        with engine.connect() as connection:
            return connection.exec_driver_sql("SELECT id, job_id FROM matching_run").all()

    upgrade(engine)
    assert run_and_job() == [(1, 1)]
    downgrade(engine, "0001")
    assert run_and_job() == [(1, 1)]


def test_links_keep_their_mails_when_mails_get_another_kind_to_choose_from(engine):
    upgrade(engine)
    with Session(engine) as session:
        organisation = an_organisation(session, "De Linde")
        mail = Message(
            kind=MessageKind.STEP_CHECK, recipient="p@example.org", subject="", body="", created_at=NOON
        )
        session.add(mail)
        session.flush()
        session.add(
            StepLink(
                token_hash="x",
                meeting_id=a_meeting(session, a_region(session)).id,
                organisation_id=organisation.id,
                person_id=a_person(session).id,
                round=CheckRound.HALFWAY,
                message_id=mail.id,
                language=Language.DUTCH,
                created_at=NOON,
            )
        )
        session.commit()

    downgrade(engine, "0024")
    upgrade(engine)

    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT message_id IS NOT NULL FROM step_link").all() == [(1,)]


def test_engine_refuses_a_database_that_we_do_not_support():
    with pytest.raises(DatabaseUrlError, match="mysql"):
        create_engine("mysql://localhost/onverwacht")


def test_sqlite_is_set_up_so_that_nothing_is_lost(engine):
    with engine.connect() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("foreign_keys", "synchronous")
        ]

    assert found == [1, 2]


def test_upgrade_makes_the_checks_that_the_code_describes(engine):
    upgrade(engine)
    made = create_engine("sqlite://")
    ALL_TABLES.create_all(made)

    def checks(of: Engine) -> dict[str, dict[str, set[str]]]:
        tables = inspect(of)
        return {
            table: {check["name"]: _words(check["sqltext"]) for check in tables.get_check_constraints(table)}
            for table in ALL_TABLES.tables
        }

    assert checks(engine) == checks(made)
    made.dispose()


def test_upgrade_and_downgrade_keep_the_rows(engine):
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for line in OLD_ROWS:
            connection.exec_driver_sql(line)

    upgrade(engine)
    with engine.connect() as connection:
        details = connection.exec_driver_sql(
            "SELECT name_for, email_for, phone_for FROM organisation_member ORDER BY person_id"
        ).all()
    downgrade(engine, "0001")

    with engine.connect() as connection:
        shares = connection.exec_driver_sql(
            "SELECT shares_contact FROM organisation_member ORDER BY person_id"
        ).scalars()
        assert (details, list(shares)) == ([("partners",) * 3, ("organisers",) * 3], [1, 0])
        assert connection.exec_driver_sql("SELECT job_id FROM matching_run").scalar() == 1


def _words(check: str) -> set[str]:
    """What a check says, whatever the order of its values."""
    return set(re.findall(r"[\w']+|[<>=]+", check))


def test_living_statements_keep_what_was_there_and_can_be_undone(engine):
    upgrade(engine, "0001")
    with engine.begin() as connection:
        for line in FIRST_ROWS:
            connection.exec_driver_sql(line)

    upgrade(engine)
    with engine.begin() as connection:
        after = connection.exec_driver_sql(
            "SELECT state, confirmed_at = created_at, on_board, met_by_name FROM statement"
        ).all()
        jobs = connection.exec_driver_sql("SELECT job_id FROM matching_run").all()
        connection.exec_driver_sql("UPDATE statement SET state = 'being_met'")
    downgrade(engine, "0001")

    with engine.connect() as connection:
        undone = connection.exec_driver_sql("SELECT state FROM statement").all()
    assert (after, jobs, undone) == ([("open", 1, 1, "")], [(5,)], [("open",)])


FIRST_ROWS = (
    "INSERT INTO organisation (id, name, about, website, size, done_steps, origin, source, created_at,"
    " updated_at, version) VALUES (1, 'Een', '', '', '', '', 'entered', '', '2026-01-01', '2026-01-01', 1)",
    "INSERT INTO statement (id, organisation_id, role, text, state, position, created_at)"
    " VALUES (1, 1, 'need', 'tafels', 'open', 0, '2026-01-01')",
    "INSERT INTO region (code, name, earlier_names, year) VALUES ('AM06', 'Regio', '', 2026)",
    "INSERT INTO meeting_kind (slug, name_nl, name_en, description) VALUES ('kring', 'K', 'C', '')",
    "INSERT INTO meeting (id, region_code, kind_slug, title, goal, working_form, place, starts_at, ends_at,"
    " maximum_persons, courage, minimum_proposals, maximum_proposals, source, created_at) VALUES (1, 'AM06',"
    " 'kring', 'Kring', '', '', '', '2026-02-01', '2026-02-02', 2, 0.5, 2, 5, '', '2026-01-01')",
    "INSERT INTO job (id, name, arguments, state, run_after, attempts, progress, progress_total, problem,"
    " created_at) VALUES (5, 'match', '{}', 'done', '2026-01-01', 1, 0, 0, '', '2026-01-01')",
    "INSERT INTO matching_run (id, meeting_id, state, settings, requested_at, job_id, embedder, problem)"
    " VALUES (1, 1, 'requested', '{}', '2026-01-01', 5, '', '')",
)
