"""Which approved proposals would stand on whose list, for those who come now?"""

from sqlalchemy.orm import Session

from matcher.match_lists import match_lists
from matcher.proposals import CoalitionProposal, Pairing, Scores
from models.matching_run import MatchingRun
from models.proposal import Proposal, ProposalForm
from models.queries.publications import approved_proposals

# A coalition in which fewer come is no coalition any more.
SMALLEST_COALITION = 3


def future_lists(
    session: Session, run: MatchingRun, coming: frozenset[int], *, only: frozenset[int] | None = None
) -> dict[int, tuple[int, ...]]:
    """The ids of the proposals on the list of each organisation that comes, best first.

    `only`: ids of the proposals that may stand there; None = whatever is approved.
    """
    approved = [
        proposal
        for proposal in approved_proposals(session, run.id)
        if _can_meet(proposal, coming) and (only is None or proposal.id in only)
    ]
    by_members = {(proposal.form.value, _members(proposal)): proposal.id for proposal in approved}
    ordered = match_lists(
        [_pairing(proposal) for proposal in approved if proposal.form is ProposalForm.PAIRING],
        [_coalition(proposal) for proposal in approved if proposal.form is ProposalForm.COALITION],
        organisations=coming,
    )
    return {
        one: tuple(
            by_members[entry.form.value, tuple(sorted((one, *entry.partners)))] for entry in ordered[one]
        )
        for one in sorted(coming)
    }


def _can_meet(proposal: Proposal, coming: frozenset[int]) -> bool:
    present = coming & set(_members(proposal))
    return len(present) >= (2 if proposal.form is ProposalForm.PAIRING else SMALLEST_COALITION)


def _members(proposal: Proposal) -> tuple[int, ...]:
    return tuple(member.organisation_id for member in proposal.members)


def _pairing(proposal: Proposal) -> Pairing:
    first, second = _members(proposal)
    parts = {part.name: part.value for part in proposal.parts}
    scores = Scores(
        helps_first=parts["helps_first"],
        helps_second=parts["helps_second"],
        fit=proposal.fit,
        ground=proposal.ground,
        surprise=proposal.surprise,
    )
    return Pairing(first, second, scores, proposal.score)


def _coalition(proposal: Proposal) -> CoalitionProposal:
    parts = {part.name: part.value for part in proposal.parts}
    return CoalitionProposal(
        members=_members(proposal),
        fit=proposal.fit,
        surprise=proposal.surprise,
        weakest=parts["weakest"],
        mix=parts["mix"],
        score=proposal.score,
    )
