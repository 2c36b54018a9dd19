"""How does an organiser rearrange coalitions? Pick one up, put it on another card, save the card."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.queries.proposals import latest_run
from web.actions.errors import ActionError
from web.actions.permissions import organises_meeting
from web.actions.proposals.coalition_board import open_board
from web.actions.proposals.coalition_moves import move, undo_move
from web.actions.proposals.coalition_saving import save_card
from web.actions.proposals.measuring import request_measuring
from web.clock import now
from web.database import get_session
from web.forms.coalition_board import MoveForm, SaveForm
from web.security import allow, current_actor
from web.words.coalition_board import (
    board_problem_sentence,
    broken_sentences,
    card_name,
    move_sentence,
    verdict_word,
    without_sentence,
)

blueprint = Blueprint("coalition_board", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/coalitiebord")


class UnreadableError(ActionError):
    """What was sent names no card or organisation."""

    code = "card_unknown"


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The coalitions as cards; `pak`: the organisation that is about to be moved."""
    return _page(meeting_id, picked=request.args.get("pak", type=int))


@blueprint.post("/verplaats")
@allow(organises_meeting)
def put(meeting_id: int) -> ResponseReturnValue:
    """Put an organisation on another card, on a new one, or on none."""
    form = MoveForm()

    def change(run: MatchingRun) -> str:
        if not form.validate():
            raise UnreadableError("the form names no card or organisation")
        seen, to = form.places()
        one = form.organisation.data or 0
        made = move(get_session(), run, one, seen=seen, to=to, actor=current_actor(), at=now())
        return move_sentence(made) if made else ""

    return _changed(meeting_id, change, focus=form.organisation.data)


@blueprint.post("/terug")
@allow(organises_meeting)
def undo(meeting_id: int) -> ResponseReturnValue:
    """Take one's own last move back."""

    def change(run: MatchingRun) -> str:
        return move_sentence(undo_move(get_session(), run, actor=current_actor(), at=now()))

    return _changed(meeting_id, change)


@blueprint.post("/bewaar")
@allow(organises_meeting)
def save(meeting_id: int) -> ResponseReturnValue:
    """Make a card the organiser's own, approved coalition."""
    form = SaveForm()

    def change(run: MatchingRun) -> str:
        if not form.validate():
            raise UnreadableError("the form names no card")
        card = form.card()
        save_card(
            get_session(),
            run,
            card,
            note=_("Anders ingedeeld op het coalitiebord."),
            without_party=bool(form.without_party.data),
            actor=current_actor(),
            at=now(),
        )
        return str(_("Opgeslagen en goedgekeurd: %(card)s.", card=card_name(card.number)))

    return _changed(meeting_id, change)


@blueprint.post("/vergelijk")
@allow(organises_meeting)
def measure(meeting_id: int) -> ResponseReturnValue:
    """Compare who came after the run with everyone else, in the background."""

    def change(run: MatchingRun) -> str:
        request_measuring(get_session(), run, actor=current_actor(), at=now())
        return str(_("Wij vergelijken iedereen. Dat duurt meestal minder dan een minuut."))

    return _changed(meeting_id, change)


def _changed(
    meeting_id: int, change: Callable[[MatchingRun], str], *, focus: int | None = None
) -> ResponseReturnValue:
    """The board as it is now, with what was done, or why it was not."""
    session = get_session()
    run = latest_run(session, meeting_id, RunState.DONE)
    if run is None:
        abort(404)
    try:
        message = change(run)
    except ActionError as refusal:
        session.rollback()
        message = board_problem_sentence(refusal)
    else:
        session.commit()
    if "HX-Request" in request.headers:
        return _page(meeting_id, message=message, focus=focus)
    if message:
        flash(message)
    anchor = f"org-{focus}" if focus else None
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor=anchor))


def _page(meeting_id: int, *, picked: int | None = None, message: str = "", focus: int | None = None) -> str:
    session = get_session()
    part = "HX-Request" in request.headers
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/coalition_board_part.html" if part else "organiser/coalition_board.html",
        meeting=meeting,
        board=open_board(session, meeting, current_actor(), picked=picked),
        message=message,
        focus=focus,
        broken_sentences=broken_sentences,
        move_sentence=move_sentence,
        verdict_word=verdict_word,
        without_sentence=without_sentence,
    )
