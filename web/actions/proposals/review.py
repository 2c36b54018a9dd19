"""What does the organiser think of a proposal? Approve, refuse, hold, undo; nothing is ever overwritten."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from matcher.review import MoveNotAllowed, RefusalReason, ReviewState, check_move
from models.matching_run import MatchingRun, RunState
from models.proposal import Proposal, ProposalForm, ProposalMember, ReviewDecision
from models.queries.promises import pins_of
from models.queries.publications import coming_organisations
from models.queries.seating import kept_apart
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


class KeptApartError(ReviewError):
    """An organiser put two of these apart; take that away first.

    What an organisation itself wishes is no part of this: to refuse an approval would tell of it.
    """

    code = "kept_apart"


class IsPinnedError(ReviewError):
    """These are pinned, so they come back in every run; take the pin away before refusing them."""

    code = "is_pinned"


class OtherCoalitionError(ReviewError):
    """Someone of these is in another approved coalition, and can be in one only."""

    code = "other_coalition"


class NothingToUndoError(ReviewError):
    """Nothing was decided yet, or the last decision was taken back already."""

    code = "nothing_to_undo"


def approve(
    session: Session, proposal: Proposal, *, actor: Actor, at: datetime, seen: int | None = None
) -> ReviewDecision:
    """The decision that these organisations should meet.

    `seen`: how many decisions the organiser saw; None = whatever they are. Raises DecidedMeanwhileError,
    ProposalOutdatedError, DecisionNotAllowedError, as `refuse` and `hold` do; KeptApartError and
    OtherCoalitionError.
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
    """The decision that they should not meet, and why; see approve. Raises IsPinnedError."""
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
    _require_promises(session, proposal, decision.after)
    decision.number, decision.before = number + 1, proposal.state
    decision.decided_by, decision.decided_at = actor.person_id, at
    try:
        with session.begin_nested():
            proposal.decisions.append(decision)
            proposal.state, proposal.decided_by, proposal.decided_at = decision.after, actor.person_id, at
    except IntegrityError as refusal:  # someone took this number, or put two apart, since our reading
        raise DecidedMeanwhileError(f"proposal {proposal.id} was decided on at this very moment") from refusal
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


def _require_promises(session: Session, proposal: Proposal, wanted: ReviewState) -> None:
    group = tuple(member.organisation_id for member in proposal.members)
    meeting_id = proposal.run.meeting_id
    if wanted is ReviewState.APPROVED:
        if any({pair.first_id, pair.second_id} <= set(group) for pair in kept_apart(session, meeting_id)):
            raise KeptApartError(f"two of proposal {proposal.id} are kept apart")
        if proposal.form is ProposalForm.COALITION and _elsewhere(session, proposal, group):
            raise OtherCoalitionError(f"someone of proposal {proposal.id} is in another approved coalition")
    if wanted is ReviewState.REFUSED and _is_pinned(session, meeting_id, group):
        raise IsPinnedError(f"proposal {proposal.id} is pinned")


def _is_pinned(session: Session, meeting_id: int, group: tuple[int, ...]) -> bool:
    """Whether just these are pinned and all come; a pin of who stays away binds nobody."""
    pinned = any(pin.group == group for pin in pins_of(session, meeting_id))
    return pinned and coming_organisations(session, meeting_id) >= set(group)


def _elsewhere(session: Session, proposal: Proposal, group: tuple[int, ...]) -> bool:
    other = (
        select(Proposal.id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(
            Proposal.run_id == proposal.run_id,
            Proposal.id != proposal.id,
            Proposal.form == ProposalForm.COALITION,
            Proposal.state == ReviewState.APPROVED,
            ProposalMember.organisation_id.in_(group),
        )
    )
    return session.scalar(select(other.exists())) is True
