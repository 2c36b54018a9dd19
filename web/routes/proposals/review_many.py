"""How does an organiser decide on many proposals at once, see what was decided, and take it back?"""

from datetime import UTC, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.proposals import latest_run
from web.actions.permissions import organises_meeting
from web.actions.proposals.bulk import decide_all, undo_all
from web.actions.proposals.history import decided_since, history_of
from web.clock import now
from web.database import get_session
from web.forms.review import ManyForm
from web.pages import flat_errors
from web.security import allow, current_actor, own_path
from web.words.desk import bulk_sentence, deed_word

blueprint = Blueprint("review_many", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/voorstellen")


@blueprint.post("/kies")
@allow(organises_meeting)
def decide(meeting_id: int) -> ResponseReturnValue:
    """One decision on every proposal that was ticked; what a colleague decided meanwhile stays."""
    form, session = ManyForm(), get_session()
    chosen, verdict = form.chosen(), form.verdict()
    back = own_path(request.form.get("terug", "")) or url_for("review.desk", meeting_id=meeting_id)
    if not chosen or verdict is None:
        flash(_("Kies eerst een of meer voorstellen, en dan een besluit."))
        return redirect(back)
    if not form.validate():
        flash(" ".join(flat_errors(form.note.errors)))
        return redirect(back)
    meeting, at = session.get_one(Meeting, meeting_id), now()
    outcome = decide_all(session, meeting, chosen, verdict, actor=current_actor(), at=at)
    session.commit()
    flash(bulk_sentence(outcome))
    return redirect(back)


@blueprint.get("/geschiedenis")
@allow(organises_meeting)
def history(meeting_id: int) -> ResponseReturnValue:
    """Everything that was decided, the newest first, with what can be taken back."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/history.html",
        meeting=meeting,
        history=history_of(session, meeting, request.args.get("pagina", 1, type=int)),
        deed_word=deed_word,
    )


@blueprint.post("/geschiedenis/terug")
@allow(organises_meeting)
def undo(meeting_id: int) -> ResponseReturnValue:
    """Take back what someone decided at one moment, where nothing was decided since."""
    session = get_session()
    moment = _moment(request.form.get("moment", ""))
    decider = request.form.get("wie", type=int)
    if moment is None or decider is None:
        flash(_("Kies in de lijst wat u wilt terugdraaien."))
    else:
        meeting = session.get_one(Meeting, meeting_id)
        outcome = undo_all(session, meeting, decider, moment, actor=current_actor(), at=now())
        session.commit()
        flash(
            ngettext(
                "%(num)s besluit is teruggedraaid.",
                "%(num)s besluiten zijn teruggedraaid.",
                len(outcome.decided),
            )
        )
    return redirect(url_for(".history", meeting_id=meeting_id))


@blueprint.get("/nieuws")
@allow(organises_meeting)
def news(meeting_id: int) -> ResponseReturnValue:
    """Who else decided since the desk was shown (`sinds`); a part of the page, for htmx."""
    session = get_session()
    run = latest_run(session, meeting_id, RunState.DONE)
    since = request.args.get("sinds", 0, type=int)
    shown = request.args.get("ronde", 0, type=int)
    names = decided_since(session, run.id, since, but=current_actor().person_id) if run else ()
    return render_template(
        "organiser/desk_news.html",
        meeting_id=meeting_id,
        names=names,
        since=since,
        run_id=shown,
        replaced=run is not None and run.id != shown,
    )


def _moment(typed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(typed)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
