"""How does someone use an invitation? A mailed link, a page with one button, then they are in."""

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from web.actions.accounts.sign_in import end_session
from web.actions.organisations.invitations import (
    InvitationFault,
    InvitationNotUsable,
    accept_invitation,
    find_invitation,
)
from web.actions.permissions import everyone
from web.clock import now
from web.database import get_session
from web.i18n import language
from web.security import allow, current_actor, remember_person

blueprint = Blueprint("invitations", __name__, url_prefix="/uitnodiging")

NO_REFERRER = {"Referrer-Policy": "no-referrer"}  # the address of the page is itself a secret


@blueprint.get("/<token>")
@allow(everyone)
def look(token: str) -> ResponseReturnValue:
    """Who invites you, to what, and one button. Mail scanners open links, so looking never uses it up."""
    invitation = find_invitation(get_session(), token, at=now())
    return render_template("people/invitation.html", invitation=invitation, token=token), NO_REFERRER


@blueprint.post("/<token>")
@allow(everyone)
def accept(token: str) -> ResponseReturnValue:
    """Become a member and be signed in, on whatever device the mail was opened."""
    database = get_session()
    key, organisation_id = accept_invitation(database, token, language=language(), at=now())
    end_session(database, session.get("person", ""))
    database.commit()
    remember_person(key)
    return redirect(url_for("profiles.tasks", organisation_id=organisation_id))


@blueprint.errorhandler(InvitationNotUsable)
def not_usable(error: InvitationNotUsable) -> ResponseReturnValue:
    """Used, expired, withdrawn or unknown: each with what to do next; a member goes straight on."""
    invitation = error.invitation
    used = invitation.organisation_id if invitation and error.fault is InvitationFault.USED else None
    if used in current_actor().edits:
        return redirect(url_for("profiles.tasks", organisation_id=used))
    page = render_template("people/invitation_stale.html", fault=error.fault, invitation=invitation)
    return page, 410, NO_REFERRER
