"""What lies on the organiser's desk? The proposals of the latest run, filtered, ordered, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.constraints import Group
from matcher.review import ReviewState
from matcher.sensitive import sensitivity_of
from models.matching_run import MatchingRun, RunState, UnmatchedOrganisation
from models.meeting import Meeting
from models.proposal import Proposal, ProposalForm
from models.queries.promises import pin_ids
from models.queries.proposals import (
    Facts,
    ProposalFigures,
    facts_of,
    figures_of,
    latest_run,
    proposals_with_all,
    unmatched_of,
)
from web.actions.proposals.cards import Card, cards_of
from web.actions.proposals.carrying_over import approvals_left_behind
from web.actions.proposals.history import newest_decision
from web.actions.proposals.matching import reordered
from web.actions.proposals.network import most_surprising

CARDS_PER_PAGE = 20
MARKS = ("surprising", "sensitive", "pinned")


@dataclass(frozen=True, slots=True)
class DeskView:
    """What the organiser asked to see. `state` None = every state; `courage` a fraction; `page` from 1.

    `keep`: the id of a proposal that stays in sight although it was just decided on. `sector`: a slug, blank
    = all; `organisation`: an id, None = all; only what is `surprising`, `sensitive` or `pinned`.
    """

    courage: float
    form: ProposalForm = ProposalForm.PAIRING
    state: ReviewState | None = ReviewState.PROPOSED
    page: int = 1
    keep: int | None = None
    sector: str = ""
    organisation: int | None = None
    surprising: bool = False
    sensitive: bool = False
    pinned: bool = False

    @property
    def is_narrowed(self) -> bool:
        """Whether it shows less than all proposals of a form and state."""
        narrowed = self.sector or self.surprising or self.sensitive or self.pinned
        return bool(narrowed) or self.organisation is not None


@dataclass(frozen=True, slots=True)
class Desk:
    """All that the page shows.

    `counts`: proposals of the chosen form, per state; `forms`: of every state, per form; `marks`: of the
    chosen form and state that are surprising, sensitive, pinned; all of what the view shows otherwise.
    `organisations`: whoever is in a proposal. `without_pairing`, `without_coalition`: who got none, and why.
    `left_behind`: approved in an earlier run and not proposed by this one. `newest`: of the decisions, an id.
    """

    run: MatchingRun
    view: DeskView
    counts: Mapping[ReviewState, int]
    forms: Mapping[ProposalForm, int]
    marks: Mapping[str, int]
    organisations: frozenset[int]
    cards: tuple[Card, ...]
    page: int
    pages: int
    page_size: int
    without_pairing: tuple[UnmatchedOrganisation, ...]
    without_coalition: tuple[UnmatchedOrganisation, ...]
    left_behind: tuple[Proposal, ...]
    newest: int


@dataclass(frozen=True, slots=True)
class _Marked:
    """A proposal with all that filters ask."""

    figures: ProposalFigures
    members: tuple[Facts, ...]
    surprising: bool
    sensitive: bool
    pinned: bool


def open_desk(session: Session, meeting: Meeting, view: DeskView) -> Desk | None:
    """The desk of the meeting's latest finished run, or None when there is none yet.

    A page beyond the last gives the last one. The number of queries does not depend on the proposals.
    """
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    everything = _marked(session, run, view.courage)
    seen = [one for one in everything if _is_sought(one, view)]
    of_form = [one for one in seen if one.figures.form is view.form]
    chosen = [one for one in of_form if _is_wanted(one, view)]
    unnarrowed = [one for one in everything if one.figures.form is view.form and _has_state(one, view)]
    pages = max(1, -(-len(chosen) // CARDS_PER_PAGE))
    page = min(max(view.page, 1), pages)
    shown = [one.figures.id for one in chosen[(page - 1) * CARDS_PER_PAGE : page * CARDS_PER_PAGE]]
    unmatched = unmatched_of(session, run.id)
    return Desk(
        run=run,
        view=view,
        counts={state: sum(one.figures.state is state for one in of_form) for state in ReviewState},
        forms={form: sum(one.figures.form is form for one in seen) for form in ProposalForm},
        marks={mark: sum(getattr(one, mark) for one in unnarrowed) for mark in MARKS},
        organisations=frozenset(facts.id for one in everything for facts in one.members),
        cards=cards_of(session, proposals_with_all(session, shown)),
        page=page,
        pages=pages,
        page_size=CARDS_PER_PAGE,
        without_pairing=tuple(left for left in unmatched if not left.coalition),
        without_coalition=tuple(left for left in unmatched if left.coalition),
        left_behind=_with_names(session, approvals_left_behind(session, run)),
        newest=newest_decision(session, run.id),
    )


def every_card(session: Session, meeting: Meeting, view: DeskView) -> tuple[Card, ...]:
    """The cards that the view shows, of all its pages; none when there is no finished run yet."""
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return ()
    wanted = [
        one.figures.id
        for one in _marked(session, run, view.courage)
        if one.figures.form is view.form and _is_sought(one, view) and _is_wanted(one, view)
    ]
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


def _marked(session: Session, run: MatchingRun, courage: float) -> list[_Marked]:
    figures, facts = reordered(session, run, courage), facts_of(session, run.id)
    pinned: Mapping[Group, int] = pin_ids(session, [run.id])
    surprising = {
        id_
        for form in ProposalForm
        for id_ in most_surprising([each for each in figures if each.form is form])
    }
    return [
        _Marked(
            figures=each,
            members=facts[each.id],
            surprising=each.id in surprising,
            sensitive=sensitivity_of(facts[each.id]) is not None,
            pinned=tuple(one.id for one in facts[each.id]) in pinned,
        )
        for each in figures
    ]


def _is_sought(one: _Marked, view: DeskView) -> bool:
    """Whether it is among what the view narrows to, in whatever state."""
    return (
        (not view.sector or view.sector in {member.sector for member in one.members})
        and (view.organisation is None or view.organisation in {member.id for member in one.members})
        and all(getattr(one, mark) for mark in MARKS if getattr(view, mark))
    )


def _is_wanted(one: _Marked, view: DeskView) -> bool:
    return _has_state(one, view) or one.figures.id == view.keep


def _has_state(one: _Marked, view: DeskView) -> bool:
    return view.state is None or one.figures.state is view.state


def _with_names(session: Session, proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    return proposals_with_all(session, [proposal.id for proposal in proposals])
