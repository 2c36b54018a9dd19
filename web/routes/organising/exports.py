"""How does an organiser take a list along? Every list page has its file, XLSX or CSV."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from models.meeting import Meeting
from web.actions.permissions import organises_meeting, organises_region
from web.database import get_session
from web.exports import export_answer
from web.forms.review import FORMS, asked_view
from web.presenting import export_tables
from web.security import allow

blueprint = Blueprint("exports", __name__)


@blueprint.get("/regio/<code>/organisaties.<any(xlsx, csv):form>")
@allow(organises_region)
def organisations(code: str, form: str) -> ResponseReturnValue:
    """The organisations of a region, with the columns of an import."""
    return export_answer(export_tables.organisations_table(get_session(), code), "organisaties", form)


@blueprint.get("/regio/<code>/bijeenkomsten.<any(xlsx, csv):form>")
@allow(organises_region)
def meetings(code: str, form: str) -> ResponseReturnValue:
    """The meetings of a region."""
    return export_answer(export_tables.meetings_table(get_session(), code), "bijeenkomsten", form)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/aanmeldingen.<any(xlsx, csv):form>")
@allow(organises_meeting)
def registrations(meeting_id: int, form: str) -> ResponseReturnValue:
    """Everyone who comes."""
    session = get_session()
    table = export_tables.registrations_table(session, session.get_one(Meeting, meeting_id))
    return export_answer(table, "aanmeldingen", form)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/voorstellen.<any(xlsx, csv):form>")
@allow(organises_meeting)
def proposals(meeting_id: int, form: str) -> ResponseReturnValue:
    """The proposals with the filter and the order of the desk, which stand in the address."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    table = export_tables.proposals_table(session, meeting, asked_view(meeting.courage))
    return export_answer(table, "voorstellen", form)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/zonder-voorstel.<any(xlsx, csv):form>")
@allow(organises_meeting)
def left_out(meeting_id: int, form: str) -> ResponseReturnValue:
    """Who got no proposal; `vorm` says whether pairings or coalitions are meant."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    wanted = FORMS.get(request.args.get("vorm", ""), FORMS["tweetallen"])
    return export_answer(export_tables.left_out_table(session, meeting, wanted), "zonder-voorstel", form)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten.<any(xlsx, csv):form>")
@allow(organises_meeting)
def match_lists(meeting_id: int, form: str) -> ResponseReturnValue:
    """The published match lists."""
    session = get_session()
    table = export_tables.match_lists_table(session, session.get_one(Meeting, meeting_id))
    return export_answer(table, "lijsten", form)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/post.<any(xlsx, csv):form>")
@allow(organises_meeting)
def mails(meeting_id: int, form: str) -> ResponseReturnValue:
    """The mails of the version in force."""
    session = get_session()
    table = export_tables.mails_table(session, session.get_one(Meeting, meeting_id))
    return export_answer(table, "mails", form)
