"""What happens to a file with organisations? It is read, carried out or undone, as its import says."""

from models.organisation_import import ImportState, OrganisationImport
from web.actions.organisations.import_apply import apply_import
from web.actions.organisations.import_undo import undo_import
from web.actions.organisations.imports import read_import
from web.clock import now
from web.jobs.work import Work


def run(work: Work) -> None:
    """Do what the import `import_id` waits for; an import that was thrown away is left alone.

    What is done is kept batch by batch; work that was interrupted goes on where it was.
    """
    with work.sessions() as reading:
        # Every transaction asks for the lock from its start, not only the first one.
        engine = reading.get_bind().engine.execution_options(writes=True)
    with work.sessions(bind=engine) as session:

        def keep(done: int, total: int) -> None:
            session.commit()
            work.report(done, total)

        wanted = session.get(OrganisationImport, int(work.arguments["import_id"]))
        if wanted is None:
            return
        if wanted.state is ImportState.READING:
            read_import(session, wanted, report=keep)
        elif wanted.state is ImportState.APPLYING:
            apply_import(session, wanted, at=now(), report=keep)
        elif wanted.state is ImportState.UNDOING:
            undo_import(session, wanted, at=now(), report=keep)
        session.commit()
