"""How does someone say by the link of a mail whether offers and needs still hold? Looking changes nothing."""

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.renewal import Renewal
from web.actions.organisations.renewal import (
    RenewalLinkUnknown,
    answer_by_link,
    choose_reminders,
    confirm_all,
    renewal_of,
    revoke_links,
)
from web.actions.organisations.statements import statement_of
from web.actions.permissions import everyone
from web.clock import now
from web.database import get_session
from web.i18n import has_chosen_language, language
from web.presenting.statements import STATES
from web.security import allow, current_actor

blueprint = Blueprint("renewals", __name__, url_prefix="/bevestigen")

# The address of the page is itself a secret.
PERSONAL = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@blueprint.get("/<token>")
@allow(everyone)
def look(token: str) -> ResponseReturnValue:
    """What the organisation offers and needs, with buttons; mail scanners open links, so nothing happens."""
    renewal = renewal_of(get_session(), token, at=now())
    with force_locale(_language_for(renewal)):
        page = render_template(
            "statements/confirm.html", renewal=renewal, organisation=renewal.organisation, token=token
        )
    return page, PERSONAL


@blueprint.post("/<token>")
@allow(everyone)
def act(token: str) -> ResponseReturnValue:
    """Do what the button says."""
    session = get_session()
    renewal = renewal_of(session, token, at=now())
    with force_locale(_language_for(renewal)):
        flash(_do(renewal, request.form.get("antwoord", "")))
    session.commit()
    answer = redirect(url_for(".look", token=token))
    answer.headers.update(PERSONAL)
    return answer


@blueprint.errorhandler(RenewalLinkUnknown)
def link_unknown(_error: RenewalLinkUnknown) -> ResponseReturnValue:
    """The link does not work: what to do now."""
    return Response(render_template("statements/link_unknown.html"), 410, PERSONAL)


def _do(renewal: Renewal, wanted: str) -> str:
    """What was done, in a sentence."""
    session, at = get_session(), now()
    if wanted == "alles":
        confirm_all(session, renewal, at=at)
        return str(_("Bedankt. Alles wat er staat, is bevestigd."))
    if wanted in {"mail-niet", "mail-wel"}:
        choose_reminders(session, renewal.person, wanted == "mail-wel", at=at)
        return str(
            _("U krijgt deze mail weer.") if wanted == "mail-wel" else _("U krijgt deze mail niet meer.")
        )
    if wanted == "link-weg":
        revoke_links(session, renewal.organisation, actor=current_actor(), at=at)
        return str(_("Deze link werkt nu niet meer."))
    statement = statement_of(session, renewal.organisation_id, request.form.get("zin", 0, type=int))
    if statement is None or wanted not in STATES:
        abort(400)
    answer_by_link(session, renewal, statement, STATES[wanted], at=at)
    return str(_("Opgeslagen. Bedankt."))


def _language_for(renewal: Renewal) -> str:
    """The language that this browser chose, or else that of the mail."""
    return language() if has_chosen_language() else renewal.person.language
