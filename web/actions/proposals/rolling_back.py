"""How does an organiser go back to the proposals of an earlier run? As a new run, so that nothing is lost."""

from collections.abc import Iterator, Sequence, Set
from datetime import datetime
from itertools import combinations

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from matcher.constraints import Group, pair_of
from matcher.promises import SIZE_OF_PAIR
from matcher.proposals import UnmatchedCode
from matcher.settings import MatcherSettings
from models.coalition_board import RunFigures
from models.matching_run import MatchingRun, RunState, UnmatchedOrganisation
from models.proposal import Proposal, ProposalMember, ProposalReason, ScorePart
from models.queries.promises import Made, promises_made
from models.queries.publications import coming_organisations
from models.queries.runs import newest_of_groups, whole_proposals
from models.queries.seating import load_apart
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.proposals.carrying_over import carry_over
from web.actions.proposals.matching import RunActiveError, close_abandoned_run, use_settings


def roll_back(session: Session, earlier: MatchingRun, *, actor: Actor, at: datetime) -> MatchingRun:
    """A new run that proposes what this earlier one did.

    The settings of then are the meeting's again. Decisions hold, whenever they were taken: what was approved
    or pinned later comes along. What has someone who does not come any more, or two who must not meet, is
    left out. Raises RunActiveError while another run of the meeting is not done.
    """
    close_abandoned_run(session, earlier.meeting_id, at=at)
    run = _begun(earlier, actor, at)
    try:
        with session.begin_nested():
            session.add(run)
    except IntegrityError as refusal:  # the database allows one active run per meeting
        raise RunActiveError(f"meeting {earlier.meeting_id} has a run that is not finished") from refusal
    coming = coming_organisations(session, earlier.meeting_id)
    made = promises_made(session, earlier.meeting_id)
    repeated = _possible(session, earlier, made, coming)
    session.add_all(_copy(run, proposal) for proposal in repeated)
    counted = [group for one in repeated if (group := _group(one)) not in made.refused]
    session.add_all(_left_out(earlier, run, counted, coming))
    figures = session.get(RunFigures, earlier.id)
    if figures is not None:
        session.add(RunFigures(run_id=run.id, figures=figures.figures, measured_at=figures.measured_at))
    session.flush()
    carry_over(session, run)
    if earlier.settings:
        use_settings(earlier.meeting, MatcherSettings.restored(earlier.settings))
    run.pairings = sum(len(group) == SIZE_OF_PAIR for group in counted)
    run.coalitions = len(counted) - run.pairings
    run.state, run.finished_at = RunState.DONE, at
    record(session, actor, "roll_back", "matching_run", run.id, at=at, detail=str(earlier.id))
    session.flush()
    return run


def _begun(earlier: MatchingRun, actor: Actor, at: datetime) -> MatchingRun:
    return MatchingRun(
        meeting_id=earlier.meeting_id,
        taste_id=earlier.taste_id,
        state=RunState.RUNNING,
        settings=dict(earlier.settings),
        embedder=earlier.embedder,
        organisations=earlier.organisations,
        statements=earlier.statements,
        coalition_gap=earlier.coalition_gap,
        requested_by=actor.person_id,
        requested_at=at,
        started_at=at,
    )


def _possible(
    session: Session, earlier: MatchingRun, made: Made, coming: frozenset[int]
) -> Sequence[Proposal]:
    """What can be proposed again; of coalitions that share someone the first, what stands first."""
    found = {_group(one): one for one in newest_of_groups(session, earlier.meeting_id, made.fixed)}
    found |= {_group(one): one for one in whole_proposals(session, earlier.id)}
    apart = load_apart(session, earlier.meeting_id, coming)
    possible = [
        group
        for group in sorted(found, key=lambda group: (group not in made.fixed, found[group].id))
        if coming >= set(group) and not any(pair_of(*pair) in apart for pair in combinations(group, 2))
    ]
    return [found[group] for group in _without_overlap(possible, made.refused | made.held)]


def _without_overlap(groups: Sequence[Group], aside: Set[Group]) -> Iterator[Group]:
    placed: set[int] = set()
    for group in groups:
        counts = len(group) > SIZE_OF_PAIR and group not in aside
        if not counts or not placed & set(group):
            placed |= set(group) if counts else set()
            yield group


def _left_out(
    earlier: MatchingRun, run: MatchingRun, counted: Sequence[Group], coming: frozenset[int]
) -> Iterator[UnmatchedOrganisation]:
    """Who comes and has no pairing, or no coalition; with the cause that the earlier run gave, if any."""
    causes = {(left.organisation_id, left.coalition): left.code for left in earlier.unmatched}
    for coalition in (False, True):
        served = {one for group in counted if (len(group) > SIZE_OF_PAIR) is coalition for one in group}
        for one in sorted(coming - served):
            code = causes.get((one, coalition), UnmatchedCode.NOT_CHOSEN)
            yield UnmatchedOrganisation(run_id=run.id, organisation_id=one, coalition=coalition, code=code)


def _copy(run: MatchingRun, proposal: Proposal) -> Proposal:
    return Proposal(
        run_id=run.id,
        form=proposal.form,
        fit=proposal.fit,
        surprise=proposal.surprise,
        ground=proposal.ground,
        score=proposal.score,
        made_by=proposal.made_by,
        members=[ProposalMember(organisation_id=one.organisation_id) for one in proposal.members],
        parts=[ScorePart(name=part.name, value=part.value) for part in proposal.parts],
        reasons=[
            ProposalReason(
                position=reason.position,
                code=reason.code,
                organisation_id=reason.organisation_id,
                partner_id=reason.partner_id,
                strength=reason.strength,
                quote=reason.quote,
                partner_quote=reason.partner_quote,
                detail=reason.detail,
            )
            for reason in proposal.reasons
        ],
    )


def _group(proposal: Proposal) -> Group:
    return tuple(member.organisation_id for member in proposal.members)
