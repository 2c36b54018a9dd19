"""Which reminders go out today? Those that an organiser planned, to who has not answered."""

from structlog import get_logger

from web.actions.reminding import send_reminders
from web.actions.site import Site
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work

log = get_logger(__name__)


def run(work: Work) -> None:
    """Write to everyone who has not answered, for every meeting that planned it for today."""
    site = Site(work.settings.base_url, work.settings.sender)
    with writing_session(work.sessions) as session:
        sent = send_reminders(session, site=site, at=now())
        session.commit()
    log.info("reminded", sent=sent)
