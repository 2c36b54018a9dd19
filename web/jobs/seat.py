"""What happens when an organiser asks for tables? Seat everyone and store it, or say what went wrong."""

from web.actions.tables.seating import PlanFaultyError, PlanProblem, fail_plan, run_seating
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work


def run(work: Work) -> None:
    """Make the plan `plan_id`; it ends as done with its seats, or as failed with a code.

    What went wrong is stored on the plan and raised again.
    """
    plan_id = int(work.arguments["plan_id"])
    try:
        _seat(work, plan_id)
    except Exception as error:
        with writing_session(work.sessions) as session:
            fail_plan(session, plan_id, problem=_problem(error), at=now())
            session.commit()
        raise


def _seat(work: Work, plan_id: int) -> None:
    with work.sessions() as reading:
        # Every transaction of the plan asks for the lock from its start, not only the first one.
        engine = reading.get_bind().engine.execution_options(writes=True)
    with work.sessions(bind=engine) as session:

        def keep(done: int, total: int) -> None:
            session.commit()
            work.report(done, total)

        run_seating(session, plan_id, at=now(), report=keep)
        session.commit()


def _problem(error: Exception) -> str:
    if isinstance(error, PlanFaultyError):
        codes = sorted({fault.code.value for fault in error.faults})
        return f"{PlanProblem.FAULTY_PLAN}:{','.join(codes)}"
    return PlanProblem.UNEXPECTED
