"""Which runs does a meeting have, and what did each propose?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from matcher.constraints import Group
from matcher.review import ReviewState
from models.matching_run import MatchingRun, RunState
from models.person import Person
from models.proposal import Proposal, ProposalForm, ProposalMember

_WHOLE = (selectinload(Proposal.members), selectinload(Proposal.parts), selectinload(Proposal.reasons))


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a run proposed for some organisations: figures as fractions."""

    id: int
    form: ProposalForm
    state: ReviewState
    fit: float
    surprise: float


@dataclass(frozen=True, slots=True)
class Counts:
    """How many proposals there are of each form, and how many in each state; refused ones count too."""

    forms: Counter[ProposalForm]
    states: Counter[ReviewState]


def runs_of_meeting(session: Session, meeting_id: int) -> Sequence[MatchingRun]:
    """Every run of the meeting, the newest first."""
    return session.scalars(
        select(MatchingRun)
        .where(MatchingRun.meeting_id == meeting_id)
        .order_by(MatchingRun.id.desc())
        .options(joinedload(MatchingRun.job))
    ).all()


def counts_of_runs(session: Session, meeting_id: int) -> dict[int, Counts]:
    """How many proposals each run of the meeting has, by its id; a run without any is left out."""
    rows = session.execute(
        select(Proposal.run_id, Proposal.form, Proposal.state, func.count())
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .where(MatchingRun.meeting_id == meeting_id)
        .group_by(Proposal.run_id, Proposal.form, Proposal.state)
    )
    counts: dict[int, Counts] = defaultdict(lambda: Counts(Counter(), Counter()))
    for run_id, form, state, count in rows:
        counts[run_id].forms[form] += count
        counts[run_id].states[state] += count
    return dict(counts)


def requesters_of(session: Session, runs: Sequence[MatchingRun]) -> dict[int, str]:
    """The name of who asked for each of these runs, by id of the person."""
    asked = {run.requested_by for run in runs if run.requested_by is not None}
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(asked)))
    return {row[0]: row[1] for row in rows}


def done_run(session: Session, meeting_id: int, run_id: int) -> MatchingRun | None:
    """This run, if it is a finished one of the meeting."""
    run = session.get(MatchingRun, run_id)
    return run if run and run.meeting_id == meeting_id and run.state is RunState.DONE else None


def proposed_by(session: Session, run_id: int) -> dict[Group, Proposed]:
    """What the run proposed, by the ids of the members."""
    rows = session.execute(
        select(Proposal, ProposalMember.organisation_id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(Proposal.run_id == run_id)
        .order_by(Proposal.id, ProposalMember.organisation_id)
    )
    proposals: dict[int, Proposal] = {}
    members: dict[int, list[int]] = {}
    for proposal, organisation_id in rows:
        proposals[proposal.id] = proposal
        members.setdefault(proposal.id, []).append(organisation_id)
    return {
        tuple(members[id_]): Proposed(id_, one.form, one.state, one.fit, one.surprise)
        for id_, one in proposals.items()
    }


def whole_proposals(session: Session, run_id: int) -> Sequence[Proposal]:
    """Every proposal of the run with all that can be copied of it, ascending by id."""
    return session.scalars(
        select(Proposal).where(Proposal.run_id == run_id).order_by(Proposal.id).options(*_WHOLE)
    ).all()


def newest_of_groups(session: Session, meeting_id: int, groups: Collection[Group]) -> Sequence[Proposal]:
    """The newest proposal of each of these groups in a finished run of the meeting, with all of it, by id."""
    rows = session.execute(
        select(Proposal.id, ProposalMember.organisation_id)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(MatchingRun.meeting_id == meeting_id, MatchingRun.state == RunState.DONE)
        .order_by(Proposal.id, ProposalMember.organisation_id)
    )
    by_group = {
        tuple(row[1] for row in members): id_ for id_, members in groupby(rows, key=lambda row: row[0])
    }
    ids = [by_group[group] for group in groups if group in by_group]
    wanted = select(Proposal).where(Proposal.id.in_(ids)).order_by(Proposal.id)
    return session.scalars(wanted.options(*_WHOLE)).all()
