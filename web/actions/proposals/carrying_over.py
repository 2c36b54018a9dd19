"""What of earlier runs holds for a new one? Decisions, held names and answers on the same members."""

from sqlalchemy.orm import Session

from matcher.review import ReviewState
from models.agreement import Agreement
from models.matching_run import MatchingRun
from models.proposal import Proposal, ReviewDecision
from models.queries.proposals import decided_before, members_of, proposals_with_members
from web.actions.proposals.review import last_decision


def carry_over(session: Session, run: MatchingRun) -> int:
    """How many proposals of this new run took over what was decided on the same members in an earlier run.

    The decision is repeated with its own decider, moment, reason and note, and marked as carried over. Names
    that were held back stay so, and who agreed need not be asked again.
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
        if known is not None:
            proposal.names_held = known.names_held
            proposal.agreements = [
                Agreement(
                    organisation_id=answer.organisation_id,
                    agrees=answer.agrees,
                    answered_at=answer.answered_at,
                )
                for answer in known.agreements
            ]
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


def _members(proposal: Proposal) -> tuple[int, ...]:
    return tuple(member.organisation_id for member in proposal.members)
