"""How does an organisation say what became of its offers and needs? In two taps, with the history."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation, Statement, StatementState
from models.person import Person
from models.queries.sounding import returned_to
from web.actions.organisations.relations import find_others
from web.actions.organisations.renewal import choose_reminders, revoke_links
from web.actions.organisations.statements import (
    Helper,
    change_state,
    history_of,
    show_on_board,
    statement_of,
    tell_helper,
)
from web.actions.permissions import edits_organisation
from web.clock import now
from web.database import get_session
from web.forms.texts import LONGEST_NAME, tidy_line
from web.presenting.statements import SHOWN, STATES
from web.security import allow, current_actor

blueprint = Blueprint("statements", __name__, url_prefix="/organisaties/<int:organisation_id>/zinnen")
for shown in SHOWN:
    blueprint.add_app_template_global(shown)


@blueprint.get("")
@allow(edits_organisation)
def everything(organisation_id: int) -> ResponseReturnValue:
    """All offers and needs: what stands, what is over, and the mail that asks whether they hold."""
    session = get_session()
    return render_template(
        "statements/all.html",
        organisation=_organisation(organisation_id),
        person=session.get_one(Person, current_actor().person_id),
    )


@blueprint.post("")
@allow(edits_organisation)
def mails(organisation_id: int) -> ResponseReturnValue:
    """Want the reminding mail or not, or let its links work no more."""
    session = get_session()
    asked = request.form.get("mail", "")
    if asked == "links":
        revoke_links(session, _organisation(organisation_id), actor=current_actor(), at=now())
        flash(_("De links in onze mails aan uw organisatie werken niet meer."))
    elif asked in {"wel", "niet"}:
        person = session.get_one(Person, current_actor().person_id)
        choose_reminders(session, person, asked == "wel", at=now())
        flash(_("U krijgt deze mail weer.") if asked == "wel" else _("U krijgt deze mail niet meer."))
    else:
        abort(400)
    session.commit()
    return redirect(url_for(".everything", organisation_id=organisation_id))


@blueprint.get("/<int:statement_id>")
@allow(edits_organisation)
def one(organisation_id: int, statement_id: int) -> ResponseReturnValue:
    """One offer or need, its history, and with whom it is met."""
    return _page(_statement(organisation_id, statement_id))


@blueprint.post("/<int:statement_id>")
@allow(edits_organisation)
def change(organisation_id: int, statement_id: int) -> ResponseReturnValue:
    """Put it in another state, or on or off the notice board."""
    session = get_session()
    statement = _statement(organisation_id, statement_id)
    if "bord" in request.form:
        if organisation_id not in current_actor().owns:
            abort(404)  # an editor changes words, an owner decides who sees them
        shown = request.form["bord"] == "wel"
        show_on_board(session, statement, shown, actor=current_actor(), at=now())
        flash(_("Dit staat nu op het prikbord.") if shown else _("Dit staat nu niet op het prikbord."))
    else:
        state = STATES.get(request.form.get("stand", "")) or abort(400)
        change_state(session, statement, state, actor=current_actor(), at=now())
        flash(_("Opgeslagen."))
    session.commit()
    if statement.state is StatementState.MET:
        return redirect(_address_of(statement))
    back = "profiles.tasks" if request.form.get("terug") == "profiel" else ".everything"
    return redirect(url_for(back, organisation_id=organisation_id, _anchor=f"zin-{statement_id}"))


@blueprint.post("/<int:statement_id>/met-wie")
@allow(edits_organisation)
def with_whom(organisation_id: int, statement_id: int) -> ResponseReturnValue:
    """With whom it is met: an organisation here, chosen from those of nearly that name, or free words."""
    session = get_session()
    statement = _statement(organisation_id, statement_id)
    name = tidy_line(request.form.get("naam"))
    if len(name) > LONGEST_NAME:
        problem = _("Deze naam is te lang. Er passen %(limit)s tekens.", limit=LONGEST_NAME)
        return _page(statement, name=name, problem=problem)
    chosen = request.form.get("ander", type=int)
    found = find_others(session, organisation_id, name) if name and "ander" not in request.form else ()
    if found:
        return _page(statement, name=name, found=found)
    tell_helper(session, statement, Helper(chosen or None, name), actor=current_actor(), at=now())
    session.commit()
    flash(_("Opgeslagen."))
    return redirect(_address_of(statement))


def _page(statement: Statement, *, name: str = "", problem: str = "", found: object = ()) -> str:
    return render_template(
        "statements/one.html",
        statement=statement,
        organisation=statement.organisation,
        history=history_of(get_session(), statement.id),
        name=name,
        problem=problem,
        found=found,
        advice=[
            one
            for one in returned_to(get_session(), statement.organisation_id)
            if one.statement_id == statement.id
        ],
    )


def _address_of(statement: Statement) -> str:
    return url_for(".one", organisation_id=statement.organisation_id, statement_id=statement.id)


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)


def _statement(organisation_id: int, statement_id: int) -> Statement:
    return statement_of(get_session(), organisation_id, statement_id) or abort(404)
