"""What happens when an organiser asks what a meeting misses, or somebody answered? We look, and keep it."""

from web.actions.organising.gaps import keep_gaps, load_for_gaps, look
from web.clock import now
from web.database import writing_session
from web.jobs.reader import reader
from web.jobs.work import Work


def run(work: Work) -> None:
    """Make the gap report of `meeting_id`. Nothing is locked while it reads, which can take a minute."""
    meeting_id = int(work.arguments["meeting_id"])
    embedder = reader(work.settings.embedder)
    at = now()
    with work.sessions() as session:
        seen = load_for_gaps(session, meeting_id, embedder.name)
    if seen is None:
        return
    gaps, vectors = look(seen, embedder, report=work.report)
    with writing_session(work.sessions) as session:
        keep_gaps(session, meeting_id, gaps, vectors=vectors, embedder_name=embedder.name, seen_at=at)
        session.commit()
