"""What happens when an organiser asks what a change would do? Choose again, or say what went wrong."""

from web.actions.proposals.own_proposals import NotMeasuredError
from web.actions.proposals.what_if import fail_trial, keep_answer, work_out
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work


def run(work: Work) -> None:
    """Answer the trial `trial_id`; what went wrong is stored with it and raised again.

    Nothing is locked while it chooses, which takes seconds.
    """
    trial_id = int(work.arguments["trial_id"])
    try:
        with work.sessions() as session:
            found = work_out(session, trial_id)
    except Exception as error:
        with writing_session(work.sessions) as session:
            not_measured = isinstance(error, NotMeasuredError)
            fail_trial(session, trial_id, problem="not_measured" if not_measured else "unexpected")
            session.commit()
        raise
    with writing_session(work.sessions) as session:
        keep_answer(session, trial_id, found, at=now())
        session.commit()
