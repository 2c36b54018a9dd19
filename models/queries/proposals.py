"""Which runs, proposals and decisions does an organiser see?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from matcher.review import ReviewState
from models.kind import Kind
from models.matching_run import MatchingRun, RunState, UnmatchedOrganisation
from models.organisation import Organisation
from models.proposal import Proposal, ProposalForm, ProposalMember, ReviewDecision, ScorePart


@dataclass(frozen=True, slots=True)
class ProposalFigures:
    """What ordering, filtering and counting need of one proposal: fractions, see matcher/proposals.py.

    `weakest` and `mix` are those of a coalition; 0 for a pairing.
    """

    id: int
    form: ProposalForm
    state: ReviewState
    fit: float
    surprise: float
    ground: float
    weakest: float
    mix: float


@dataclass(frozen=True, slots=True)
class Facts:
    """What filters and care need of an organisation: kind and sector as slugs, blank = unknown."""

    id: int
    kind: str
    sector: str


def latest_run(session: Session, meeting_id: int, *states: RunState) -> MatchingRun | None:
    """The newest run of the meeting in one of these states (none given = in any), or None."""
    runs = select(MatchingRun).where(MatchingRun.meeting_id == meeting_id)
    if states:
        runs = runs.where(MatchingRun.state.in_(states))
    newest = runs.order_by(MatchingRun.id.desc()).limit(1).options(joinedload(MatchingRun.job))
    return session.scalars(newest).first()


def figures_of(session: Session, run_id: int) -> tuple[ProposalFigures, ...]:
    """The figures of every proposal of the run, ascending by id."""
    weakest, mix = (
        select(ScorePart.value)
        .where(ScorePart.proposal_id == Proposal.id, ScorePart.name == name)
        .scalar_subquery()
        for name in ("weakest", "mix")
    )
    columns = select(
        Proposal.id,
        Proposal.form,
        Proposal.state,
        Proposal.fit,
        Proposal.surprise,
        Proposal.ground,
        func.coalesce(weakest, 0.0),
        func.coalesce(mix, 0.0),
    )
    rows = session.execute(columns.where(Proposal.run_id == run_id).order_by(Proposal.id))
    return tuple(ProposalFigures(*row) for row in rows)


def members_of(session: Session, run_id: int) -> dict[int, tuple[int, ...]]:
    """The ids of the organisations in each proposal of the run, ascending, by id of the proposal."""
    rows = session.execute(
        select(ProposalMember.proposal_id, ProposalMember.organisation_id)
        .join(Proposal, Proposal.id == ProposalMember.proposal_id)
        .where(Proposal.run_id == run_id)
        .order_by(ProposalMember.proposal_id, ProposalMember.organisation_id)
    )
    return {id_: tuple(row[1] for row in group) for id_, group in groupby(rows, key=lambda row: row[0])}


def facts_of(session: Session, run_id: int) -> dict[int, tuple[Facts, ...]]:
    """The facts of the members of each proposal of the run, by id of the proposal."""
    members = members_of(session, run_id)
    rows = session.execute(
        select(Organisation.id, Kind.slug, Kind.sector_slug)
        .outerjoin(Kind, Kind.slug == Organisation.kind_slug)
        .where(Organisation.id.in_({one for group in members.values() for one in group}))
    )
    facts = {row[0]: Facts(row[0], row[1] or "", row[2] or "") for row in rows}
    return {id_: tuple(facts[one] for one in group) for id_, group in members.items()}


def proposals_with_all(session: Session, ids: Sequence[int]) -> tuple[Proposal, ...]:
    """These proposals, in the order of `ids`, with everything that a card shows already loaded."""
    proposals = select(Proposal).where(Proposal.id.in_(ids)).options(*_CARD)
    by_id = {proposal.id: proposal for proposal in session.scalars(proposals)}
    return tuple(by_id[id_] for id_ in ids if id_ in by_id)


def proposals_with_members(session: Session, run_id: int) -> Sequence[Proposal]:
    """All proposals of the run with their members and decisions, ascending by id."""
    loaded = (selectinload(Proposal.members), selectinload(Proposal.decisions))
    return session.scalars(
        select(Proposal).where(Proposal.run_id == run_id).order_by(Proposal.id).options(*loaded)
    ).all()


def decided_before(session: Session, run: MatchingRun) -> Sequence[Proposal]:
    """What anyone decided on in earlier runs of the meeting, oldest first, with members and decisions."""
    loaded = (selectinload(Proposal.members), selectinload(Proposal.decisions))
    return session.scalars(
        select(Proposal)
        .join(Proposal.run)
        .where(
            MatchingRun.meeting_id == run.meeting_id,
            MatchingRun.id < run.id,
            Proposal.decided_at.is_not(None),
        )
        .order_by(Proposal.id)
        .options(*loaded)
    ).all()


def unmatched_of(session: Session, run_id: int) -> Sequence[UnmatchedOrganisation]:
    """The organisations that the run left without a pairing or without a coalition, by name."""
    left_out = (
        select(UnmatchedOrganisation)
        .join(UnmatchedOrganisation.organisation)
        .where(UnmatchedOrganisation.run_id == run_id)
        .order_by(Organisation.name, Organisation.id, UnmatchedOrganisation.coalition)
    )
    kind = selectinload(UnmatchedOrganisation.organisation).selectinload(Organisation.kind)
    return session.scalars(left_out.options(kind)).all()


def names_of(session: Session, organisation_ids: Iterable[int]) -> dict[int, str]:
    """The name of each of these organisations."""
    names = select(Organisation.id, Organisation.name).where(Organisation.id.in_(tuple(organisation_ids)))
    return dict(session.execute(names).all())


_CARD = (
    selectinload(Proposal.members)
    .selectinload(ProposalMember.organisation)
    .options(selectinload(Organisation.kind), selectinload(Organisation.municipality)),
    selectinload(Proposal.reasons),
    selectinload(Proposal.decisions).selectinload(ReviewDecision.decider),
)
