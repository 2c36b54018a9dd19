"""How does an organiser decide on many proposals at once, and take all of that back?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.review import RefusalReason, ReviewState
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.proposal import Proposal, ReviewDecision
from models.queries.proposals import latest_run
from web.actions.actor import Actor
from web.actions.proposals import review


@dataclass(frozen=True, slots=True)
class Chosen:
    """A proposal that was ticked, and how many decisions on it the page showed."""

    proposal_id: int
    seen: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to decide; a refusal and a wait have a reason."""

    after: ReviewState
    reason: RefusalReason = RefusalReason.OTHER
    note: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many were decided on; and what was not, by id, with the code of why."""

    decided: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


def decide_all(
    session: Session,
    meeting: Meeting,
    chosen: Sequence[Chosen],
    verdict: Verdict,
    *,
    actor: Actor,
    at: datetime,
) -> Outcome:
    """The outcome of one decision on all of these; what a colleague decided meanwhile stays as it is.

    All of them bear the same moment, which is how undo_all finds them. What is not of the newest run of this
    meeting is not decided on.
    """
    seen = {one.proposal_id: one.seen for one in chosen}
    run = latest_run(session, meeting.id, RunState.DONE)
    proposals = _of_run(session, run, seen) if run else []

    def decide(proposal: Proposal) -> None:
        judge = partial(review.approve, session, proposal)
        if verdict.after is not ReviewState.APPROVED:
            aside = review.refuse if verdict.after is ReviewState.REFUSED else review.hold
            judge = partial(aside, session, proposal, verdict.reason, verdict.note)
        judge(actor=actor, at=at, seen=seen[proposal.id])

    outcome = _each(proposals, decide)
    outdated = sorted(seen.keys() - {proposal.id for proposal in proposals})
    refused = (*outcome.refused, *((id_, review.ProposalOutdatedError.code) for id_ in outdated))
    return Outcome(outcome.decided, refused)


def undo_all(
    session: Session, meeting: Meeting, decided_by: int, decided_at: datetime, *, actor: Actor, at: datetime
) -> Outcome:
    """The outcome of taking back what this person decided at this moment, where nothing was decided since."""
    proposals = session.scalars(
        select(Proposal)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .join(ReviewDecision, ReviewDecision.proposal_id == Proposal.id)
        .where(
            MatchingRun.meeting_id == meeting.id,
            ReviewDecision.decided_by == decided_by,
            ReviewDecision.decided_at == decided_at,
            ReviewDecision.carried_over.is_(False),
        )
        .order_by(Proposal.id)
        .options(selectinload(Proposal.decisions), selectinload(Proposal.members))
    ).unique()

    def take_back(proposal: Proposal) -> None:
        last = review.last_decision(proposal)
        if last is None or (last.decided_by, last.decided_at) != (decided_by, decided_at):
            raise review.DecidedMeanwhileError(f"proposal {proposal.id} was decided on since")
        review.undo(session, proposal, actor=actor, at=at)

    return _each(list(proposals), take_back)


def _each(proposals: Sequence[Proposal], deed: Callable[[Proposal], None]) -> Outcome:
    decided: list[int] = []
    refused: list[tuple[int, str]] = []
    for proposal in proposals:
        try:
            deed(proposal)
        except review.ReviewError as refusal:
            refused.append((proposal.id, refusal.code))
        else:
            decided.append(proposal.id)
    return Outcome(tuple(decided), tuple(refused))


def _of_run(session: Session, run: MatchingRun, ids: dict[int, int]) -> Sequence[Proposal]:
    return session.scalars(
        select(Proposal)
        .where(Proposal.run_id == run.id, Proposal.id.in_(ids))
        .order_by(Proposal.id)
        .options(selectinload(Proposal.decisions), selectinload(Proposal.members))
    ).all()
