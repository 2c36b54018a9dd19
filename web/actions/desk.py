"""What lies on the organiser's desk? The proposals of the latest run, filtered, ordered, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from matcher.proposals import QUOTED, ReasonCode
from matcher.review import ReviewState
from models.kind import TargetGroup, Theme
from models.matching_run import MatchingRun, RunState, UnmatchedOrganisation
from models.meeting import Meeting
from models.proposal import Proposal, ProposalForm, ProposalReason
from models.queries.proposals import ProposalFigures, figures_of, latest_run, proposals_with_all, unmatched_of
from web.actions.matching import reordered
from web.actions.review import approvals_left_behind, can_undo

CARDS_PER_PAGE = 20

Subjects = Mapping[tuple[ReasonCode, str], TargetGroup | Theme]


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the organiser asked to see. `state` None = every state; `courage` a fraction; `page` from 1.

    `keep`: the id of a proposal that stays in sight although it was just decided on.
    """

    courage: float
    form: ProposalForm = ProposalForm.PAIRING
    state: ReviewState | None = ReviewState.PROPOSED
    page: int = 1
    keep: int | None = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """What one member wrote, an offer or a need, as it stood."""

    name: str
    role: StatementRole
    text: str


@dataclass(frozen=True, slots=True)
class Particular:
    """Another reason to meet; `subject` is the group or theme that they share, if that is it."""

    code: ReasonCode
    subject: TargetGroup | Theme | None


@dataclass(frozen=True, slots=True)
class Card:
    """One proposal as the organiser judges it."""

    proposal: Proposal
    quotes: tuple[tuple[Quoted, Quoted], ...]
    particulars: tuple[Particular, ...]
    can_undo: bool

    @property
    def seen(self) -> int:
        """How many decisions the card shows; a form sends it back, see review.approve."""
        return len(self.proposal.decisions)


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows.

    `counts`: proposals of the chosen form, per state; `forms`: of every state, per form. `without_pairing`,
    `without_coalition`: who got none, and why. `left_behind`: approved in an earlier run and not proposed by
    this one.
    """

    run: MatchingRun
    view: DeskView
    counts: Mapping[ReviewState, int]
    forms: Mapping[ProposalForm, int]
    cards: tuple[Card, ...]
    page: int
    pages: int
    page_size: int
    without_pairing: tuple[UnmatchedOrganisation, ...]
    without_coalition: tuple[UnmatchedOrganisation, ...]
    left_behind: tuple[Proposal, ...]


def open_desk(session: Session, meeting: Meeting, view: DeskView) -> Desk | None:
    """The desk of the meeting's latest finished run, or None when there is none yet.

    A page beyond the last gives the last one. The number of queries does not depend on the proposals.
    """
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    figures = reordered(session, run, view.courage)
    of_form = [each for each in figures if each.form is view.form]
    chosen = [each for each in of_form if _is_wanted(each, view)]
    pages = max(1, -(-len(chosen) // CARDS_PER_PAGE))
    page = min(max(view.page, 1), pages)
    shown = [each.id for each in chosen[(page - 1) * CARDS_PER_PAGE : page * CARDS_PER_PAGE]]
    unmatched = unmatched_of(session, run.id)
    return Desk(
        run=run,
        view=view,
        counts={state: sum(each.state is state for each in of_form) for state in ReviewState},
        forms={form: sum(each.form is form for each in figures) for form in ProposalForm},
        cards=cards_of(session, proposals_with_all(session, shown)),
        page=page,
        pages=pages,
        page_size=CARDS_PER_PAGE,
        without_pairing=tuple(left for left in unmatched if not left.coalition),
        without_coalition=tuple(left for left in unmatched if left.coalition),
        left_behind=_with_names(session, approvals_left_behind(session, run)),
    )


def every_card(session: Session, meeting: Meeting, view: DeskView) -> tuple[Card, ...]:
    """The cards that the view shows, of all its pages; none when there is no finished run yet."""
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return ()
    figures = reordered(session, run, view.courage)
    wanted = [each.id for each in figures if each.form is view.form and _is_wanted(each, view)]
    return cards_of(session, proposals_with_all(session, wanted))


def left_out(session: Session, meeting: Meeting, form: ProposalForm) -> tuple[UnmatchedOrganisation, ...]:
    """Who got no proposal of this form in the latest finished run, and why."""
    run = latest_run(session, meeting.id, RunState.DONE)
    unmatched = unmatched_of(session, run.id) if run else ()
    return tuple(left for left in unmatched if left.coalition is (form is ProposalForm.COALITION))


def counts_of(session: Session, meeting: Meeting) -> Mapping[ReviewState, int] | None:
    """How many proposals of the latest finished run are in each state, or None when there is none yet."""
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    states = [each.state for each in figures_of(session, run.id)]
    return {state: states.count(state) for state in ReviewState}


def card_of(session: Session, proposal_id: int) -> Card:
    """The card of one proposal, read anew: with decisions that a colleague took meanwhile."""
    (card,) = cards_of(session, proposals_with_all(session, [proposal_id]))
    return card


def cards_of(session: Session, proposals: Sequence[Proposal]) -> tuple[Card, ...]:
    """The cards of these proposals, in their order."""
    subjects = _subjects(session, proposals)
    return tuple(_card(proposal, subjects) for proposal in proposals)


def _is_wanted(figures: ProposalFigures, view: DeskView) -> bool:
    return view.state is None or figures.state is view.state or figures.id == view.keep


def _with_names(session: Session, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    return proposals_with_all(session, [proposal.id for proposal in proposals])


def _card(proposal: Proposal, subjects: Subjects) -> Card:
    names = {member.organisation_id: member.organisation.name for member in proposal.members}
    quoted = [reason for reason in proposal.reasons if reason.code in QUOTED]
    others = [reason for reason in proposal.reasons if reason.code not in QUOTED]
    return Card(
        proposal=proposal,
        quotes=tuple(_quotes(reason, names) for reason in quoted),
        particulars=tuple(
            dict.fromkeys(Particular(r.code, subjects.get((r.code, r.detail))) for r in others)
        ),
        can_undo=can_undo(proposal),
    )


def _quotes(reason: ProposalReason, names: Mapping[int, str]) -> tuple[Quoted, Quoted]:
    role, partner_role = QUOTED[reason.code]
    return (
        Quoted(names[reason.organisation_id], role, reason.quote),
        Quoted(names[reason.partner_id], partner_role, reason.partner_quote),
    )


def _subjects(session: Session, proposals: Sequence[Proposal]) -> Subjects:
    slugs = {reason.detail for proposal in proposals for reason in proposal.reasons if reason.detail}
    groups = session.scalars(select(TargetGroup).where(TargetGroup.slug.in_(slugs)))
    themes = session.scalars(select(Theme).where(Theme.slug.in_(slugs)))
    return {
        **{(ReasonCode.SHARED_GROUP, group.slug): group for group in groups},
        **{(ReasonCode.SHARED_THEME, theme.slug): theme for theme in themes},
    }
