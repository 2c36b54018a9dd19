"""Which rounds of proposals were there, how do two differ, and how does an organiser go back to one?"""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.queries.runs import counts_of_runs, done_run, requesters_of, runs_of_meeting
from web.actions.lists.versions import versions_of
from web.actions.permissions import organises_meeting
from web.actions.proposals.matching import RunActiveError
from web.actions.proposals.rolling_back import roll_back
from web.actions.proposals.runs import compare_runs
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor
from web.words.desk import run_state_word

blueprint = Blueprint("runs", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>")


@blueprint.get("/rondes")
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """Every round with its settings and what was decided; two to compare."""
    session = get_session()
    runs = runs_of_meeting(session, meeting_id)
    return render_template(
        "organiser/runs.html",
        meeting=session.get_one(Meeting, meeting_id),
        runs=runs,
        counts=counts_of_runs(session, meeting_id),
        requesters=requesters_of(session, runs),
        run_state_word=run_state_word,
    )


@blueprint.get("/rondes/vergelijk")
@allow(organises_meeting)
def compare(meeting_id: int) -> ResponseReturnValue:
    """Two rounds side by side: what came, what went, what changed."""
    session = get_session()
    chosen = [request.args.get(word, 0, type=int) for word in ("een", "ander")]
    first, second = (done_run(session, meeting_id, run_id) for run_id in chosen)
    if first is None or second is None or first.id == second.id:
        flash(_("Kies twee verschillende rondes die klaar zijn."))
        return redirect(url_for(".of_meeting", meeting_id=meeting_id))
    return render_template(
        "organiser/runs_compared.html",
        meeting=session.get_one(Meeting, meeting_id),
        first=first,
        second=second,
        comparison=compare_runs(session, first, second),
    )


@blueprint.post("/rondes/<int:run_id>/terug")
@allow(organises_meeting)
def go_back(meeting_id: int, run_id: int) -> ResponseReturnValue:
    """Propose again what an earlier round did; decisions hold."""
    session = get_session()
    earlier = done_run(session, meeting_id, run_id)
    if earlier is None:
        flash(_("Deze ronde is niet klaar, dus u kunt er niet naar terug."))
        return redirect(url_for(".of_meeting", meeting_id=meeting_id))
    try:
        roll_back(session, earlier, actor=current_actor(), at=now())
    except RunActiveError:
        session.rollback()
        flash(_("Er worden al voorstellen gemaakt voor deze bijeenkomst. Wacht tot dat klaar is."))
        return redirect(url_for("matching.progress", meeting_id=meeting_id))
    session.commit()
    flash(_("U bent terug bij de voorstellen van toen. Wat u besloot, geldt nog."))
    return redirect(url_for("review.desk", meeting_id=meeting_id))


@blueprint.get("/versies")
@allow(organises_meeting)
def versions(meeting_id: int) -> ResponseReturnValue:
    """Every published version of the lists, and how each differs from the one before."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template("organiser/versions.html", meeting=meeting, versions=versions_of(session, meeting))
