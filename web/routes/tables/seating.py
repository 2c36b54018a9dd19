"""How does an organiser get tables and rounds? Settings, a plan as a picture, mending it, publishing it."""

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.seating import everyone_seatable, latest_plan, wishes_of
from web.actions.errors import ActionError
from web.actions.permissions import organises_meeting
from web.actions.tables.seat_news import tell_moved
from web.actions.tables.seating import (
    is_plan_abandoned,
    request_plan,
    request_repair,
    usual_settings,
)
from web.actions.tables.seating_changes import current_plan, publish_plan
from web.actions.tables.seating_view import view_plan
from web.actions.tables.seating_wishes import choose_moderators
from web.clock import now
from web.database import get_session
from web.forms.seating import SeatingForm
from web.security import allow, current_actor, current_settings
from web.words.seating import (
    placement_sentence,
    plan_problem_sentence,
    remark_sentence,
    remark_title,
    shortfall_sentence,
    unseated_sentence,
)

blueprint = Blueprint("seating", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/tafels")


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The newest plan: a round as a picture, whoever has no seat, what could be better, everyone's tables."""
    session = get_session()
    plan = latest_plan(session, meeting_id, RunState.DONE)
    if plan is None:
        return redirect(url_for(".settings", meeting_id=meeting_id))
    number = request.args.get("ronde", 1, type=int)
    return render_template(
        "seating/plan.html",
        meeting=session.get_one(Meeting, meeting_id),
        view=view_plan(session, plan),
        number=min(max(number, 1), plan.rounds),
        remark_sentence=remark_sentence,
        remark_title=remark_title,
        shortfall_sentence=shortfall_sentence,
        unseated_sentence=unseated_sentence,
    )


@blueprint.route("/instellingen", methods=["GET", "POST"])
@allow(organises_meeting)
def settings(meeting_id: int) -> ResponseReturnValue:
    """How many tables and rounds, and what to keep together; sending it makes the plan."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    people = everyone_seatable(session, meeting_id)
    moderators = [id_ for id_, wish in wishes_of(session, meeting_id).items() if wish.moderator]
    form = SeatingForm.showing(people, usual_settings(session, meeting), moderators)
    if not form.validate_on_submit():
        return render_template(
            "seating/settings.html",
            form=form,
            meeting=meeting,
            people=people,
            plan=latest_plan(session, meeting_id, RunState.DONE),
        )
    actor, at = current_actor(), now()
    choose_moderators(session, meeting, form.chosen_moderators(), actor=actor, at=at)
    try:
        request_plan(session, meeting, form.settings(), actor=actor, at=at)
    except ActionError as refusal:
        return _refused(refusal, meeting_id)
    session.commit()
    return redirect(url_for(".progress", meeting_id=meeting_id))


@blueprint.post("/opnieuw")
@allow(organises_meeting)
def again(meeting_id: int) -> ResponseReturnValue:
    """Make the plan anew with the settings as they are; locked seats stay."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    try:
        request_plan(session, meeting, usual_settings(session, meeting), actor=current_actor(), at=now())
    except ActionError as refusal:
        return _refused(refusal, meeting_id)
    session.commit()
    return redirect(url_for(".progress", meeting_id=meeting_id))


@blueprint.post("/bijwerken")
@allow(organises_meeting)
def repair(meeting_id: int) -> ResponseReturnValue:
    """Follow the plan up for those who come now, with as few changes as possible."""
    session = get_session()
    try:
        request_repair(session, session.get_one(Meeting, meeting_id), actor=current_actor(), at=now())
    except ActionError as refusal:
        return _refused(refusal, meeting_id)
    session.commit()
    return redirect(url_for(".progress", meeting_id=meeting_id))


@blueprint.post("/publiceren")
@allow(organises_meeting)
def publish(meeting_id: int) -> ResponseReturnValue:
    """Let attendees see their tables on their lists."""
    session = get_session()
    try:
        plan = current_plan(session, meeting_id, seen=request.form.get("plan", type=int))
    except ActionError as refusal:
        return _refused(refusal, meeting_id)
    at = now()
    is_new = plan.published_at is None
    publish_plan(session, plan, actor=current_actor(), at=at)
    mails = tell_moved(session, plan, base_url=current_settings().base_url, at=at) if is_new else ()
    session.commit()
    flash(_("Plan %(number)s is gepubliceerd. Deelnemers zien hun tafels op hun lijst.", number=plan.number))
    if mails:
        flash(_("De mails over een andere tafel wachten op u, bij ‘Iemand valt af’."))
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.get("/voortgang")
@allow(organises_meeting)
def progress(meeting_id: int) -> ResponseReturnValue:
    """How far the newest plan is; leads on once it is done. htmx asks for the middle part only."""
    session = get_session()
    plan = latest_plan(session, meeting_id)
    if plan is None or plan.state is RunState.DONE:
        return _go_to(url_for(".show", meeting_id=meeting_id))
    part = "HX-Request" in request.headers
    return render_template(
        "seating/progress_part.html" if part else "seating/progress.html",
        meeting=session.get_one(Meeting, meeting_id),
        plan=plan,
        failed=plan.state is RunState.FAILED or is_plan_abandoned(plan),
        problem=plan_problem_sentence(plan.problem or "abandoned"),
    )


def _refused(refusal: ActionError, meeting_id: int) -> ResponseReturnValue:
    flash(placement_sentence(refusal.code))
    target = {"plan_active": ".progress", "nobody_comes": "attendance.everyone"}.get(refusal.code, ".show")
    return redirect(url_for(target, meeting_id=meeting_id))


def _go_to(address: str) -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        answer = make_response("")
        answer.headers["HX-Redirect"] = address
        return answer
    return redirect(address)
