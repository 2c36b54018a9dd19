"""What was learnt in a programme, and from which decisions can be learnt?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.constraints import Pair, pair_of
from matcher.decisions import Decision, teaches
from matcher.review import RefusalReason, ReviewState
from models.matching_run import MatchingRun
from models.programme import ProgrammeMeeting
from models.proposal import Proposal, ProposalForm
from models.queries.encounters import load_useless
from models.taste import Taste


@dataclass(frozen=True, slots=True)
class Judged:
    """What its organisers decided on pairs: `decisions` that teach, and `other`, how many do not."""

    decisions: tuple[Decision, ...]
    other: int


def newest_taste(session: Session, programme_id: int) -> Taste | None:
    """What was learnt last, reset or not; None when nothing was learnt yet."""
    newest = select(Taste).where(Taste.programme_id == programme_id).order_by(Taste.id.desc()).limit(1)
    return session.scalars(newest).first()


def last_reset(session: Session, programme_id: int) -> datetime | None:
    """Up to which moment decisions count no more."""
    reset = select(Taste.reset_at).where(Taste.programme_id == programme_id, Taste.reset_at.is_not(None))
    return session.scalars(reset.order_by(Taste.reset_at.desc()).limit(1)).first()


def judged_pairs(session: Session, programme_id: int, *, since: datetime | None) -> Judged:
    """The last word on every pair at every meeting of the programme, decided after `since`.

    A pair that comes back in a later run of the same meeting counts once. What was approved, and then was of
    no use to those who met, teaches as refused. On hold, or refused for what says
    nothing of its quality, it is among the others, and so are pairs of runs that kept no signs.
    """
    query = (
        select(Proposal, MatchingRun.meeting_id)
        .join(Proposal.run)
        .join(ProgrammeMeeting, ProgrammeMeeting.meeting_id == MatchingRun.meeting_id)
        .where(
            ProgrammeMeeting.programme_id == programme_id,
            Proposal.form == ProposalForm.PAIRING,
            Proposal.decided_at.is_not(None),
        )
        .order_by(Proposal.id)
        .options(
            selectinload(Proposal.members), selectinload(Proposal.parts), selectinload(Proposal.decisions)
        )
    )
    if since is not None:
        query = query.where(Proposal.decided_at > since)
    last = {
        (meeting_id, *(member.organisation_id for member in proposal.members)): proposal
        for proposal, meeting_id in session.execute(query)
    }
    decided = [each for each in last.values() if each.state is not ReviewState.PROPOSED]
    teaching = [each for each in decided if teaches(each.state, _reason(each)) and each.signs]
    useless = load_useless(session, {meeting_id for meeting_id, *_members in last})
    return Judged(
        decisions=tuple(
            Decision(each.signs, _is_good(each, useless), each.decided_by or 0) for each in teaching
        ),
        other=len(decided) - len(teaching),
    )


def _is_good(proposal: Proposal, useless: Collection[tuple[int, Pair]]) -> bool:
    first, second = (member.organisation_id for member in proposal.members)
    met_for_nothing = (proposal.run.meeting_id, pair_of(first, second)) in useless
    return proposal.state is ReviewState.APPROVED and not met_for_nothing


def _reason(proposal: Proposal) -> RefusalReason | None:
    return proposal.decisions[-1].reason if proposal.decisions else None
