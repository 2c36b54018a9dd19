"""How do organisations that come after the run get their figures? Measure everyone anew; decide nothing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.embedder import Embedder
from matcher.settings import MatcherSettings
from models.exchange import load_profiles, load_rules
from models.figures_exchange import save_figures
from models.job import Job, JobName, JobState
from models.matching_run import MatchingRun
from models.queries.publications import coming_organisations
from web.actions.actor import SERVICE, Actor
from web.actions.jobs import enqueue
from web.actions.log import record
from web.actions.proposals.matching import Report, refresh_vectors


def request_measuring(session: Session, run: MatchingRun, *, actor: Actor, at: datetime) -> Job:
    """The job that measures everyone who comes now for this run; the one that waits already, if there is."""
    waiting = measuring_of(session, run.id)
    if waiting is not None:
        return waiting
    record(session, actor, "request_measuring", "matching_run", run.id, at=at)
    return enqueue(session, JobName.MEASURE, {"run_id": run.id}, at=at)


def measuring_of(session: Session, run_id: int) -> Job | None:
    """The job that measures for this run and is not finished, or None."""
    jobs = session.scalars(
        select(Job).where(Job.name == JobName.MEASURE, Job.state.in_((JobState.WAITING, JobState.LEASED)))
    )
    return next((job for job in jobs if job.arguments.get("run_id") == run_id), None)


def run_measuring(session: Session, run_id: int, *, embedder: Embedder, at: datetime, report: Report) -> None:
    """Keep the figures of everyone who comes now; the proposals of the run stay as they are.

    `report`: as run_matching has it.
    """
    from matcher.measures import measure  # brings in SciPy and scikit-learn, which no page needs

    run = session.get_one(MatchingRun, run_id)
    settings = MatcherSettings.restored(run.settings)
    ids = sorted(coming_organisations(session, run.meeting_id))
    profiles = load_profiles(session, ids)
    rules = load_rules(session, run.meeting, ids)
    vectors = refresh_vectors(session, embedder, profiles, report=report)
    measures = measure(profiles, rules=rules, settings=settings, embedder=vectors)
    save_figures(session, run, measures, at=at)
    record(session, SERVICE, "run_measuring", "matching_run", run.id, at=at, detail=str(len(profiles)))
