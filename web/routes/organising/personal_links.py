"""What if someone's personal link fell into other hands? An organiser lets it end, and sends a new one."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.registration import Registration
from web.actions.lists.publishing import renew_link
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor, current_settings

blueprint = Blueprint(
    "personal_links",
    __name__,
    url_prefix="/bijeenkomsten/<int:meeting_id>/aanmeldingen/eigen-link/<int:registration_id>",
)


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """What will happen, and one button."""
    registration = _registration(meeting_id, registration_id)
    meeting = get_session().get_one(Meeting, meeting_id)
    return render_template("organiser/personal_link.html", meeting=meeting, registration=registration)


@blueprint.post("")
@allow(organises_meeting)
def renew(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """End the links and the lists that are open with them; a mail with a new one waits."""
    session = get_session()
    registration = _registration(meeting_id, registration_id)
    base_url = current_settings().base_url
    written = renew_link(session, registration, base_url=base_url, actor=current_actor(), at=now())
    session.commit()
    if written:
        flash(_("De oude link werkt niet meer. Een mail met een nieuwe link wacht op u."))
        return redirect(url_for("publishing.outbox", meeting_id=meeting_id))
    flash(_("De oude link werkt niet meer. Er is geen nieuwe: geef deze persoon de lijst op papier."))
    return redirect(url_for("attendance.everyone", meeting_id=meeting_id))


def _registration(meeting_id: int, registration_id: int) -> Registration:
    found = get_session().get(Registration, registration_id)
    if found is None or found.meeting_id != meeting_id or found.cancelled_at is not None:
        abort(404)
    return found
