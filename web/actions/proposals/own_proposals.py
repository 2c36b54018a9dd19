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
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.proposals import review

Group = tuple[int, ...]

# What an organiser may overrule, knowing it; what nobody may is not among them.
EXCUSED = frozenset({FaultCode.PARTY_MISSING, FaultCode.ACQUAINTED_PAIR, FaultCode.BELOW_FIT_FLOOR})


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


@dataclass(frozen=True, slots=True)
class Instead:
    """A coalition comes instead of others: those with one of its members are refused, but for `keep`.

    `note` says why, in the organiser's language. An organisation is in one approved coalition at most.
    """

    note: str
    keep: frozenset[Group] = frozenset()


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
    instead: Instead | None = None,
    actor: Actor,
    at: datetime,
) -> Proposal:
    """The approved proposal of exactly these: one that the run has already, or the organiser's own.

    `without_party`: the organiser knows that a party is missing, that two know each other, or that they fit
    little. Raises NotMeasuredError, BreaksRulesError, and what review.approve raises.
    """
    group = tuple(sorted(members))
    made = _checked(workshop, group, form, without_party=without_party)
    if instead is not None and form is ProposalForm.COALITION:
        _refuse_others(session, workshop.run, group, instead, actor=actor, at=at)
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


def _checked(
    workshop: Workshop, group: Group, form: ProposalForm, *, without_party: bool
) -> CoalitionProposal | Pairing:
    if not set(group) <= workshop.measured:
        raise NotMeasuredError("one of these was not compared with the others yet")
    figures, rules, settings = workshop.figures, workshop.rules, workshop.settings
    if form is ProposalForm.PAIRING:
        one, other = group
        pairing = pairing_of(figures, one, other, settings)
        faults = pairing_faults(figures, pairing, rules=rules, settings=settings)
        _require_kept([fault for fault in faults if not (without_party and fault.code in EXCUSED)])
        return pairing
    faults = standing_of(figures, group, rules=rules, settings=settings).faults
    _require_kept([fault for fault in faults if not (without_party and fault.code in EXCUSED)])
    return coalition_of(figures, group, settings)


def _refuse_others(
    session: Session, run: MatchingRun, group: Group, instead: Instead, *, actor: Actor, at: datetime
) -> None:
    for proposal in coalitions_of(session, run.id):
        members = tuple(member.organisation_id for member in proposal.members)
        stays = members == group or members in instead.keep or not set(members) & set(group)
        if not stays and proposal.state is not ReviewState.REFUSED:
            review.refuse(session, proposal, RefusalReason.OTHER, instead.note, actor=actor, at=at)


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
