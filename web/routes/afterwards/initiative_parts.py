"""Who takes part in an initiative, what was agreed, and which numbers show a result?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.initiative import InitiativeAgreement, InitiativeResult
from web.actions.afterwards.initiative_partners import PartnerUnknown, answer_partner, ask_partner
from web.actions.afterwards.initiative_results import (
    DayRefused,
    add_agreement,
    add_result,
    remove_line,
    tick_agreement,
)
from web.actions.afterwards.partner_mails import tell_asked
from web.actions.permissions import edits_initiative, edits_something
from web.clock import now
from web.database import get_session
from web.forms.initiatives import AgreementForm, PartnerForm, ResultForm
from web.mailing import current_site
from web.routes.afterwards.initiatives import flash_asked, found, initiative_page
from web.security import allow, current_actor
from web.words.initiatives import partner_word

blueprint = Blueprint("initiative_parts", __name__, url_prefix="/initiatieven/<int:initiative_id>")


@blueprint.route("/partners", methods=["GET", "POST"])
@allow(edits_initiative)
def partners(initiative_id: int) -> ResponseReturnValue:
    """Ask an organisation to take part, give it a role, or take it off."""
    session, initiative, form = get_session(), found(initiative_id), PartnerForm()
    actor, at = current_actor(), now()
    if request.form.get("doe") == "haal-weg":
        other = request.form.get("ander", 0, type=int)
        answer_partner(session, initiative, other, yes=False, actor=actor, at=at)
    elif _is_ready(form):
        role, leads = form.chosen_role, form.leads
        ask_partner(session, initiative, form.other.data, role, leads=leads, actor=actor, at=at)
    else:
        searched = request.method == "POST" and bool(form.name.data)
        return render_template(
            "initiatives/partners.html",
            initiative=initiative,
            form=form,
            searched=searched,
            partner_word=partner_word,
        )
    asked = tell_asked(session, initiative, site=current_site(), actor=actor, at=at)
    session.commit()
    flash(_("Opgeslagen."))
    flash_asked(asked)
    return redirect(url_for(".partners", initiative_id=initiative_id))


@blueprint.post("/meedoen")
@allow(edits_something)
def answer(initiative_id: int) -> ResponseReturnValue:
    """One's organisation takes part, or does not, or not any more."""
    session, initiative = get_session(), found(initiative_id)
    organisation = request.form.get("organisatie", 0, type=int)
    wanted = request.form.get("antwoord", "")
    if organisation not in current_actor().edits or wanted not in {"ja", "nee"}:
        abort(404)
    answer_partner(session, initiative, organisation, yes=wanted == "ja", actor=current_actor(), at=now())
    session.commit()
    flash(_("Fijn dat u meedoet.") if wanted == "ja" else _("Opgeslagen: u doet niet mee."))
    return redirect(url_for("initiatives.show", initiative_id=initiative_id))


@blueprint.post("/afspraken")
@allow(edits_initiative)
def agree(initiative_id: int) -> ResponseReturnValue:
    """Write down what was agreed."""
    session, initiative, form = get_session(), found(initiative_id), AgreementForm()
    if not form.validate_on_submit():
        return initiative_page(initiative, agreement=form)
    told = form.data
    try:
        add_agreement(session, initiative, told["text"], told["due_on"], actor=current_actor(), at=now())
    except DayRefused:
        form.due_on.errors = [_("Kies een dag vanaf vandaag, en niet later dan over vier jaar.")]
        return initiative_page(initiative, agreement=form)
    return _done(initiative_id, "afspraken")


@blueprint.post("/afspraken/<int:agreement_id>")
@allow(edits_initiative)
def tick(initiative_id: int, agreement_id: int) -> ResponseReturnValue:
    """It is done, or is not; or it was written down by mistake."""
    session, agreement = get_session(), get_session().get(InitiativeAgreement, agreement_id)
    if agreement is None or agreement.initiative_id != initiative_id:
        abort(404)
    if "weg" in request.form:
        remove_line(session, agreement, actor=current_actor(), at=now())
    else:
        done = request.form.get("klaar") == "ja"
        tick_agreement(session, agreement, done=done, actor=current_actor(), at=now())
    return _done(initiative_id, "afspraken")


@blueprint.post("/resultaten")
@allow(edits_initiative)
def count(initiative_id: int) -> ResponseReturnValue:
    """Write down a number that shows a result."""
    session, initiative, form = get_session(), found(initiative_id), ResultForm()
    if not form.validate_on_submit():
        return initiative_page(initiative, result=form)
    try:
        add_result(session, initiative, form.result(), actor=current_actor(), at=now())
    except DayRefused:
        form.measured_on.errors = [_("Deze dag moet nog komen. Kies vandaag of eerder.")]
        return initiative_page(initiative, result=form)
    return _done(initiative_id, "resultaten")


@blueprint.post("/resultaten/<int:result_id>/weg")
@allow(edits_initiative)
def uncount(initiative_id: int, result_id: int) -> ResponseReturnValue:
    """It was written down by mistake."""
    session, result = get_session(), get_session().get(InitiativeResult, result_id)
    if result is None or result.initiative_id != initiative_id:
        abort(404)
    remove_line(session, result, actor=current_actor(), at=now())
    return _done(initiative_id, "resultaten")


@blueprint.errorhandler(PartnerUnknown)
def partner_unknown(_error: PartnerUnknown) -> ResponseReturnValue:
    """The organisation left meanwhile, or was taken off: nothing to change."""
    flash(_("Deze organisatie staat er niet meer bij."))
    return redirect(url_for("initiatives.everything"))


def _is_ready(form: PartnerForm) -> bool:
    """Whether an organisation was chosen and all is well; a search only shows what it found."""
    if not form.validate_on_submit():
        if form.name.data:
            form.look_up(0)
        return False
    known = form.look_up(0)
    return request.form.get("doe") == "voeg-toe" and known and form.has_choice()


def _done(initiative_id: int, part: str) -> ResponseReturnValue:
    get_session().commit()
    flash(_("Opgeslagen."))
    return redirect(url_for("initiatives.show", initiative_id=initiative_id, _anchor=part))
