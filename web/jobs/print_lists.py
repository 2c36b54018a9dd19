"""What happens when an organiser asks for all lists in one file? They are laid out part by part, and kept."""

from structlog import get_logger

from models.paper import ListFile
from web.actions.lists.papers import keep_file, papers_of
from web.clock import now
from web.database import writing_session
from web.jobs.work import Work
from web.presenting.papers import print_papers, printing_app

log = get_logger(__name__)


def run(work: Work) -> None:
    """Make the file `list_file_id`; a second time, or when it is no longer wanted, nothing happens."""
    file_id = int(work.arguments["list_file_id"])
    with work.sessions() as session:
        file = session.get(ListFile, file_id)
        if file is None or file.finished_at is not None:
            return
        content = print_papers(
            printing_app(work.settings),
            file.meeting,
            papers_of(session, file.meeting),
            language=file.language,
            large=file.large,
            report=work.report,
        )
    with writing_session(work.sessions) as session:
        kept = keep_file(session, file, content, at=now())
        session.commit()
    log.info("printed_lists", kept=kept, bytes=len(content))
