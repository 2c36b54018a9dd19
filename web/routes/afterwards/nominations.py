"""Where does a guest name who pulls the cart, and where does the named one say yes or no?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.queries.nominations import nominations_by
from models.registration import Registration
from web.actions.afterwards.nomination_answers import NominationUnknown, about, answer_nomination
from web.actions.afterwards.nominations import (
    MOST_NAMED,
    Choices,
    ChoiceUnknown,
    NamedAlready,
    TooManyNamed,
    choices_for,
    name_driver,
    take_back,
)
from web.actions.lists.attendance import LinkUnknown, registration_of
from web.actions.lists.encounters import NotYetError
from web.actions.organisations.contact_details import Viewer
from web.actions.permissions import has_own_list, signed_in
from web.clock import now
from web.database import get_session
from web.forms.nominations import NominationForm
from web.routes.lists.attendee import PERSONAL, link_unknown
from web.routes.lists.match_lists import remember_views
from web.security import allow, current_actor
from web.words.nominations import nomination_problem

blueprint = Blueprint("nominations", __name__)
blueprint.register_error_handler(LinkUnknown, link_unknown)

ANSWERS = {"ja": True, "nee": False}


@blueprint.route("/mijn-lijst/trekker", methods=["GET", "POST"])
@allow(has_own_list)
def own() -> ResponseReturnValue:
    """Name someone who came, with why; and whom one named before."""
    session, actor = get_session(), current_actor()
    registration = registration_of(session, actor)
    choices = choices_for(session, registration)
    form = NominationForm.showing(choices.choices)
    if not form.validate_on_submit():
        return _page(registration, form, choices)
    try:
        name_driver(session, registration, form.who.data, form.why.data or "", actor=actor, at=now())
    except (ChoiceUnknown, NamedAlready, NotYetError, TooManyNamed) as refusal:
        form.form_errors.append(nomination_problem(refusal.code))
        return _page(registration, form, choices)
    session.commit()
    flash(_("Dank u wel. Wij vragen eerst of het mag. Pas na een ja ziet de organisator de naam."))
    return redirect(url_for(".own"))


@blueprint.post("/mijn-lijst/trekker/<int:nomination_id>/weg")
@allow(has_own_list)
def undo(nomination_id: int) -> ResponseReturnValue:
    """Take a name back."""
    session, actor = get_session(), current_actor()
    if not take_back(session, registration_of(session, actor), nomination_id, actor=actor, at=now()):
        abort(404)
    session.commit()
    flash(_("De naam is weg."))
    return redirect(url_for(".own"))


@blueprint.get("/genoemd")
@allow(signed_in)
def named() -> ResponseReturnValue:
    """Where one was named, and what one said of it."""
    return render_template("nominations/named.html", rows=about(get_session(), current_actor()))


@blueprint.post("/genoemd/<int:nomination_id>")
@allow(signed_in)
def answer(nomination_id: int) -> ResponseReturnValue:
    """Yes, no, or no longer."""
    agrees = ANSWERS.get(request.form.get("antwoord", ""))
    if agrees is None:
        abort(400)
    session = get_session()
    try:
        answer_nomination(session, nomination_id, agrees=agrees, actor=current_actor(), at=now())
    except NominationUnknown:
        abort(404)
    session.commit()
    said = (
        _("De organisator ziet nu uw naam en deze zin. U kunt dat altijd terugnemen.")
        if agrees
        else _("De organisator ziet uw naam niet. De zin is gewist.")
    )
    flash(said)
    return redirect(url_for(".named"))


def _page(registration: Registration, form: NominationForm, choices: Choices) -> ResponseReturnValue:
    page = render_template(
        "nominations/own.html",
        form=form,
        meeting=registration.meeting,
        rows=nominations_by(get_session(), registration.id),
        most=MOST_NAMED,
    )
    remember_views(Viewer(organisation_id=registration.organisation_id), choices.shown)
    return page, PERSONAL
