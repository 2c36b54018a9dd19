"""What happens after someone saved a step of a profile? We look which kinds may need them, what to ask."""

from web.actions.organisations.outlook import keep_outlook, load_for_outlook, think
from web.clock import now
from web.database import writing_session
from web.jobs.reader import reader
from web.jobs.work import Work


def run(work: Work) -> None:
    """Make the outlook of `organisation_id`. Nothing is locked while it thinks, which takes seconds."""
    organisation_id = int(work.arguments["organisation_id"])
    embedder = reader(work.settings.embedder)
    with work.sessions() as session:
        profile, vectors = load_for_outlook(session, organisation_id, embedder.name)
    if profile is None:
        return
    thoughts = think(profile, vectors, embedder)
    with writing_session(work.sessions) as session:
        keep_outlook(session, organisation_id, thoughts, embedder_name=embedder.name, at=now())
        session.commit()
