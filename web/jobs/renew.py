"""What happens once a day to offers and needs? Who should say whether they still hold is asked."""

from datetime import timedelta

from structlog import get_logger

from web.actions.organisations.renewal import ask_to_renew, set_aside_unanswered
from web.actions.organisations.statements import Terms
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work

log = get_logger(__name__)


def run(work: Work) -> None:
    """Write to the organisations whose turn it is, and set aside what nobody answered for."""
    terms = Terms(timedelta(days=work.settings.renewal_days))
    with writing_session(work.sessions) as session:
        at, base_url = now(), work.settings.base_url
        asked = ask_to_renew(session, terms, base_url=base_url, at=at)
        aside = set_aside_unanswered(session, terms, base_url=base_url, at=at)
        session.commit()
    log.info("renewed", asked=asked, set_aside=aside)
