"""The job of an import does what the import waits for, and leaves alone what is gone or done."""

import pytest
from sqlalchemy import select

from models.organisation import Organisation
from models.organisation_import import ImportState, OrganisationImport
from tests.builders import NOON, a_region
from tests.sheets import an_xlsx
from web.actions.actor import SERVICE
from web.actions.organisations import imports
from web.jobs import import_organisations
from web.jobs.work import Work

pytestmark = pytest.mark.both_databases


@pytest.fixture
def reports():
    return []


@pytest.fixture
def work(settings, sessions, reports):
    with sessions() as session:
        region = a_region(session)
        content = an_xlsx(*((f"Nummer {number}",) for number in range(300)))
        wanted = imports.request_import(session, region, "x.xlsx", content, actor=SERVICE, at=NOON)
        session.commit()
        arguments = {"import_id": wanted.id}
    return Work(settings, sessions, arguments, 1, lambda *far: reports.append(far))


def after(sessions, step):
    """Do this step of the only import; gives what the work then waits for."""
    with sessions() as session:
        wanted = session.scalars(select(OrganisationImport)).one()
        step(session, wanted, actor=SERVICE, at=NOON)
        session.commit()


def found(sessions):
    with sessions() as session:
        wanted = session.scalars(select(OrganisationImport)).one()
        return wanted.state, len(session.scalars(select(Organisation)).all())


def test_the_job_reads_carries_out_and_undoes(sessions, work, reports):
    import_organisations.run(work)
    assert found(sessions) == (ImportState.READY, 0)
    after(sessions, imports.confirm)
    import_organisations.run(work)
    assert found(sessions) == (ImportState.APPLIED, 300)
    after(sessions, imports.request_undo)
    import_organisations.run(work)
    assert found(sessions) == (ImportState.UNDONE, 0)

    assert reports == [(0, 300), (250, 300), (300, 300)] * 3


def test_a_finished_import_is_left_alone(sessions, work, reports):
    import_organisations.run(work)
    reports.clear()

    import_organisations.run(work)

    assert (found(sessions), reports) == ((ImportState.READY, 0), [])


def test_an_import_that_was_thrown_away_is_no_fault(sessions, work, reports):
    after(sessions, imports.discard)

    import_organisations.run(work)

    assert reports == []
