"""With whom does an organisation work already, and with whom would it rather not be matched?

Whom it is about never stands in an address: addresses end up in the logs of servers in between.
"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.organisation import Organisation
from models.queries.relations import kept_apart, working_with
from web.actions.organisations.relations import allow_again, end_work_with, keep_apart, work_with
from web.actions.permissions import edits_organisation
from web.clock import now
from web.database import get_session
from web.forms.relations import NotWithForm, RelationForm, WorkingForm
from web.security import allow, current_actor

blueprint = Blueprint("relations", __name__, url_prefix="/organisaties/<int:organisation_id>")


@blueprint.route("/werkt-samen", methods=["GET", "POST"])
@allow(edits_organisation)
def working(organisation_id: int) -> ResponseReturnValue:
    """With whom the organisation works already: look for one, add it, take it off."""
    form, session = WorkingForm(), get_session()
    if request.form.get("doe") == "haal-weg":
        other_id = request.form.get("ander", 0, type=int)
        end_work_with(session, organisation_id, other_id, actor=current_actor(), at=now())
    elif _is_ready(form, organisation_id):
        work_with(
            session,
            organisation_id,
            form.other.data,
            since=form.year,
            shared=form.shared.data,
            actor=current_actor(),
            at=now(),
        )
    else:
        told = working_with(session, organisation_id, shared_only=False)
        return _page("relations/working.html", form, organisation_id, told)
    session.commit()
    flash(_("Opgeslagen."))
    return redirect(url_for(".working", organisation_id=organisation_id))


@blueprint.route("/liever-niet", methods=["GET", "POST"])
@allow(edits_organisation)
def apart(organisation_id: int) -> ResponseReturnValue:
    """With whom the organisation would rather not be matched; nobody else ever reads it."""
    form, session = NotWithForm(), get_session()
    if request.form.get("doe") == "haal-weg":
        other_id = request.form.get("ander", 0, type=int)
        allow_again(session, organisation_id, other_id, actor=current_actor(), at=now())
    elif _is_ready(form, organisation_id):
        reason = form.reason.data or ""
        keep_apart(session, organisation_id, form.other.data, reason=reason, actor=current_actor(), at=now())
    else:
        return _page("relations/apart.html", form, organisation_id, kept_apart(session, organisation_id))
    session.commit()
    flash(_("Opgeslagen. Alleen u en uw collega’s zien dit."))
    return redirect(url_for(".apart", organisation_id=organisation_id))


def _is_ready(form: RelationForm, organisation_id: int) -> bool:
    """Whether an organisation was chosen and all is well; a search only shows what it found."""
    if not form.validate_on_submit():
        if form.name.data:
            form.look_up(organisation_id)
        return False
    found = form.look_up(organisation_id)
    return request.form.get("doe") == "voeg-toe" and found and form.has_choice()


def _page(template: str, form: RelationForm, organisation_id: int, told: object) -> str:
    organisation = get_session().get(Organisation, organisation_id) or abort(404)
    searched = request.method == "POST" and bool(form.name.data)
    return render_template(template, form=form, organisation=organisation, told=told, searched=searched)
