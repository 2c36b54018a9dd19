"""How does an organiser get proposals? One button, and a page that shows how far it is."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.meetings import count_organisations
from models.queries.proposals import latest_run
from web.actions.permissions import organises_meeting
from web.actions.proposals.matching import (
    RunActiveError,
    TooFewOrganisationsError,
    is_abandoned,
    request_run,
    settings_of,
)
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor
from web.words.organiser import run_problem_sentence

blueprint = Blueprint("matching", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/voorstellen")


@blueprint.post("/maken")
@allow(organises_meeting)
def ask(meeting_id: int) -> ResponseReturnValue:
    """Ask for a run; one that is still going on is shown instead."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    try:
        request_run(session, meeting, settings_of(meeting), actor=current_actor(), at=now())
    except TooFewOrganisationsError:
        flash(_("Voor voorstellen zijn ten minste twee organisaties nodig. Meld ze eerst aan."))
        return redirect(url_for("attendance.everyone", meeting_id=meeting_id))
    except RunActiveError:
        flash(_("Er worden al voorstellen gemaakt voor deze bijeenkomst."))
        return redirect(url_for(".progress", meeting_id=meeting_id))
    session.commit()
    return redirect(url_for(".progress", meeting_id=meeting_id))


@blueprint.get("/voortgang")
@allow(organises_meeting)
def progress(meeting_id: int) -> ResponseReturnValue:
    """How far the newest run is; leads on once it is done. htmx asks for the middle part only."""
    session = get_session()
    run = latest_run(session, meeting_id)
    desk = url_for("review.desk", meeting_id=meeting_id)
    if run is None or run.state is RunState.DONE:
        return _go_to(desk)
    part = "HX-Request" in request.headers
    return render_template(
        "organiser/progress_part.html" if part else "organiser/progress.html",
        meeting=session.get_one(Meeting, meeting_id),
        run=run,
        failed=run.state is RunState.FAILED or is_abandoned(run),
        problem=run_problem_sentence(run.problem or "abandoned"),
        organisations=count_organisations(session, [meeting_id]).get(meeting_id, 0),
    )


def _go_to(address: str) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        answer = make_response("")
        answer.headers["HX-Redirect"] = address
        return answer
    return redirect(address)
