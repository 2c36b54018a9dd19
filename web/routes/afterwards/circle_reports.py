"""What did a learning circle teach? Written down per case, as a page and a PDF, and read by other regions."""

from flask import Blueprint, Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from structlog import get_logger

from web.actions.afterwards.circle_cases import CaseUnknown
from web.actions.afterwards.circle_lessons import (
    NothingLearnt,
    accepted_case,
    report_of,
    share_lessons,
    shared_reports,
    tell_lesson,
)
from web.actions.lists.encounters import NotYetError
from web.actions.permissions import organises_meeting, organises_something
from web.clock import now
from web.database import get_session
from web.documents import PdfUnavailable, pdf_of
from web.forms.circles import LessonForm
from web.routes.afterwards.circles import circle_meeting
from web.security import allow, current_actor
from web.words.circles import WORDS, circle_problem

blueprint = Blueprint("circle_reports", __name__)
log = get_logger(__name__)


@blueprint.get("/leercirkels")
@allow(organises_something)
def shared() -> ResponseReturnValue:
    """What circles in all regions taught, as far as their organisers shared it."""
    return render_template("circles/shared.html", reports=shared_reports(get_session()), **WORDS)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/leercirkel/verslag")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The lessons of this circle."""
    meeting = circle_meeting(meeting_id)
    report = report_of(get_session(), meeting)
    return render_template("circles/report.html", meeting=meeting, report=report, **WORDS)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/leercirkel/verslag.pdf")
@allow(organises_meeting)
def download(meeting_id: int) -> ResponseReturnValue:
    """The same on paper."""
    report = report_of(get_session(), circle_meeting(meeting_id))
    page = render_template("circles/document.html", report=report, **WORDS)
    try:
        pdf = pdf_of(page)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        address = url_for(".show", meeting_id=meeting_id)
        return Response(render_template("attendee/no_pdf.html", list_address=address), 503)
    disposition = f'attachment; filename="leercirkel-{meeting_id}.pdf"'
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


@blueprint.route(
    "/bijeenkomsten/<int:meeting_id>/leercirkel/verslag/<int:registration_id>", methods=["GET", "POST"]
)
@allow(organises_meeting)
def lesson(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """What was learnt from one case, written down by the organiser."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    case = accepted_case(session, meeting, registration_id)
    form = LessonForm.showing(case.lesson)
    page = {
        "form": form,
        "case": case,
        "meeting": meeting,
        "back_address": url_for(".show", meeting_id=meeting_id),
    }
    if not form.validate_on_submit():
        return render_template("circles/lesson.html", **page, **WORDS)
    try:
        tell_lesson(session, meeting, case, form.draft(), actor=current_actor(), at=now())
    except NotYetError as refusal:
        form.form_errors.append(circle_problem(refusal.code))
        return render_template("circles/lesson.html", **page, **WORDS)
    session.commit()
    flash(_("De les is opgeslagen."))
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.post("/bijeenkomsten/<int:meeting_id>/leercirkel/<any(delen, stoppen):choice>")
@allow(organises_meeting)
def share(meeting_id: int, choice: str) -> ResponseReturnValue:
    """Let organisers of other regions read the lessons, or not any more."""
    session, meeting = get_session(), circle_meeting(meeting_id)
    shared_now = choice == "delen"
    try:
        share_lessons(session, meeting, shared=shared_now, actor=current_actor(), at=now())
    except NothingLearnt as refusal:
        flash(circle_problem(refusal.code))
        return redirect(url_for(".show", meeting_id=meeting_id))
    session.commit()
    said = (
        _("Alle organisatoren kunnen de lessen nu lezen.")
        if shared_now
        else _("De lessen zijn niet meer gedeeld.")
    )
    flash(said)
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.errorhandler(CaseUnknown)
def case_unknown(_error: CaseUnknown) -> ResponseReturnValue:
    """The case was taken away, refused, or never was there."""
    return render_template("errors/404.html"), 404
