"""How does an organiser prepare a learning circle? Read the cases, make groups, show them to the guests."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.circle import CaseState
from models.meeting import Meeting
from models.queries.circles import cases_at
from web.actions.afterwards.circle_asking import ask_for_cases, asking
from web.actions.afterwards.circle_cases import CaseUnknown, ReasonMissing, accept_all, is_circle, judge_case
from web.actions.afterwards.circle_groups import (
    GroupFull,
    GuestUnknown,
    circle_of,
    move_guest,
    propose_groups,
    seats_at,
    show_groups,
)
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.circles import JudgeForm, MoveForm
from web.i18n import language
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.circles import WORDS, circle_problem

blueprint = Blueprint("circles", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/leercirkel")

VERDICTS = {"akkoord": CaseState.ACCEPTED, "anders": CaseState.REWORD, "weiger": CaseState.REFUSED}


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The cases, who talks with whom, and who has nobody and why."""
    return _page(circle_meeting(meeting_id))


@blueprint.post("/vragen")
@allow(organises_meeting)
def ask(meeting_id: int) -> ResponseReturnValue:
    """Mail everyone who comes a personal link, and ask for a case; nobody twice."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    asked = ask_for_cases(session, meeting, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", asked))
    return _back(meeting_id)


@blueprint.post("/gevallen/<int:registration_id>")
@allow(organises_meeting)
def judge(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """Accept a case, ask for other words, or refuse it."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    form, verdict = JudgeForm(), VERDICTS.get(request.form.get("oordeel", ""))
    if verdict is None:
        abort(400)
    if not form.validate():
        return _page(meeting, judged=registration_id, judging=form), 422
    try:
        reason = form.reason.data or ""
        judge_case(session, meeting, registration_id, verdict, reason, actor=current_actor(), at=now())
    except ReasonMissing:
        form.reason.errors = [_("Schrijf op waarom. De deelnemer leest het.")]
        return _page(meeting, judged=registration_id, judging=form), 422
    except CaseUnknown as refusal:
        flash(circle_problem(refusal.code))
        return _back(meeting_id)
    session.commit()
    flash(_("Opgeslagen. De deelnemer ziet het via de eigen link."))
    return redirect(url_for(".show", meeting_id=meeting_id) + f"#geval-{registration_id}")


@blueprint.post("/akkoord")
@allow(organises_meeting)
def accept(meeting_id: int) -> ResponseReturnValue:
    """Accept every case that waits."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    count = accept_all(session, meeting, actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s geval is akkoord.", "%(num)s gevallen zijn akkoord.", count))
    return _back(meeting_id)


@blueprint.post("/groepjes")
@allow(organises_meeting)
def propose(meeting_id: int) -> ResponseReturnValue:
    """Make groups by kind of case; they take the place of those that were there."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    count = propose_groups(session, meeting, actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("Er is %(num)s groepje gemaakt.", "Er zijn %(num)s groepjes gemaakt.", count))
    return redirect(url_for(".show", meeting_id=meeting_id) + "#groepjes")


@blueprint.post("/verplaatsen")
@allow(organises_meeting)
def move(meeting_id: int) -> ResponseReturnValue:
    """Let someone talk with another one, or with nobody."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    form = MoveForm.showing(seats_at(session, meeting))
    if not form.validate():
        return _page(meeting, moving=form), 422
    try:
        move_guest(session, meeting, form.guest_id, form.other_id, actor=current_actor(), at=now())
    except (GroupFull, GuestUnknown) as refusal:
        form.form_errors.append(circle_problem(refusal.code))
        return _page(meeting, moving=form), 409
    session.commit()
    flash(_("Het groepje is veranderd."))
    return redirect(url_for(".show", meeting_id=meeting_id) + "#groepjes")


@blueprint.post("/<any(tonen, verbergen):choice>")
@allow(organises_meeting)
def let_see(meeting_id: int, choice: str) -> ResponseReturnValue:
    """Let guests see with whom they talk, or not any more."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    shown = choice == "tonen"
    show_groups(session, meeting, shown=shown, actor=current_actor(), at=now())
    session.commit()
    said = (
        _("Deelnemers zien nu met wie zij praten.") if shown else _("Deelnemers zien hun groepje niet meer.")
    )
    flash(said)
    return redirect(url_for(".show", meeting_id=meeting_id) + "#groepjes")


def circle_meeting(meeting_id: int) -> Meeting:
    """This meeting, if people bring cases to it; else the page `bestaat niet`."""
    meeting = get_session().get_one(Meeting, meeting_id)
    return meeting if is_circle(meeting) else abort(404)


def _page(
    meeting: Meeting,
    *,
    judged: int | None = None,
    judging: JudgeForm | None = None,
    moving: MoveForm | None = None,
) -> str:
    session = get_session()
    seats = seats_at(session, meeting)
    return render_template(
        "circles/organise.html",
        meeting=meeting,
        cases=cases_at(session, meeting.id),
        asking=asking(session, meeting, language=language(), at=now()),
        view=circle_of(session, meeting),
        guests={one.registration.id: one for one in seats},
        judged=judged,
        judging=judging or JudgeForm(formdata=None),
        moving=moving or MoveForm.showing(seats),
        **WORDS,
    )


def _back(meeting_id: int) -> ResponseReturnValue:
    return redirect(url_for(".show", meeting_id=meeting_id))
