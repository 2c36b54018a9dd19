"""What of the tables goes on paper? Cards for the tables, a list at the door, an overview for each round."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from structlog import get_logger

from models.meeting import Meeting
from web.actions.permissions import organises_meeting
from web.actions.tables.seating import NoPlanError
from web.actions.tables.seating_changes import current_plan
from web.actions.tables.seating_view import view_plan
from web.database import get_session
from web.documents import PdfUnavailable, pdf_of
from web.security import allow

log = get_logger(__name__)

blueprint = Blueprint("seating_papers", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/tafels")

PAPERS = "any(tafelkaarten, deurlijst, rondes)"


@blueprint.get(f"/<{PAPERS}:paper>")
@allow(organises_meeting)
def sheet(meeting_id: int, paper: str) -> ResponseReturnValue:
    """The paper on the screen, with a button to print it."""
    page = _rendered(meeting_id, paper, "seating/paper.html")
    return page or redirect(url_for("seating.settings", meeting_id=meeting_id))


@blueprint.get(f"/<{PAPERS}:paper>.pdf")
@allow(organises_meeting)
def document(meeting_id: int, paper: str) -> ResponseReturnValue:
    """The same as a PDF; a page that says what to do instead where this machine cannot make one."""
    page = _rendered(meeting_id, paper, "seating/document.html")
    if page is None:
        return redirect(url_for("seating.settings", meeting_id=meeting_id))
    try:
        pdf = pdf_of(page)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        back = url_for(".sheet", meeting_id=meeting_id, paper=paper)
        return Response(render_template("attendee/no_pdf.html", list_address=back), 503)
    name = f'attachment; filename="onverwacht-{paper}.pdf"'
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": name})


def _rendered(meeting_id: int, paper: str, template: str) -> str | None:
    session = get_session()
    try:
        plan = current_plan(session, meeting_id)
    except NoPlanError:
        return None
    titles = {
        "tafelkaarten": _("Tafelkaarten"),
        "deurlijst": _("Deurlijst"),
        "rondes": _("Overzicht per ronde"),
    }
    return render_template(
        template,
        meeting=session.get_one(Meeting, meeting_id),
        view=view_plan(session, plan),
        paper=paper,
        title=titles[paper],
    )
