"""What does an organisation fill in, step by step? One page for each; saving leads on to the next."""

from flask import Blueprint, abort, redirect, request
from flask.typing import ResponseReturnValue

from models.organisation import Organisation
from web.actions.errors import ChangedMeanwhileError
from web.actions.organisations.outlook import ask_outlook
from web.actions.organisations.profile_steps import Step, fingerprint
from web.actions.organisations.profiles import (
    change_about,
    change_area,
    change_reach,
    change_who_we_are,
    open_for_change,
    replace_statements,
)
from web.actions.permissions import edits_profile
from web.clock import now
from web.database import get_session
from web.forms.area import AreaForm
from web.forms.profile import AboutForm, ReachForm, StepForm, WhoForm
from web.forms.statements import NeedsForm, OffersForm, StatementsForm
from web.presenting.profile import address_after, step_page
from web.security import allow, current_actor

blueprint = Blueprint("profile_steps", __name__, url_prefix="/organisaties/<int:organisation_id>/profiel")

FORMS: dict[Step, type[StepForm]] = {
    form.step: form for form in (WhoForm, AreaForm, AboutForm, OffersForm, NeedsForm, ReachForm)
}


@blueprint.route("/wie-zijn-wij", methods=["GET", "POST"])
@allow(edits_profile)
def who(organisation_id: int) -> ResponseReturnValue:
    """Who are we: name, kind, place, website, size."""
    form = WhoForm.showing(_organisation(organisation_id))
    if not form.validate_on_submit():
        return step_page(form, _organisation(organisation_id))
    session = get_session()
    organisation = open_for_change(session, organisation_id, Step.WHO, seen=form.seen.data or "")
    change_who_we_are(session, organisation, form.answers(), actor=current_actor(), at=now())
    ask_outlook(session, organisation_id, at=now())
    session.commit()
    return redirect(address_after(Step.WHO, organisation_id))


@blueprint.route("/waar-werken-wij", methods=["GET", "POST"])
@allow(edits_profile)
def where(organisation_id: int) -> ResponseReturnValue:
    """In which municipalities do we work. The buttons beside "save" change the page and save nothing."""
    form = AreaForm.showing(_organisation(organisation_id))
    valid = form.validate_on_submit()
    form.tick_found()
    if "whole_region" in request.form:
        form.tick_region()
    if {"add", "show", "whole_region"} & set(request.form) or not valid:
        return step_page(form, _organisation(organisation_id), view=form.view())
    session = get_session()
    organisation = open_for_change(session, organisation_id, Step.WHERE, seen=form.seen.data or "")
    change_area(session, organisation, form.answers(), actor=current_actor(), at=now())
    session.commit()
    return redirect(address_after(Step.WHERE, organisation_id))


@blueprint.route("/wat-zien-en-doen-wij", methods=["GET", "POST"])
@allow(edits_profile)
def about(organisation_id: int) -> ResponseReturnValue:
    """What do we see and do, in our own words."""
    form = AboutForm.showing(_organisation(organisation_id))
    if not form.validate_on_submit():
        return step_page(form, _organisation(organisation_id))
    session = get_session()
    organisation = open_for_change(session, organisation_id, Step.ABOUT, seen=form.seen.data or "")
    change_about(session, organisation, form.about.data or "", actor=current_actor(), at=now())
    ask_outlook(session, organisation_id, at=now())
    session.commit()
    return redirect(address_after(Step.ABOUT, organisation_id))


@blueprint.route("/wat-bieden-wij", methods=["GET", "POST"])
@allow(edits_profile)
def offers(organisation_id: int) -> ResponseReturnValue:
    """What do we offer: up to five short texts."""
    return _statements(OffersForm.showing(_organisation(organisation_id)), organisation_id)


@blueprint.route("/wat-zoeken-wij", methods=["GET", "POST"])
@allow(edits_profile)
def needs(organisation_id: int) -> ResponseReturnValue:
    """What do we look for: up to five short texts."""
    return _statements(NeedsForm.showing(_organisation(organisation_id)), organisation_id)


@blueprint.route("/wie-bereiken-wij", methods=["GET", "POST"])
@allow(edits_profile)
def reach(organisation_id: int) -> ResponseReturnValue:
    """Whom do we reach, when in their lives, and on what."""
    form = ReachForm.showing(_organisation(organisation_id))
    if not form.validate_on_submit():
        return step_page(form, _organisation(organisation_id))
    session = get_session()
    organisation = open_for_change(session, organisation_id, Step.REACH, seen=form.seen.data or "")
    change_reach(session, organisation, form.answers(), actor=current_actor(), at=now())
    ask_outlook(session, organisation_id, at=now())
    session.commit()
    return redirect(address_after(Step.REACH, organisation_id))


@blueprint.errorhandler(ChangedMeanwhileError)
def changed_meanwhile(_error: ChangedMeanwhileError) -> ResponseReturnValue:
    """A colleague saved this step first: both texts on one page, and the visitor chooses."""
    step = Step((request.endpoint or "").rpartition(".")[2])
    organisation = _organisation((request.view_args or {})["organisation_id"])
    form = FORMS[step]()
    form.seen.data = fingerprint(organisation, step)
    view = form.view() if isinstance(form, AreaForm) else None
    return step_page(form, organisation, changed_meanwhile=True, view=view), 409


def _statements(form: StatementsForm, organisation_id: int) -> ResponseReturnValue:
    form.offer_typical(_organisation(organisation_id))
    if "more" in request.form:
        form.show_more()
    if "adopt" in request.form:
        form.adopt()
    if "remove" in request.form:
        form.remove(request.form.get("remove", 0, type=int))
    if {"more", "adopt", "remove"} & set(request.form) or not form.validate_on_submit():
        return step_page(form, _organisation(organisation_id))
    session = get_session()
    organisation = open_for_change(session, organisation_id, form.step, seen=form.seen.data or "")
    replace_statements(session, organisation, form.role(), form.texts(), actor=current_actor(), at=now())
    ask_outlook(session, organisation_id, at=now())
    session.commit()
    return redirect(address_after(form.step, organisation_id))


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)
