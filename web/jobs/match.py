"""What happens when an organiser asks for proposals? Embed, match and store, or say what went wrong."""

from matcher.embedder import EmbedderUnavailable
from web.actions.proposals.matching import ResultFaultyError, RunProblem, fail_run, run_matching
from web.clock import now
from web.database import writing_session
from web.jobs.reader import reader
from web.jobs.work import Work


def run(work: Work) -> None:
    """Do the run `run_id`; it ends as done with its proposals, or as failed with a code.

    A run that was interrupted goes on where it was: vectors are kept batch by batch. What went wrong is
    stored on the run and raised again.
    """
    run_id = int(work.arguments["run_id"])
    try:
        _match(work, run_id)
    except Exception as error:
        with writing_session(work.sessions) as session:
            fail_run(session, run_id, problem=_problem(error), at=now())
            session.commit()
        raise


def _match(work: Work, run_id: int) -> None:
    embedder = reader(work.settings.embedder)
    with work.sessions() as reading:
        # Every transaction of the run asks for the lock from its start, not only the first one.
        engine = reading.get_bind().engine.execution_options(writes=True)
    with work.sessions(bind=engine) as session:

        def keep(done: int, total: int) -> None:
            session.commit()
            work.report(done, total)

        at = now()
        run = run_matching(session, run_id, embedder=embedder, at=at, report=keep)
        if run.started_at == at:  # else it was done before, and this is its job once more
            run.finished_at = now()
        session.commit()


def _problem(error: Exception) -> str:
    if isinstance(error, ResultFaultyError):
        codes = sorted({fault.code.value for fault in error.faults})
        return f"{RunProblem.FAULTY_RESULT}:{','.join(codes)}"
    if isinstance(error, EmbedderUnavailable):
        return RunProblem.EMBEDDER_UNAVAILABLE
    return RunProblem.UNEXPECTED
