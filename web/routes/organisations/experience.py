"""How does someone take part who speaks from experience? Begin, fill in four short pages, and leave again."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from models.person import Person
from web.actions.accounts.leaving import leave
from web.actions.organisations.experience import (
    ExpertStep,
    begin,
    change_lived,
    change_myself,
    change_table,
    change_terms,
    undone_steps,
)
from web.actions.permissions import edits_experience, signed_in
from web.clock import now
from web.database import get_session
from web.forms.experience import ExpertForm, LivedForm, MyselfForm, TableForm
from web.forms.experience_terms import TermsForm
from web.security import allow, current_actor
from web.words.experience import (
    availability_words,
    company_word,
    compensation_for_organiser,
    expert_role_word,
    expert_step_title,
    travel_word,
)

blueprint = Blueprint("experience", __name__, url_prefix="/ervaring")
for shown in (
    availability_words,
    company_word,
    compensation_for_organiser,
    expert_role_word,
    expert_step_title,
    travel_word,
):
    blueprint.add_app_template_global(shown)


@blueprint.route("/nieuw", methods=["GET", "POST"])
@allow(signed_in)
def start() -> ResponseReturnValue:
    """Begin: a name at the table, a municipality, a role. Nobody asks for one's own name."""
    form = MyselfForm()
    if not form.validate_on_submit():
        return render_template("experience/start.html", form=form)
    database, actor = get_session(), current_actor()
    person = database.get_one(Person, actor.person_id)
    organisation = begin(database, form.answers(), person, actor=actor, at=now())
    database.commit()
    return redirect(url_for(".lived", organisation_id=organisation.id))


@blueprint.get("/<int:organisation_id>")
@allow(edits_experience)
def overview(organisation_id: int) -> ResponseReturnValue:
    """The steps and how far each is, and where to go from here."""
    organisation = _organisation(organisation_id)
    return render_template(
        "experience/overview.html",
        organisation=organisation,
        steps=tuple(ExpertStep),
        undone=undone_steps(organisation),
    )


@blueprint.route("/<int:organisation_id>/wie", methods=["GET", "POST"])
@allow(edits_experience)
def myself(organisation_id: int) -> ResponseReturnValue:
    """Who am I at the table."""
    return _step(organisation_id, MyselfForm, change_myself)


@blueprint.route("/<int:organisation_id>/ervaring", methods=["GET", "POST"])
@allow(edits_experience)
def lived(organisation_id: int) -> ResponseReturnValue:
    """What have I been through, in general, and what do I not want to be asked."""
    return _step(organisation_id, LivedForm, change_lived)


@blueprint.route("/<int:organisation_id>/aan-tafel", methods=["GET", "POST"])
@allow(edits_experience)
def table(organisation_id: int) -> ResponseReturnValue:
    """What can I tell or do at a table, and what would I ask."""
    return _step(organisation_id, TableForm, change_table)


@blueprint.route("/<int:organisation_id>/vergoeding", methods=["GET", "POST"])
@allow(edits_experience)
def terms(organisation_id: int) -> ResponseReturnValue:
    """What do I ask in return, when can I come, and what may partners see."""
    return _step(organisation_id, TermsForm, change_terms)


@blueprint.get("/<int:organisation_id>/stoppen")
@allow(edits_experience)
def before_leaving(organisation_id: int) -> ResponseReturnValue:
    """What goes when one leaves: everything."""
    return render_template("experience/leave.html", organisation=_organisation(organisation_id))


@blueprint.post("/<int:organisation_id>/stoppen")
@allow(edits_experience)
def stop(organisation_id: int) -> ResponseReturnValue:
    """Leave at once; nothing stays."""
    database, actor = get_session(), current_actor()
    leave(database, _organisation(organisation_id), actor=actor, at=now())
    gone = database.get(Person, actor.person_id) is None
    database.commit()
    if gone:
        session.clear()
    flash(_("U bent gestopt. Alles wat u hebt verteld, is gewist."))
    return redirect(url_for("public.home"))


def _step(
    organisation_id: int, form_of_step: type[ExpertForm], change: Callable[..., None]
) -> ResponseReturnValue:
    """Show one step; keep what was filled in and go on."""
    organisation = _organisation(organisation_id)
    form = form_of_step.showing(organisation)
    if not form.validate_on_submit():
        return _page(form, organisation)
    change(get_session(), organisation, form.answers(), actor=current_actor(), at=now())
    get_session().commit()
    return _next(form, organisation)


def _page(form: ExpertForm, organisation: Organisation) -> str:
    return render_template(
        f"experience/{form.step}.html",
        form=form,
        organisation=organisation,
        step=form.step,
        number=list(ExpertStep).index(form.step) + 1,
        total=len(ExpertStep),
    )


def _next(form: ExpertForm, organisation: Organisation) -> ResponseReturnValue:
    """On to the next step, or to the overview when this was the last one or the person stops for now."""
    later = list(ExpertStep)[list(ExpertStep).index(form.step) + 1 :]
    if form.stops_for_now or not later:
        flash(_("Opgeslagen."))
        return redirect(url_for(".overview", organisation_id=organisation.id))
    return redirect(url_for(f".{later[0]}", organisation_id=organisation.id))


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get_one(Organisation, organisation_id)
