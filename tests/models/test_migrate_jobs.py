"""A migration that changes the jobs keeps who waits for them."""

import pytest
from sqlalchemy import text

from models.database import create_engine
from models.migrate import downgrade, upgrade


@pytest.fixture
def engine(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'new.sqlite'}")
    yield engine
    engine.dispose()


def waiting_run(engine) -> list[tuple[int, int]]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text("SELECT id, job_id FROM matching_run"))]


def test_a_run_still_points_to_its_job_after_the_names_of_jobs_changed(engine):
    upgrade(engine, "0005")
    day = "'2026-01-01 00:00:00'"
    rows = (
        "INSERT INTO region (code, name, year, earlier_names) VALUES ('AM06', 'Regio', 2026, '[]')",
        "INSERT INTO meeting_kind (slug, name_nl, name_en, description) VALUES ('kring', 'a', 'a', '')",
        "INSERT INTO meeting (region_code, kind_slug, title, goal, working_form, place, starts_at, ends_at,"
        " maximum_persons, courage, minimum_proposals, maximum_proposals, source, created_at) VALUES"
        f" ('AM06', 'kring', 'a', '', '', '', {day}, '2026-01-02 00:00:00', 2, 0.5, 1, 2, '', {day})",
        "INSERT INTO job (id, name, arguments, state, run_after, attempts, progress, progress_total, problem,"
        f" created_at) VALUES (7, 'match', '{{}}', 'waiting', {day}, 0, 0, 0, '', {day})",
        "INSERT INTO matching_run (id, meeting_id, state, job_id, settings, embedder, problem, requested_at)"
        f" VALUES (1, 1, 'requested', 7, '{{}}', '', '', {day})",
    )
    with engine.begin() as connection:
        for row in rows:
            connection.exec_driver_sql(row)

    upgrade(engine)
    assert waiting_run(engine) == [(1, 7)]

    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE job SET name = 'seat'")
        connection.exec_driver_sql("UPDATE job SET name = 'match'")
    downgrade(engine, "0005")
    assert waiting_run(engine) == [(1, 7)]
