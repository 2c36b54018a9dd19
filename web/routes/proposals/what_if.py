"""How does an organiser try a change before making it? Ask, wait a moment, see who gains and who loses."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.queries.proposals import latest_run, names_of
from models.trial import Trial
from web.actions.errors import ActionError
from web.actions.permissions import organises_meeting
from web.actions.proposals.shifts import named
from web.actions.proposals.what_if import (
    NothingAskedError,
    ask,
    change_of,
    effects_of,
    is_given_up,
    settings_of_run,
)
from web.actions.proposals.what_if_made import make_change
from web.actions.tables.seating_wishes import all_coming
from web.clock import now
from web.database import get_session
from web.forms.what_if import WhatIfForm
from web.security import allow, current_actor
from web.words.desk import pin_problem_sentence, trial_problem_sentence

blueprint = Blueprint("what_if", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/wat-als")


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_meeting)
def form(meeting_id: int) -> ResponseReturnValue:
    """What to try: settings, and decisions on who meets whom."""
    session = get_session()
    run = _newest(meeting_id)
    settings = settings_of_run(run)
    typed = WhatIfForm.showing(all_coming(session, meeting_id), settings)
    if typed.validate_on_submit():
        try:
            trial = ask(session, run, typed.change(settings), actor=current_actor(), at=now())
        except NothingAskedError:
            typed.form_errors.append(_("Er verandert niets. Verander eerst iets, en vraag het dan."))
        else:
            session.commit()
            return redirect(url_for(".result", meeting_id=meeting_id, trial_id=trial.id))
    groups = typed.groups()
    return render_template(
        "organiser/what_if.html",
        meeting=session.get_one(Meeting, meeting_id),
        form=typed,
        groups=groups,
        names=names_of(session, {one for tried in groups.values() for group in tried for one in group}),
    )


@blueprint.get("/<int:trial_id>")
@allow(organises_meeting)
def result(meeting_id: int, trial_id: int) -> ResponseReturnValue:
    """Who would gain and who would lose a partner; while it is worked out, how far it is."""
    session = get_session()
    trial = _trial(meeting_id, trial_id)
    change = change_of(trial)
    done = trial.state is RunState.DONE
    effects = effects_of(trial) if done else None
    involved = {one for group in (*change.pin, *change.refuse, *change.apart) for one in group}
    if effects:
        for difference in (effects.pairings, effects.coalitions):
            involved |= {one for group in (*difference.came, *difference.went) for one in group}
        involved |= set(effects.left_out)
    names = names_of(session, involved)
    part = "HX-Request" in request.headers
    return render_template(
        "organiser/what_if_part.html" if part else "organiser/what_if_result.html",
        meeting=session.get_one(Meeting, meeting_id),
        trial=trial,
        change=change,
        effects=effects,
        changed=named(effects.pairings.shifts, names) if effects else (),
        tried_on=settings_of_run(trial.run),
        names=names,
        failed=trial.state is RunState.FAILED or is_given_up(trial),
        problem=trial_problem_sentence(trial.problem),
    )


@blueprint.post("/<int:trial_id>/doen")
@allow(organises_meeting)
def make(meeting_id: int, trial_id: int) -> ResponseReturnValue:
    """Make the change that was tried, and ask for new proposals."""
    session = get_session()
    trial = _trial(meeting_id, trial_id)
    try:
        make_change(session, trial, actor=current_actor(), at=now())
    except ActionError as refusal:
        session.rollback()
        flash(pin_problem_sentence(refusal))
        return redirect(url_for(".result", meeting_id=meeting_id, trial_id=trial_id))
    session.commit()
    return redirect(url_for("matching.progress", meeting_id=meeting_id))


def _newest(meeting_id: int) -> MatchingRun:
    run = latest_run(get_session(), meeting_id, RunState.DONE)
    if run is None:
        abort(404)
    return run


def _trial(meeting_id: int, trial_id: int) -> Trial:
    trial = get_session().get(Trial, trial_id)
    if trial is None or trial.run.meeting_id != meeting_id:
        abort(404)
    return trial
