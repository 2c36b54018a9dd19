"""What has to be arranged for a meeting? Seen by phase, ticked, added, taken off and put back."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.checklist import MeetingTask
from models.meeting import Meeting
from web.actions.organising.checklist import (
    TooManyTasksError,
    add_task,
    add_usual_tasks,
    checklist_of,
    take_off,
    tick_task,
)
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.checklist import TaskForm
from web.security import allow, current_actor
from web.words.programmes import phase_word

blueprint = Blueprint("checklist", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/controlelijst")


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The list, and a form to add something."""
    session, at = get_session(), now()
    meeting = session.get_one(Meeting, meeting_id)
    form = TaskForm(meeting)
    if not form.validate_on_submit():
        return render_template(
            "organiser/checklist.html",
            meeting=meeting,
            checklist=checklist_of(session, meeting, at),
            form=form,
            phase_word=phase_word,
        )
    try:
        add_task(session, meeting, form.draft(), actor=current_actor(), at=at)
    except TooManyTasksError:
        flash(_("De lijst is vol. Haal eerst iets weg."))
        return redirect(url_for(".show", meeting_id=meeting_id))
    session.commit()
    flash(_("Het staat op de lijst."))
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.post("/gewoon")
@allow(organises_meeting)
def usual(meeting_id: int) -> ResponseReturnValue:
    """Put on an empty list what has to be arranged for every meeting."""
    session, at = get_session(), now()
    meeting = session.get_one(Meeting, meeting_id)
    checklist = checklist_of(session, meeting, at)
    if not checklist.lines and not checklist.taken_off:
        add_usual_tasks(session, meeting)
    session.commit()
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.post("/<int:task_id>")
@allow(organises_meeting)
def tick(meeting_id: int, task_id: int) -> ResponseReturnValue:
    """It is arranged, or is not after all."""
    session, task = get_session(), _task(meeting_id, task_id)
    tick_task(session, task, done=request.form.get("klaar") == "ja", actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor=f"taak-{task_id}"))


@blueprint.post("/<int:task_id>/weg")
@allow(organises_meeting)
def take_off_list(meeting_id: int, task_id: int) -> ResponseReturnValue:
    """It need not be arranged for this meeting, or has to be after all."""
    session, task = get_session(), _task(meeting_id, task_id)
    off = request.form.get("weg") == "ja"
    take_off(session, task, off=off, actor=current_actor(), at=now())
    session.commit()
    if off:
        flash(_("Van de lijst gehaald. Onderaan kunt u het terugzetten."))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor=f"taak-{task_id}"))


def _task(meeting_id: int, task_id: int) -> MeetingTask:
    task = get_session().get(MeetingTask, task_id)
    if task is None or task.meeting_id != meeting_id:
        abort(404)
    return task
