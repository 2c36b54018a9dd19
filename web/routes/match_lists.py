"""What do members and organisers see of match lists? Their organisation's own; or all lists of a meeting."""

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from web.actions.match_lists import MatchList, list_of_organisation, lists_of_meeting
from web.actions.permissions import edits_organisation, organises_meeting
from web.database import get_session
from web.match_list_pages import all_lists_page, calendar_file, list_page, list_pdf
from web.security import allow

blueprint = Blueprint("match_lists", __name__)


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>")
@allow(edits_organisation)
def of_organisation(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The list of one's own organisation."""
    return list_page(
        _list(organisation_id, meeting_id),
        pdf_address=url_for(".of_organisation_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        calendar_address=url_for(".calendar", organisation_id=organisation_id, meeting_id=meeting_id),
    )


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/lijst.pdf")
@allow(edits_organisation)
def of_organisation_pdf(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The same as a PDF."""
    address = url_for(".of_organisation", organisation_id=organisation_id, meeting_id=meeting_id)
    return list_pdf(_list(organisation_id, meeting_id), list_address=address)


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/bijeenkomst.ics")
@allow(edits_organisation)
def calendar(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The meeting for one's calendar."""
    return calendar_file(_list(organisation_id, meeting_id).meeting)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten")
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """Every list of the meeting on one page: each begins on a fresh sheet of paper."""
    return all_lists_page(lists_of_meeting(get_session(), meeting_id))


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten/<int:organisation_id>")
@allow(organises_meeting)
def of_attendee(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """The list of one organisation that comes, for its organiser."""
    return list_page(
        _list(organisation_id, meeting_id),
        pdf_address=url_for(".of_attendee_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        back_address=url_for(".of_meeting", meeting_id=meeting_id),
    )


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten/<int:organisation_id>/lijst.pdf")
@allow(organises_meeting)
def of_attendee_pdf(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """The same as a PDF, to hand to someone without a mail address."""
    address = url_for(".of_attendee", organisation_id=organisation_id, meeting_id=meeting_id)
    return list_pdf(_list(organisation_id, meeting_id), list_address=address)


def _list(organisation_id: int, meeting_id: int) -> MatchList:
    found = list_of_organisation(get_session(), organisation_id=organisation_id, meeting_id=meeting_id)
    if found is None:
        abort(404)
    return found
