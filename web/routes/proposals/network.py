"""Who would meet whom? The picture of a meeting, and the same as a table."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.proposals import latest_run
from web.actions.permissions import organises_meeting
from web.actions.proposals.circle import LABEL_RADIUS
from web.actions.proposals.network import draw_network
from web.database import get_session
from web.forms.review import FORMS, asked_view, view_words
from web.security import allow

blueprint = Blueprint("network", __name__)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/netwerk")
@allow(organises_meeting)
def picture(meeting_id: int) -> ResponseReturnValue:
    """The network of the newest finished run; `organisatie` lets the ties of one organisation stand out."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    run = latest_run(session, meeting_id, RunState.DONE)
    if run is None:
        return redirect(url_for("review.desk", meeting_id=meeting_id))
    view = asked_view(meeting.courage)
    focus = request.args.get("organisatie", type=int)
    return render_template(
        "organiser/network.html",
        meeting=meeting,
        picture=draw_network(session, run, view.form, focus=focus),
        focus=focus,
        label_radius=LABEL_RADIUS,
        word=view_words(view)["vorm"],
        forms=list(FORMS),
    )
