"""How does an organiser get all lists on paper? One file that is made in the background, and its progress."""

from flask import Blueprint, Response, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models.meeting import Meeting
from web.actions.lists.papers import NothingToPrintError, file_of, is_busy, papers_of, request_file
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.i18n import language
from web.presenting.match_list import shown_contacts
from web.routes.lists.match_lists import organisers_of, remember_views
from web.security import allow, current_actor

blueprint = Blueprint("papers", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/lijsten/bestand")


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Ask for the file, see how far it is, take it along. htmx asks for the middle part only."""
    session = get_session()
    file = file_of(session, meeting_id)
    busy = file is not None and is_busy(file)
    part = bool(request.headers.get("HX-Request"))
    template = "progress" if part and busy else "show"
    page = make_response(
        render_template(
            f"papers/{template}.html",
            meeting=session.get_one(Meeting, meeting_id),
            file=file,
            busy=busy,
            refused=False,
        )
    )
    if part and not busy:
        page.headers["HX-Redirect"] = url_for(".show", meeting_id=meeting_id)
    return page


@blueprint.post("")
@allow(organises_meeting)
def ask(meeting_id: int) -> ResponseReturnValue:
    """Let the file be made, in the language of this page; `groot`: in large print."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    large = "groot" in request.form
    try:
        request_file(session, meeting, language=language(), large=large, actor=current_actor(), at=now())
    except NothingToPrintError:
        return render_template("papers/show.html", meeting=meeting, file=None, busy=False, refused=True), 409
    session.commit()
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.get("/lijsten.pdf")
@allow(organises_meeting)
def download(meeting_id: int) -> ResponseReturnValue:
    """The file itself; who takes it along saw the names on it."""
    session = get_session()
    file = file_of(session, meeting_id, with_content=True)
    if file is None or file.content is None:
        abort(404)
    content = file.content
    papers = papers_of(session, file.meeting)
    remember_views(organisers_of(meeting_id), shown_contacts([paper.match_list for paper in papers]))
    name = 'attachment; filename="onverwacht-alle-lijsten.pdf"'
    return Response(content, content_type="application/pdf", headers={"Content-Disposition": name})
