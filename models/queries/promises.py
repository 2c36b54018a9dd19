"""What did organisers decide about groups of organisations at a meeting, in any run, and what is pinned?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.constraints import Group
from matcher.review import ReviewState
from models.matching_run import MatchingRun, RunState
from models.pin import Pin, PinKind, PinMember
from models.proposal import Proposal, ProposalMember


@dataclass(frozen=True, slots=True)
class Made:
    """`fixed`: what every run proposes, the most binding first: pinned, then approved; `held`: what waits."""

    fixed: tuple[Group, ...]
    refused: frozenset[Group]
    held: frozenset[Group]


def decided_groups(session: Session, meeting_id: int) -> dict[Group, ReviewState]:
    """How the newest proposal of each group stands that anyone decided on; the newest first.

    A decision that was taken back leaves its group as proposed.
    """
    rows = session.execute(
        select(Proposal.id, Proposal.state, ProposalMember.organisation_id)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(MatchingRun.meeting_id == meeting_id, Proposal.decided_at.is_not(None))
        .order_by(Proposal.id.desc(), ProposalMember.organisation_id)
    )
    members: dict[int, list[int]] = {}
    states: dict[int, ReviewState] = {}
    for proposal_id, state, organisation_id in rows:
        members.setdefault(proposal_id, []).append(organisation_id)
        states[proposal_id] = state
    found: dict[Group, ReviewState] = {}
    for proposal_id, group in members.items():
        found.setdefault(tuple(group), states[proposal_id])
    return found


def pins_of(session: Session, meeting_id: int, *kinds: PinKind) -> Sequence[Pin]:
    """What is pinned for the meeting, of these kinds (none given = of any), oldest first, with the names."""
    pins = select(Pin).where(Pin.meeting_id == meeting_id)
    if kinds:
        pins = pins.where(Pin.kind.in_(kinds))
    named = selectinload(Pin.members).joinedload(PinMember.organisation)
    return session.scalars(pins.order_by(Pin.id).options(named)).all()


def promises_made(session: Session, meeting_id: int) -> Made:
    """What organisers decided before at this meeting, as it asks something of the next run."""
    decided = decided_groups(session, meeting_id)
    pinned = [pin.group for pin in pins_of(session, meeting_id)]
    by_state = {state: [group for group, found in decided.items() if found is state] for state in ReviewState}
    fixed = tuple(dict.fromkeys([*pinned, *by_state[ReviewState.APPROVED]]))
    return Made(
        fixed=fixed,
        refused=frozenset(by_state[ReviewState.REFUSED]).difference(fixed),
        held=frozenset(by_state[ReviewState.ON_HOLD]).difference(fixed),
    )


def pin_ids(session: Session, run_ids: Collection[int]) -> dict[Group, int]:
    """The id of the pin of each group that is pinned for the meetings of these runs."""
    meetings = select(MatchingRun.meeting_id).where(MatchingRun.id.in_(run_ids))
    rows = session.execute(
        select(Pin.id, PinMember.organisation_id)
        .join(PinMember, PinMember.pin_id == Pin.id)
        .where(Pin.meeting_id.in_(meetings), Pin.kind == PinKind.PROPOSAL)
        .order_by(Pin.id, PinMember.organisation_id)
    )
    members: dict[int, list[int]] = {}
    for pin_id, organisation_id in rows:
        members.setdefault(pin_id, []).append(organisation_id)
    return {tuple(group): pin_id for pin_id, group in members.items()}


def standing_together(session: Session, meeting_id: int, one: int, other: int) -> Group | None:
    """The first group with both of these that is pinned, or approved in the newest run, if any."""
    pinned = [pin.group for pin in pins_of(session, meeting_id)]
    newest = (
        select(MatchingRun.id)
        .where(MatchingRun.meeting_id == meeting_id, MatchingRun.state == RunState.DONE)
        .order_by(MatchingRun.id.desc())
        .limit(1)
    )
    rows = session.execute(
        select(Proposal.id, ProposalMember.organisation_id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(Proposal.run_id.in_(newest), Proposal.state == ReviewState.APPROVED)
        .order_by(Proposal.id, ProposalMember.organisation_id)
    )
    approved: dict[int, list[int]] = {}
    for proposal_id, organisation_id in rows:
        approved.setdefault(proposal_id, []).append(organisation_id)
    groups = (*pinned, *(tuple(group) for group in approved.values()))
    return next((group for group in groups if {one, other} <= set(group)), None)
