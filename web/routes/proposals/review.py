"""How does an organiser judge the proposals? A desk with cards; each decision can be taken back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.proposal import Proposal
from models.queries.choices import kinds_by_sector
from models.queries.proposals import latest_run
from models.queries.publications import latest_publication
from web.actions.errors import ActionError
from web.actions.organising.meetings import save_courage
from web.actions.permissions import organises_meeting, organises_proposal
from web.actions.proposals import review
from web.actions.proposals.agreements import hold_names
from web.actions.proposals.cards import card_of
from web.actions.proposals.desk import open_desk
from web.actions.proposals.never_again import NotAPairError, never_again
from web.actions.proposals.pins import PinError, pin_of, pin_proposal, unpin
from web.actions.tables.seating_wishes import NotComingError, TogetherError, all_coming
from web.clock import now
from web.database import get_session
from web.forms.review import DecisionForm, ReasonForm, asked_view, view_words
from web.security import allow, current_actor, own_path
from web.words.desk import pin_problem_sentence
from web.words.match_list import careful_hint, careful_question
from web.words.organiser import (
    courage_words,
    particular_sentence,
    refusal_word,
    review_problem_sentence,
    state_word,
    unmatched_sentence,
)

blueprint = Blueprint("review", __name__)
for _sentence in (
    careful_hint,
    careful_question,
    courage_words,
    particular_sentence,
    refusal_word,
    state_word,
    unmatched_sentence,
):
    blueprint.add_app_template_global(_sentence)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/voorstellen")
@allow(organises_meeting)
def desk(meeting_id: int) -> ResponseReturnValue:
    """The proposals of the newest run, strongest first; htmx asks for the part under the slider only."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    view = asked_view(meeting.courage)
    part = "HX-Request" in request.headers
    return render_template(
        "organiser/desk_part.html" if part else "organiser/desk.html",
        meeting=meeting,
        view=view,
        words=view_words(view),
        desk=open_desk(session, meeting, view),
        newest=latest_run(session, meeting_id),
        publication=latest_publication(session, meeting_id),
        sectors=[sector for sector, _kinds in kinds_by_sector(session)],
        coming=all_coming(session, meeting_id),
        form=ReasonForm(),
    )


@blueprint.post("/bijeenkomsten/<int:meeting_id>/durf")
@allow(organises_meeting)
def keep_courage(meeting_id: int) -> ResponseReturnValue:
    """Keep the chosen courage for the meeting; what the desk shows stays the same."""
    session = get_session()
    view = asked_view(0.5)
    save_courage(session, session.get_one(Meeting, meeting_id), view.courage, actor=current_actor(), at=now())
    session.commit()
    flash(_("Deze stand is opgeslagen. Ook nieuwe voorstellen worden zo gemaakt."))
    return redirect(url_for(".desk", meeting_id=meeting_id, **view_words(view)))


@blueprint.get("/voorstellen/<int:proposal_id>")
@allow(organises_proposal)
def show(proposal_id: int) -> ResponseReturnValue:
    """One proposal on a page of its own, with everything that was decided on it."""
    return _card_page(proposal_id, ReasonForm())


@blueprint.post("/voorstellen/<int:proposal_id>/goedkeuren")
@allow(organises_proposal)
def approve(proposal_id: int) -> ResponseReturnValue:
    """These organisations should meet."""
    form, session = DecisionForm(), get_session()
    proposal = session.get_one(Proposal, proposal_id)
    review.approve(session, proposal, actor=current_actor(), at=now(), seen=form.decisions_seen)
    session.commit()
    return _decided(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/terugdraaien")
@allow(organises_proposal)
def undo(proposal_id: int) -> ResponseReturnValue:
    """Take the last decision back."""
    form, session = DecisionForm(), get_session()
    proposal = session.get_one(Proposal, proposal_id)
    review.undo(session, proposal, actor=current_actor(), at=now(), seen=form.decisions_seen)
    session.commit()
    return _decided(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/<any(weigeren, aanhouden):move>")
@allow(organises_proposal)
def set_aside(proposal_id: int, move: str) -> ResponseReturnValue:
    """They should not meet, or not yet; with the reason."""
    form, session = ReasonForm(), get_session()
    if not form.validate():
        return _card_page(proposal_id, form, move)
    decide = review.refuse if move == "weigeren" else review.hold
    decide(
        session,
        session.get_one(Proposal, proposal_id),
        form.refusal_reason,
        form.note.data or "",
        actor=current_actor(),
        at=now(),
        seen=form.decisions_seen,
    )
    session.commit()
    return _decided(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/<any(vastzetten, losmaken):move>")
@allow(organises_proposal)
def fix(proposal_id: int, move: str) -> ResponseReturnValue:
    """Let these come back in every run, or not any more."""
    session = get_session()
    proposal = session.get_one(Proposal, proposal_id)
    if move == "vastzetten":
        pin_proposal(session, proposal, actor=current_actor(), at=now())
    elif (found := pin_of(session, proposal)) is not None:
        unpin(session, found.meeting_id, found.id, actor=current_actor(), at=now())
    session.commit()
    return _decided(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/uit-elkaar")
@allow(organises_proposal)
def part(proposal_id: int) -> ResponseReturnValue:
    """These two never meet at this meeting: in no proposal, in no coalition, at no table."""
    form, session = DecisionForm(), get_session()
    proposal = session.get_one(Proposal, proposal_id)
    never_again(session, proposal, actor=current_actor(), at=now(), seen=form.decisions_seen)
    session.commit()
    return _decided(proposal_id)


@blueprint.post("/voorstellen/<int:proposal_id>/namen")
@allow(organises_proposal)
def names(proposal_id: int) -> ResponseReturnValue:
    """Hold the names back on the lists until all agree (`verborgen`), or show them."""
    session = get_session()
    proposal = session.get_one(Proposal, proposal_id)
    held = request.form.get("verborgen") == "ja"
    hold_names(session, proposal, held, actor=current_actor(), at=now())
    session.commit()
    return _decided(proposal_id)


@blueprint.errorhandler(PinError)
@blueprint.errorhandler(NotComingError)
@blueprint.errorhandler(TogetherError)
def not_pinned(refusal: ActionError) -> ResponseReturnValue:
    """Say why these were not pinned or kept apart, above the card as it is."""
    get_session().rollback()
    problem = pin_problem_sentence(refusal)
    return _card_page((request.view_args or {})["proposal_id"], ReasonForm(), problem=problem)


@blueprint.errorhandler(review.DecidedMeanwhileError)
@blueprint.errorhandler(review.DecisionNotAllowedError)
@blueprint.errorhandler(review.NothingToUndoError)
@blueprint.errorhandler(review.ProposalOutdatedError)
@blueprint.errorhandler(review.KeptApartError)
@blueprint.errorhandler(review.IsPinnedError)
@blueprint.errorhandler(review.OtherCoalitionError)
@blueprint.errorhandler(NotAPairError)
def not_decided(refusal: review.ReviewError) -> ResponseReturnValue:
    """Say why nothing was decided, above the card as it is now; what was typed stays in its form."""
    get_session().rollback()
    asked = request.view_args or {}
    problem = review_problem_sentence(refusal.code)
    return _card_page(asked["proposal_id"], ReasonForm(), asked.get("move", ""), problem=problem)


def _decided(proposal_id: int) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return _card_page(proposal_id, ReasonForm(formdata=None), focus=True)
    address = own_path(request.form.get("terug", ""))
    return redirect(address or url_for(".show", proposal_id=proposal_id))


def _card_page(
    proposal_id: int, form: ReasonForm, move: str = "", *, problem: str = "", focus: bool = False
) -> str:
    """The card alone for htmx, else on a page. `move`: whose form stands open; `focus`: where to read on."""
    part = "HX-Request" in request.headers
    card = card_of(get_session(), proposal_id)
    return render_template(
        "organiser/card.html" if part else "organiser/proposal.html",
        card=card,
        meeting=card.proposal.run.meeting,
        form=form,
        move=move,
        problem=problem,
        focus=focus or bool(problem) or bool(move),
        back=own_path(request.values.get("terug", "")),
        pick=part,
    )
