"""How is a change that was tried made? Settings kept, pins and refusals set, and new proposals asked for."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.constraints import Group
from matcher.review import RefusalReason, ReviewState
from matcher.settings import MatcherSettings
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.pin import PinKind
from models.proposal import Proposal
from models.queries.proposals import latest_run
from models.trial import Trial
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.proposals import review
from web.actions.proposals.matching import request_run, settings_of
from web.actions.proposals.pins import pin
from web.actions.proposals.what_if import Change, change_of, changed_settings, settings_of_run
from web.actions.tables.seating_wishes import keep_apart


def make_change(session: Session, trial: Trial, *, actor: Actor, at: datetime) -> MatchingRun:
    """The run that was asked for, with everything that the trial tried now decided.

    Raises PinError, NotComingError, ReviewError, RunActiveError, TooFewOrganisationsError.
    """
    meeting, change = trial.run.meeting, change_of(trial)
    _keep_settings(session, meeting, settings_of_run(trial.run), change, actor, at)
    run = latest_run(session, meeting.id, RunState.DONE) or trial.run
    for group in (*change.refuse, *change.apart):
        _refuse(session, run, group, actor, at)
    for pair in change.apart:
        keep_apart(session, meeting, (pair[0], pair[1]), actor=actor, at=at)
    for group in change.pin:
        pin(session, meeting, group, PinKind.PROPOSAL, actor=actor, at=at)
    return request_run(session, meeting, settings_of(meeting), actor=actor, at=at)


def _keep_settings(
    session: Session,
    meeting: Meeting,
    tried: MatcherSettings,
    change: Change,
    actor: Actor,
    at: datetime,
) -> None:
    """What was tried becomes the meeting's own; what was not, stays as the meeting has it."""
    wanted = changed_settings(tried, change)
    if change.courage is not None:
        meeting.courage = wanted.courage
    if change.maximum is not None or change.minimum is not None:
        meeting.maximum_proposals = wanted.maximum_proposals
        meeting.minimum_proposals = wanted.minimum_proposals
    record(session, actor, "change_settings", "meeting", meeting.id, at=at)
    session.flush()


def _refuse(session: Session, run: MatchingRun, group: Group, actor: Actor, at: datetime) -> None:
    """Refuse the proposal of just these in the run, if it is there and not refused yet."""
    proposals = session.scalars(
        select(Proposal)
        .where(Proposal.run_id == run.id)
        .options(selectinload(Proposal.members), selectinload(Proposal.decisions))
    )
    for proposal in proposals:
        members = tuple(member.organisation_id for member in proposal.members)
        if members == group and proposal.state is not ReviewState.REFUSED:
            review.refuse(session, proposal, RefusalReason.OTHER, actor=actor, at=at)
