"""What do others offer and need? The notice board: search it, and answer what is on it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.queries import choices
from models.queries.board import notice
from web.actions.organisations.board import (
    AnswerWaitsError,
    NotToBeAnsweredError,
    TooManyAnswersError,
    answer,
    open_board,
    senders_for,
)
from web.actions.permissions import edits_something, sees_profiles
from web.clock import now
from web.database import get_session
from web.forms.board import AnswerForm, BoardQuery
from web.i18n import problem_sentence
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("board", __name__, url_prefix="/prikbord")


@blueprint.get("")
@allow(sees_profiles)
def show() -> ResponseReturnValue:
    """Offers and needs that stand open, per area, by words, kind and theme."""
    session = get_session()
    query = BoardQuery.from_request()
    return render_template(
        "board/show.html",
        query=query,
        page=open_board(session, query.search(), request.args.get("pagina", 1, type=int)),
        kinds=choices.kinds_by_sector(session),
        themes=choices.all_themes(session),
        areas=choices.all_areas(session),
    )


@blueprint.route("/<int:statement_id>/antwoord", methods=["GET", "POST"])
@allow(edits_something)
def reply(statement_id: int) -> ResponseReturnValue:
    """A short message to the organisation; it goes by mail to its contact."""
    session = get_session()
    statement = notice(session, statement_id) or abort(404)
    senders = senders_for(session, statement, current_actor()) or abort(404)
    form = AnswerForm.for_senders(senders)
    if not form.validate_on_submit():
        return render_template("board/answer.html", form=form, statement=statement, senders=senders)
    sender = next(one for one in senders if one.id == form.sender.data)
    try:
        answer(
            session,
            statement,
            sender,
            form.draft(),
            actor=current_actor(),
            base_url=current_settings().base_url,
            at=now(),
        )
    except (AnswerWaitsError, NotToBeAnsweredError, TooManyAnswersError) as refusal:
        form.form_errors = [problem_sentence(refusal.code)]
        page = render_template("board/answer.html", form=form, statement=statement, senders=senders)
        return page, 409
    session.commit()
    flash(_("Uw bericht is onderweg naar %(name)s.", name=statement.organisation.name))
    return redirect(url_for("answers.everything", organisation_id=sender.id))
