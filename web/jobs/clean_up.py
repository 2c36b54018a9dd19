"""What happens once a day? What is kept too long is removed; the counts of it are logged."""

from dataclasses import asdict

from structlog import get_logger

from web.actions.accounts.retention import clean, periods_of
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work

log = get_logger(__name__)


def run(work: Work) -> None:
    """Clean up; a second time on one day finds nothing any more."""
    with writing_session(work.sessions) as session:
        cleaned = clean(session, periods_of(work.settings), at=now())
        session.commit()
    log.info("cleaned_up", **asdict(cleaned))
