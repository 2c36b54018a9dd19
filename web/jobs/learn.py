"""What happens after publishing? What the organisers of a programme decided is learnt from."""

from web.actions.proposals.tastes import learn
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work


def run(work: Work) -> None:
    """Learn from all decisions of the programme; a second time without new ones changes nothing."""
    with writing_session(work.sessions) as session:
        learn(session, int(work.arguments["programme_id"]), at=now())
        session.commit()
