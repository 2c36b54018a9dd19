"""What happens when organisations come after the run? Embed what is new, measure, keep the figures."""

from web.actions.proposals.measuring import run_measuring
from web.clock import now
from web.jobs.reader import reader
from web.jobs.work import Work


def run(work: Work) -> None:
    """Measure everyone who comes now for the run `run_id`; doing it twice changes nothing."""
    embedder = reader(work.settings.embedder)
    with work.sessions() as reading:
        # Every transaction asks for the lock from its start, not only the first one.
        engine = reading.get_bind().engine.execution_options(writes=True)
    with work.sessions(bind=engine) as session:

        def keep(done: int, total: int) -> None:
            session.commit()
            work.report(done, total)

        run_measuring(session, int(work.arguments["run_id"]), embedder=embedder, at=now(), report=keep)
        session.commit()
