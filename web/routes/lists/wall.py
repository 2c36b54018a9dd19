"""What stands on the wall at the end of a meeting? A picture that grows, without a name in it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from models.meeting import Meeting
from web.actions.lists.wall import GRAPH_FOOT, GRAPH_LEFT, GRAPH_RIGHT, wall_of
from web.actions.permissions import organises_meeting
from web.database import get_session
from web.security import allow

blueprint = Blueprint("wall", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/muur")

GRAPH = {"left": GRAPH_LEFT, "right": GRAPH_RIGHT, "foot": GRAPH_FOOT}


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The picture on a whole screen; it asks for itself again every ten seconds."""
    return _page("show", meeting_id)


@blueprint.get("/tekening")
@allow(organises_meeting)
def picture(meeting_id: int) -> ResponseReturnValue:
    """The picture alone, as it is now."""
    return _page("picture", meeting_id)


def _page(template: str, meeting_id: int) -> str:
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        f"wall/{template}.html", meeting=meeting, wall=wall_of(session, meeting), graph=GRAPH
    )
