"""Where does an organiser see what came of a meeting: who met, and what they thought and said?"""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from models.meeting import Meeting
from web.actions.lists.encounter_list import encounters_at
from web.actions.lists.encounters import stage_of
from web.actions.lists.feedback import opinions_at
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.security import allow

blueprint = Blueprint("encounter_list", __name__)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/ontmoetingen")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Counts and pairs, answers without names, and what was said on lists beforehand."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/encounters.html",
        meeting=meeting,
        encounters=encounters_at(session, meeting),
        opinions=opinions_at(session, meeting),
        stage=stage_of(meeting, now()),
    )
