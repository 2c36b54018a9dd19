"""What came of answers on the notice board? Both organisations see them and say so."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.board import AnswerState
from models.organisation import Organisation
from models.queries.board import answers_received, answers_sent
from web.actions.organisations.board import answer_of, decide_answer
from web.actions.permissions import edits_organisation
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("answers", __name__, url_prefix="/organisaties/<int:organisation_id>/antwoorden")

STATES = {"opgepakt": AnswerState.TAKEN_UP, "niet": AnswerState.DECLINED}


@blueprint.get("")
@allow(edits_organisation)
def everything(organisation_id: int) -> ResponseReturnValue:
    """The answers that this organisation got and gave."""
    session = get_session()
    return render_template(
        "board/answers.html",
        organisation=session.get(Organisation, organisation_id) or abort(404),
        received=answers_received(session, organisation_id),
        sent=answers_sent(session, organisation_id),
    )


@blueprint.post("/<int:answer_id>")
@allow(edits_organisation)
def decide(organisation_id: int, answer_id: int) -> ResponseReturnValue:
    """Take an answer up, or let it go."""
    session = get_session()
    given = answer_of(session, organisation_id, answer_id) or abort(404)
    state = STATES.get(request.form.get("besluit", "")) or abort(400)
    decide_answer(
        session,
        given,
        state,
        by=organisation_id,
        actor=current_actor(),
        base_url=current_settings().base_url,
        at=now(),
    )
    session.commit()
    flash(_("Opgeslagen. De ander krijgt een mail."))
    return redirect(url_for(".everything", organisation_id=organisation_id, _anchor=f"antwoord-{answer_id}"))
