"""How does someone begin: find their organisation, ask to join it, or see that it is not here yet?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from models.person import Person
from models.queries.organisations import find_organisations
from web.actions.errors import ActionError
from web.actions.organisations.joining import (
    AskedAlready,
    Asker,
    NobodyDecides,
    TooManyRequests,
    ask_to_join,
    recent_requests,
    withdraw_request,
)
from web.actions.permissions import asked_to_join, everyone, signed_in
from web.clock import now
from web.database import get_session
from web.forms.joining import JoinForm
from web.forms.signing import SignInForm
from web.i18n import problem_sentence
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("joining", __name__)

MOST_SHOWN = 8


@blueprint.get("/doe-mee")
@allow(everyone)
def take_part() -> ResponseReturnValue:
    """What taking part asks of you, and the mail address to begin with."""
    if current_actor().person_id is not None:
        return redirect(url_for(".find"))
    return render_template("joining/take_part.html", form=SignInForm(), next_path=url_for(".find"))


@blueprint.get("/organisaties/zoeken")
@allow(signed_in)
def find() -> ResponseReturnValue:
    """Look for your organisation by name, place or KvK number; htmx asks for the results alone."""
    session, typed = get_session(), request.args.get("zoek", "").strip()
    found = find_organisations(session, typed, limit=MOST_SHOWN)
    page = "joining/found.html" if "HX-Request" in request.headers else "joining/find.html"
    person_id = current_actor().person_id or 0
    return render_template(
        page,
        typed=typed,
        found=found,
        most=MOST_SHOWN,
        requests=recent_requests(session, person_id, at=now()),
    )


@blueprint.route("/organisaties/<int:organisation_id>/meedoen", methods=["GET", "POST"])
@allow(signed_in)
def ask(organisation_id: int) -> ResponseReturnValue:
    """Ask to join this organisation; shows of it what anyone who signed in may find."""
    if organisation_id in current_actor().edits:
        return redirect(url_for("profiles.tasks", organisation_id=organisation_id))
    session = get_session()
    organisation = session.get(Organisation, organisation_id) or abort(404)
    person = session.get_one(Person, current_actor().person_id)
    form = JoinForm(name=person.name)
    if not form.validate_on_submit():
        return render_template("joining/ask.html", form=form, organisation=organisation)
    asker = Asker(person, form.name.data or "", form.note.data or "")
    try:
        ask_to_join(session, organisation, asker, base_url=current_settings().base_url, at=now())
    except (AskedAlready, TooManyRequests, NobodyDecides) as refusal:
        return _refused(refusal, form, organisation)
    session.commit()
    flash(_("Uw vraag is verstuurd. U krijgt een mail als er antwoord is."))
    return redirect(url_for(".find"))


@blueprint.post("/verzoeken/<int:request_id>/intrekken")
@allow(asked_to_join)
def withdraw(request_id: int) -> ResponseReturnValue:
    """Take one's own request back."""
    session = get_session()
    withdraw_request(session, request_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("Uw vraag is ingetrokken."))
    return redirect(url_for(".find"))


def _refused(refusal: ActionError, form: JoinForm, organisation: Organisation) -> ResponseReturnValue:
    page = render_template(
        "joining/ask.html",
        form=form,
        organisation=organisation,
        problem=problem_sentence(refusal.code),
    )
    return page, 409
