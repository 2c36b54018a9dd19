"""Which reminders go out today, and which mails about steps are put ready for their organiser?"""

from structlog import get_logger

from web.actions.afterwards.sounding_mails import remind_advisers
from web.actions.afterwards.step_checks import write_due_checks
from web.actions.organising.reminding import send_reminders
from web.actions.site import Site
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work

log = get_logger(__name__)


def run(work: Work) -> None:
    """Write to everyone who has not answered, as planned for today; ask how steps go when it is time.

    Members of the sounding board are reminded of questions that they have for long.
    """
    site = Site(work.settings.base_url, work.settings.sender)
    with writing_session(work.sessions) as session:
        sent = send_reminders(session, site=site, at=now())
        checks = write_due_checks(session, site=site, at=now())
        advisers = remind_advisers(session, site=site, at=now())
        session.commit()
    log.info("reminded", sent=sent, checks=checks, advisers=advisers)
