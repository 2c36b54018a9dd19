"""Which kinds of organisation may need this one? A piece of the task list that comes when it is ready."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.organisation import Organisation
from web.actions.organisations.outlook import ask_outlook
from web.actions.permissions import edits_profile
from web.clock import now
from web.database import get_session
from web.presenting.outlook import shown_outlook
from web.security import allow

blueprint = Blueprint(
    "outlook", __name__, url_prefix="/organisaties/<int:organisation_id>/profiel/wie-heeft-u-nodig"
)


@blueprint.get("")
@allow(edits_profile)
def show(organisation_id: int) -> ResponseReturnValue:
    """The kinds and the questions, or that they are coming; htmx asks for the middle part only."""
    session = get_session()
    organisation = session.get(Organisation, organisation_id) or abort(404)
    part = "HX-Request" in request.headers
    return render_template(
        "profiles/outlook_part.html" if part else "profiles/outlook.html",
        organisation=organisation,
        outlook=shown_outlook(session, organisation),
    )


@blueprint.post("")
@allow(edits_profile)
def ask(organisation_id: int) -> ResponseReturnValue:
    """Look again."""
    session = get_session()
    ask_outlook(session, organisation_id, at=now())
    session.commit()
    return redirect(url_for(".show", organisation_id=organisation_id))
