"""What do organisers see of best persons? Who agreed to be named, and which organisations connect sectors."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from models.region import Region
from web.actions.afterwards.connecting import connections_in
from web.actions.afterwards.nomination_overview import ask_named, drivers_at, drivers_in
from web.actions.permissions import organises_meeting, organises_region
from web.actions.proposals.circle import LABEL_RADIUS
from web.clock import now
from web.database import get_session
from web.mailing import current_site
from web.security import allow, current_actor

blueprint = Blueprint("drivers", __name__)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/trekkers")
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """How many were named at this meeting, and who of them agreed."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template("nominations/meeting.html", meeting=meeting, drivers=drivers_at(session, meeting))


@blueprint.post("/bijeenkomsten/<int:meeting_id>/trekkers/vragen")
@allow(organises_meeting)
def ask(meeting_id: int) -> ResponseReturnValue:
    """Ask everyone who was named and not asked yet; the organiser does not see whom."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    count = ask_named(session, meeting, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    sent = ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", count)
    flash(f"{sent} {_('Wie geen mail wil of geen adres heeft, leest het na het inloggen.')}")
    return redirect(url_for(".of_meeting", meeting_id=meeting_id))


@blueprint.get("/regio/<code>/verbinders")
@allow(organises_region)
def of_region(code: str) -> ResponseReturnValue:
    """Who connects sectors, as a table and a picture (`organisatie`: to follow one), and who agreed."""
    session = get_session()
    focus = request.args.get("organisatie", type=int)
    return render_template(
        "nominations/region.html",
        region=session.get_one(Region, code),
        connections=connections_in(session, code, focus=focus),
        drivers=drivers_in(session, code),
        focus=focus,
        label_radius=LABEL_RADIUS,
    )
