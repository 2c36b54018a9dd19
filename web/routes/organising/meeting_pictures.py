"""How does a meeting look at a glance? One page with its pictures, each with a table that says the same."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import RunState
from models.meeting import Meeting
from models.proposal import ProposalForm
from models.queries.proposals import latest_run
from web.actions.organising.meeting_pictures import WIDTH, StepCode, flow_of, origins_of
from web.actions.permissions import organises_meeting
from web.actions.proposals.circle import LABEL_RADIUS
from web.actions.proposals.network import draw_network
from web.database import get_session
from web.security import allow

blueprint = Blueprint("meeting_pictures", __name__)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/in-beeld")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Bars from registered to present, the map of who comes from where, and the network."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    run = latest_run(session, meeting_id, RunState.DONE)
    return render_template(
        "organiser/pictures.html",
        meeting=meeting,
        flow=flow_of(session, meeting),
        flow_width=WIDTH,
        origins=origins_of(session, meeting),
        picture=draw_network(session, run, ProposalForm.PAIRING) if run else None,
        focus=None,
        label_radius=LABEL_RADIUS,
        step_word=step_word,
    )


def step_word(code: StepCode) -> str:
    """How far organisations got."""
    words = {
        StepCode.INVITED: _("Uitgenodigd"),
        StepCode.ANSWERED: _("Heeft geantwoord"),
        StepCode.REGISTERED: _("Heeft zich aangemeld"),
        StepCode.COMING: _("Is niet afgemeld"),
        StepCode.PRESENT: _("Was er"),
    }
    return str(words[code])
