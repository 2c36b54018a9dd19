"""How does a guest take part in a learning circle? Bring a case, see whom to talk with, tell the lesson."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.circle import PracticeCase
from models.organisation import Audience
from models.registration import Registration
from web.actions.afterwards.circle_cases import (
    CircleOver,
    bring_case,
    is_circle,
    own_case,
    usual_side,
    withdraw_case,
)
from web.actions.afterwards.circle_groups import Talk, own_talk
from web.actions.afterwards.circle_lessons import LessonsShared, can_tell, tell_own_lesson
from web.actions.lists.attendance import LinkUnknown, registration_of
from web.actions.lists.encounters import NotYetError
from web.actions.organisations.contact_details import ShownContact, Viewer, contacts_for
from web.actions.permissions import has_own_list
from web.clock import now
from web.database import get_session
from web.forms.circles import CaseForm, LessonForm
from web.routes.lists.attendee import PERSONAL, link_unknown
from web.routes.lists.match_lists import remember_views
from web.security import allow, current_actor
from web.words.circles import WORDS, circle_problem

blueprint = Blueprint("own_circle", __name__)
blueprint.register_error_handler(LinkUnknown, link_unknown)


@blueprint.route("/mijn-lijst/leercirkel", methods=["GET", "POST"])
@allow(has_own_list)
def show() -> ResponseReturnValue:
    """With whom to talk and about what; and the case that one brings, to write down or to change."""
    session, registration = get_session(), _guest()
    form = CaseForm.showing(own_case(session, registration), usual_side(registration))
    if not form.validate_on_submit():
        return _page(registration, form)
    try:
        bring_case(session, registration, form.draft(), actor=current_actor(), at=now())
    except CircleOver as refusal:
        form.form_errors.append(circle_problem(refusal.code))
        return _page(registration, form)
    session.commit()
    flash(_("Dank u wel. De organisator leest uw geval. Daarna ziet u hier met wie u erover praat."))
    return redirect(url_for(".show"))


@blueprint.post("/mijn-lijst/leercirkel/weg")
@allow(has_own_list)
def withdraw() -> ResponseReturnValue:
    """Take the own case away."""
    session, registration = get_session(), _guest()
    withdraw_case(session, registration, actor=current_actor(), at=now())
    session.commit()
    flash(_("Uw geval is weg."))
    return redirect(url_for(".show"))


@blueprint.route("/mijn-lijst/leercirkel/<int:registration_id>", methods=["GET", "POST"])
@allow(has_own_list)
def lesson(registration_id: int) -> ResponseReturnValue:
    """What was learnt from a case, told by who talked about it."""
    session, registration = get_session(), _guest()
    case = _case_of(own_talk(session, registration), registration_id)
    form = LessonForm.showing(case.lesson)
    page = {"form": form, "case": case, "meeting": registration.meeting, "back_address": url_for(".show")}
    if not form.validate_on_submit():
        return render_template("circles/lesson.html", **page, **WORDS), PERSONAL
    try:
        tell_own_lesson(session, registration.meeting, case, form.draft(), actor=current_actor(), at=now())
    except (LessonsShared, NotYetError) as refusal:
        form.form_errors.append(circle_problem(refusal.code))
        return render_template("circles/lesson.html", **page, **WORDS), PERSONAL
    session.commit()
    flash(_("Dank u wel. Wat u leerde, komt in het verslag, zonder namen."))
    return redirect(url_for(".show"))


def _guest() -> Registration:
    registration = registration_of(get_session(), current_actor())
    return registration if is_circle(registration.meeting) else abort(404)


def _case_of(talk: Talk | None, registration_id: int) -> PracticeCase:
    cases = talk.cases if talk else ()
    return next((one for one in cases if one.registration_id == registration_id), None) or abort(404)


def _page(registration: Registration, form: CaseForm) -> ResponseReturnValue:
    session = get_session()
    talk = own_talk(session, registration)
    contacts = _contacts(talk, registration)
    page = render_template(
        "circles/own.html",
        form=form,
        meeting=registration.meeting,
        own=own_case(session, registration),
        own_id=registration.id,
        talk=talk,
        contacts=contacts,
        is_open=registration.meeting.ends_at > now() and registration.meeting.cancelled_at is None,
        can_tell=can_tell(session, registration.meeting, now()),
        typed=request.method == "POST",
        **WORDS,
    )
    shown = [one for group in contacts.values() for one in group]
    remember_views(Viewer(organisation_id=registration.organisation_id), shown)
    return page, PERSONAL


def _contacts(talk: Talk | None, registration: Registration) -> dict[int, tuple[ShownContact, ...]]:
    """Of the others in the group, what everyone at the meeting may see."""
    others = {seat.registration.organisation_id for seat in talk.seats} if talk else set()
    others.discard(registration.organisation_id)
    return contacts_for(get_session(), tuple(sorted(others)), Audience.MEETING)
