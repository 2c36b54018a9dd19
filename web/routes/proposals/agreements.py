"""Does an organisation want to meet one whose name is held back? Nobody else sees what it answers."""

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.actions.lists.attendance import registration_of
from web.actions.permissions import edits_organisation, has_own_list
from web.actions.proposals.agreements import NotAskedError
from web.actions.proposals.agreements import answer as remember_answer
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor

blueprint = Blueprint("agreements", __name__)


@blueprint.post("/mijn-lijst/kennismaken")
@allow(has_own_list)
def answer_own() -> ResponseReturnValue:
    """Answer for the organisation of one's personal link."""
    registration = registration_of(get_session(), current_actor())
    _remember(registration.organisation_id)
    return redirect(url_for("attendee.own_list"))


@blueprint.post("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/kennismaken")
@allow(edits_organisation)
def answer(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """Answer for one's own organisation."""
    _remember(organisation_id)
    address = url_for("match_lists.of_organisation", organisation_id=organisation_id, meeting_id=meeting_id)
    return redirect(address)


def _remember(organisation_id: int) -> None:
    session = get_session()
    proposal_id = request.form.get("voorstel", 0, type=int)
    agrees = request.form.get("antwoord") == "ja"
    try:
        remember_answer(session, proposal_id, organisation_id, agrees=agrees, actor=current_actor(), at=now())
    except NotAskedError:
        session.rollback()
        abort(404)
    session.commit()
    flash(_("Uw antwoord is opgeslagen. U kunt het hier altijd veranderen."))
