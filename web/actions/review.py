"""What does the organiser think of a proposal? Approve, refuse, hold, undo; nothing is ever overwritten."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from matcher.review import MoveNotAllowed, RefusalReason, ReviewState, check_move
from models.matching_run import MatchingRun, RunState
from models.proposal import Proposal, ReviewDecision
from models.queries.proposals import decided_before, members_of, proposals_with_members
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


class ReviewError(ActionError):
    """Nothing was decided; the code says why."""


class DecidedMeanwhileError(ReviewError):
    """Someone decided on this proposal after the page was shown; look at that decision first."""

    code = "decided_meanwhile"


class ProposalOutdatedError(ReviewError):
    """A newer run has replaced this proposal; decide on the new proposals."""

    code = "proposal_outdated"


class DecisionNotAllowedError(ReviewError):
    """The proposal is in that state already, or cannot get there."""

    code = "decision_not_allowed"


class NothingToUndoError(ReviewError):
    """Nothing was decided yet, or the last decision was taken back already."""

    code = "nothing_to_undo"


def approve(
    session: Session, proposal: Proposal, *, actor: Actor, at: datetime, seen: int | None = None
) -> ReviewDecision:
    """The decision that these organisations should meet.

    `seen`: how many decisions the organiser saw; None = whatever they are. Raises DecidedMeanwhileError,
    ProposalOutdatedError, DecisionNotAllowedError, as `refuse` and `hold` do.
    """
    decision = ReviewDecision(after=ReviewState.APPROVED)
    return _decide(session, proposal, decision, actor=actor, at=at, seen=seen)


def refuse(
    session: Session,
    proposal: Proposal,
    reason: RefusalReason,
    note: str = "",
    *,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> ReviewDecision:
    """The decision that they should not meet, and why; see approve."""
    decision = ReviewDecision(after=ReviewState.REFUSED, reason=reason, note=note.strip())
    return _decide(session, proposal, decision, actor=actor, at=at, seen=seen)


def hold(
    session: Session,
    proposal: Proposal,
    reason: RefusalReason,
    note: str = "",
    *,
    actor: Actor,
    at: datetime,
    seen: int | None = None,
) -> ReviewDecision:
    """The decision to wait, and why; see approve."""
    decision = ReviewDecision(after=ReviewState.ON_HOLD, reason=reason, note=note.strip())
    return _decide(session, proposal, decision, actor=actor, at=at, seen=seen)


def undo(
    session: Session, proposal: Proposal, *, actor: Actor, at: datetime, seen: int | None = None
) -> ReviewDecision:
    """The decision that takes back the last one, which stays in the history.

    Raises NothingToUndoError; see approve.
    """
    last = last_decision(proposal)
    if last is None or last.undoes is not None:
        raise NothingToUndoError(f"proposal {proposal.id} has no decision that can be taken back")
    decision = ReviewDecision(after=last.before, undoes=last.number)
    return _decide(session, proposal, decision, actor=actor, at=at, seen=seen)


def last_decision(proposal: Proposal) -> ReviewDecision | None:
    """The decision that put the proposal in its state, or None."""
    return proposal.decisions[-1] if proposal.decisions else None


def can_undo(proposal: Proposal) -> bool:
    """Whether the last decision can be taken back."""
    last = last_decision(proposal)
    return last is not None and last.undoes is None


def carry_over(session: Session, run: MatchingRun) -> int:
    """How many proposals of this new run took over what was decided on the same members in an earlier run.

    The decision is repeated with its own decider, moment, reason and note, and marked as carried over.
    """
    earlier = {_members(proposal): proposal for proposal in decided_before(session, run)}
    carried = 0
    for proposal in proposals_with_members(session, run.id):
        known = earlier.get(_members(proposal))
        last = last_decision(known) if known else None
        if last is None or last.after is ReviewState.PROPOSED:
            continue
        proposal.decisions.append(
            ReviewDecision(
                number=1,
                before=proposal.state,
                after=last.after,
                reason=last.reason,
                note=last.note,
                carried_over=True,
                decided_by=last.decided_by,
                decided_at=last.decided_at,
            )
        )
        proposal.state, proposal.decided_by, proposal.decided_at = (
            last.after,
            last.decided_by,
            last.decided_at,
        )
        carried += 1
    session.flush()
    return carried


def approvals_left_behind(session: Session, run: MatchingRun) -> tuple[Proposal, ...]:
    """What was approved in an earlier run while this run does not propose it again, in the order of ids."""
    present = set(members_of(session, run.id).values())
    latest = {_members(proposal): proposal for proposal in decided_before(session, run)}
    return tuple(
        proposal
        for members, proposal in latest.items()
        if proposal.state is ReviewState.APPROVED and members not in present
    )


def _decide(
    session: Session,
    proposal: Proposal,
    decision: ReviewDecision,
    *,
    actor: Actor,
    at: datetime,
    seen: int | None,
) -> ReviewDecision:
    if actor.person_id is None:
        raise ValueError("a decision needs a person who takes it; the actor is nobody")
    number = len(proposal.decisions)
    if seen is not None and seen != number:
        raise DecidedMeanwhileError(f"proposal {proposal.id} has {number} decisions, the page showed {seen}")
    _require_current(session, proposal)
    try:
        check_move(proposal.state, decision.after)
    except MoveNotAllowed as refusal:
        raise DecisionNotAllowedError(str(refusal)) from refusal
    decision.number, decision.before = number + 1, proposal.state
    decision.decided_by, decision.decided_at = actor.person_id, at
    try:
        with session.begin_nested():
            proposal.decisions.append(decision)
    except IntegrityError as refusal:  # someone else took this number between our reading and writing
        raise DecidedMeanwhileError(f"proposal {proposal.id} was decided on at this very moment") from refusal
    proposal.state, proposal.decided_by, proposal.decided_at = decision.after, actor.person_id, at
    record(session, actor, decision.after.value, "proposal", proposal.id, at=at)
    return decision


def _require_current(session: Session, proposal: Proposal) -> None:
    own, newer = aliased(MatchingRun), aliased(MatchingRun)
    replaced = exists().where(
        own.id == proposal.run_id,
        newer.meeting_id == own.meeting_id,
        newer.id > own.id,
        newer.state == RunState.DONE,
    )
    if session.scalar(select(replaced)):
        raise ProposalOutdatedError(f"proposal {proposal.id} belongs to a run that a newer one has replaced")


def _members(proposal: Proposal) -> tuple[int, ...]:
    return tuple(member.organisation_id for member in proposal.members)
