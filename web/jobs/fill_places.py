"""What happens when a place falls free? Who waits longest moves up, and is told."""

from structlog import get_logger

from models.meeting import Meeting
from web.actions.organising.coming import fill_places
from web.actions.site import Site
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work

log = get_logger(__name__)


def run(work: Work) -> None:
    """Fill the free places of the meeting `meeting_id` from its waiting list."""
    site = Site(work.settings.base_url, work.settings.sender)
    with writing_session(work.sessions) as session:
        meeting = session.get(Meeting, int(work.arguments["meeting_id"]))
        moved = fill_places(session, meeting, site=site, at=now()) if meeting is not None else 0
        session.commit()
    log.info("places_filled", moved=moved)
