"""How does what an organiser put together become a proposal? Checked as any other, approved by its maker."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from matcher.checks import Fault, FaultCode
from matcher.constraints import MeetingRules
from matcher.figures import Figures
from matcher.proposals import CoalitionProposal, Pairing
from matcher.review import RefusalReason, ReviewState
from matcher.settings import MatcherSettings
from matcher.standing import coalition_of, pairing_faults, pairing_of, standing_of
from models.exchange import proposal_row
from models.figures_exchange import load_figures
from models.matching_run import MatchingRun
from models.proposal import Proposal, ProposalForm
from models.queries.coalition_board import coalitions_of
from models.queries.publications import coming_organisations
from web.actions import review
from web.actions.actor import Actor
from web.actions.errors import ActionError

Group = tuple[int, ...]


class BreaksRulesError(ActionError):
    """These organisations may not be proposed together; `faults` says why, every rule at once."""

    code = "breaks_rules"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"breaks {', '.join(sorted({fault.code.value for fault in faults}))}")
        self.faults = tuple(faults)


class NotMeasuredError(ActionError):
    """One of these came after the run was made, and was not compared with the others yet."""

    code = "not_measured"


@dataclass(frozen=True, slots=True)
class Workshop:
    """What is needed to put proposals of a run together: figures of who comes, rules, settings."""

    run: MatchingRun
    figures: Figures
    rules: MeetingRules
    settings: MatcherSettings

    @property
    def measured(self) -> frozenset[int]:
        """The ids of those who were measured."""
        return frozenset(profile.id for profile in self.figures.profiles)


def open_workshop(session: Session, run: MatchingRun) -> Workshop | None:
    """What is known of who comes now; None when the run kept no figures."""
    loaded = load_figures(session, run, coming_organisations(session, run.meeting_id))
    if loaded is None:
        return None
    figures, rules = loaded
    return Workshop(run, figures, rules, MatcherSettings.restored(run.settings))


def propose_own(
    session: Session,
    workshop: Workshop,
    members: Collection[int],
    form: ProposalForm,
    *,
    without_party: bool = False,
    actor: Actor,
    at: datetime,
) -> Proposal:
    """The approved proposal of exactly these: one that the run has already, or the organiser's own.

    `without_party`: the organiser knows that a party is missing. Raises NotMeasuredError, BreaksRulesError,
    and what review.approve raises.
    """
    group = tuple(sorted(members))
    made = _checked(workshop, group, form, without_party=without_party)
    proposal = _with_members(session, workshop.run.id, group)
    if proposal is None:
        texts = {s.id: s.text for one in workshop.figures.profiles for s in (*one.offers, *one.needs)}
        proposal = proposal_row(workshop.run, made, texts)
        proposal.made_by = actor.person_id
        session.add(proposal)
        session.flush()
    if proposal.state is not ReviewState.APPROVED:
        review.approve(session, proposal, actor=actor, at=at)
    return proposal


def set_aside_others(
    session: Session,
    run: MatchingRun,
    members: Collection[int],
    *,
    keep: Collection[Group],
    note: str,
    actor: Actor,
    at: datetime,
) -> tuple[Proposal, ...]:
    """The other coalitions of the run with one of these members, now refused; none of `keep` is among them.

    An organisation is in one approved coalition at most. `note` says why, in the organiser's language.
    """
    refused = []
    for proposal in coalitions_of(session, run.id):
        group = tuple(member.organisation_id for member in proposal.members)
        if group in keep or not set(group) & set(members) or proposal.state is ReviewState.REFUSED:
            continue
        review.refuse(session, proposal, RefusalReason.OTHER, note, actor=actor, at=at)
        refused.append(proposal)
    return tuple(refused)


def _checked(
    workshop: Workshop, group: Group, form: ProposalForm, *, without_party: bool
) -> CoalitionProposal | Pairing:
    if not set(group) <= workshop.measured:
        raise NotMeasuredError("one of these was not compared with the others yet")
    figures, rules, settings = workshop.figures, workshop.rules, workshop.settings
    if form is ProposalForm.PAIRING:
        one, other = group
        pairing = pairing_of(figures, one, other, settings)
        _require_kept(pairing_faults(figures, pairing, rules=rules, settings=settings))
        return pairing
    faults = standing_of(figures, group, rules=rules, settings=settings).faults
    excused = {FaultCode.PARTY_MISSING} if without_party else set()
    _require_kept([fault for fault in faults if fault.code not in excused])
    return coalition_of(figures, group, settings)


def _require_kept(faults: Sequence[Fault]) -> None:
    if faults:
        raise BreaksRulesError(faults)


def _with_members(session: Session, run_id: int, group: Group) -> Proposal | None:
    proposals = session.scalars(
        select(Proposal)
        .where(Proposal.run_id == run_id)
        .options(selectinload(Proposal.members), selectinload(Proposal.decisions))
    )
    return next(
        (one for one in proposals if tuple(member.organisation_id for member in one.members) == group), None
    )
