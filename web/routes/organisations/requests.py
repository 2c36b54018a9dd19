"""How does an owner or organiser answer someone who asks to join? One page from the mail, or on the site."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.membership import JoinRequest, JoinState
from web.actions.actor import Actor
from web.actions.organisations.joining import DecisionLinkNotUsable, RequestDecided, decide, request_of_link
from web.actions.permissions import decides_request, everyone
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("requests", __name__)

NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # the address of the page is itself a secret
YES, NO = "ja", "nee"


@blueprint.route("/verzoek/<token>", methods=["GET", "POST"])
@allow(everyone)
def by_link(token: str) -> ResponseReturnValue:
    """The page of the mail: who asks, and two buttons. Looking decides nothing: mail scanners do it too."""
    session = get_session()
    asked, decider = request_of_link(session, token, at=now())
    if request.method == "POST" and asked.state is JoinState.ASKED:
        actor = Actor(person_id=decider.id)
        decide(session, asked.id, accept=_accepts(), base_url=_base_url(), actor=actor, at=now())
        session.commit()
    return render_template("joining/decide.html", asked=asked), NO_REFERRER


@blueprint.post("/verzoeken/<int:request_id>")
@allow(decides_request)
def on_site(request_id: int) -> ResponseReturnValue:
    """The same two buttons for someone who is signed in; leads back to where they stood."""
    session = get_session()
    asked = session.get_one(JoinRequest, request_id)
    try:
        decide(session, request_id, accept=_accepts(), base_url=_base_url(), actor=current_actor(), at=now())
        session.commit()
        flash(_("%(name)s doet nu mee.", name=asked.name) if _accepts() else _("De vraag is geweigerd."))
    except RequestDecided:
        flash(_("Iemand anders heeft deze vraag al beantwoord."))
    if asked.organisation_id in current_actor().edits:
        return redirect(url_for("people.everyone", organisation_id=asked.organisation_id))
    return redirect(url_for("public.start"))


@blueprint.errorhandler(DecisionLinkNotUsable)
def stale_link(_error: DecisionLinkNotUsable) -> ResponseReturnValue:
    """The link is too old or its reader decides no longer: where to go instead."""
    return render_template("joining/decision_stale.html"), 410, NO_REFERRER


def _accepts() -> bool:
    """What was chosen; a form without a choice decides nothing."""
    choice = request.form.get("antwoord")
    return choice == YES if choice in (YES, NO) else abort(400)


def _base_url() -> str:
    return current_settings().base_url
