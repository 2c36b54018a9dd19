"""What do members and organisers see of match lists? Their organisation's own; or all lists of a meeting."""

from collections.abc import Sequence

from flask import Blueprint, abort, url_for
from flask.typing import ResponseReturnValue

from models.meeting import Meeting
from web.actions.lists.match_lists import MatchList, list_of_organisation, lists_of_meeting
from web.actions.organisations.contact_details import (
    ShownContact,
    Viewer,
    everyone_at,
    note_views,
    unseen_today,
)
from web.actions.permissions import edits_organisation, organises_meeting
from web.clock import HERE, now
from web.database import get_session, session_factory, writing_session
from web.presenting.match_list import (
    OwnWords,
    all_lists_page,
    calendar_file,
    coming_page,
    list_page,
    list_pdf,
    shown_contacts,
)
from web.security import allow

blueprint = Blueprint("match_lists", __name__)


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>")
@allow(edits_organisation)
def of_organisation(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The list of one's own organisation."""
    match_list = _list(organisation_id, meeting_id)
    page = list_page(
        match_list,
        pdf_address=url_for(".of_organisation_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        calendar_address=url_for(".calendar", organisation_id=organisation_id, meeting_id=meeting_id),
        coming_address=url_for(".coming", organisation_id=organisation_id, meeting_id=meeting_id),
        steps_address=url_for(
            "steps.of_organisation", organisation_id=organisation_id, meeting_id=meeting_id
        ),
        answer_address=url_for("agreements.answer", organisation_id=organisation_id, meeting_id=meeting_id),
    )
    remember_views(Viewer(organisation_id=organisation_id), shown_contacts([match_list]))
    return page


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/lijst.pdf")
@allow(edits_organisation)
def of_organisation_pdf(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The same as a PDF."""
    address = url_for(".of_organisation", organisation_id=organisation_id, meeting_id=meeting_id)
    match_list = _list(organisation_id, meeting_id)
    page = list_pdf(match_list, list_address=address)
    remember_views(Viewer(organisation_id=organisation_id), shown_contacts([match_list]))
    return page


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/bijeenkomst.ics")
@allow(edits_organisation)
def calendar(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The meeting for one's calendar."""
    return calendar_file(_list(organisation_id, meeting_id).meeting)


@blueprint.get("/organisaties/<int:organisation_id>/lijst/<int:meeting_id>/wie-komen-er")
@allow(edits_organisation)
def coming(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """Every organisation that comes, with the contacts who agreed that all of them see it."""
    meeting = _list(organisation_id, meeting_id).meeting
    address = url_for(".of_organisation", organisation_id=organisation_id, meeting_id=meeting_id)
    return who_comes(meeting, organisation_id, back_address=address)


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten")
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """Every list of the meeting on one page: each begins on a fresh sheet of paper."""
    match_lists = lists_of_meeting(get_session(), meeting_id)
    page = all_lists_page(match_lists)
    remember_views(organisers_of(meeting_id), shown_contacts(match_lists))
    return page


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten/<int:organisation_id>")
@allow(organises_meeting)
def of_attendee(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """The list of one organisation that comes, for its organiser."""
    match_list = _list(organisation_id, meeting_id)
    page = list_page(
        match_list,
        pdf_address=url_for(".of_attendee_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        back_address=url_for(".of_meeting", meeting_id=meeting_id),
    )
    remember_views(organisers_of(meeting_id), shown_contacts([match_list]))
    return page


@blueprint.get("/bijeenkomsten/<int:meeting_id>/lijsten/<int:organisation_id>/lijst.pdf")
@allow(organises_meeting)
def of_attendee_pdf(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """The same as a PDF, to hand to someone without a mail address."""
    address = url_for(".of_attendee", organisation_id=organisation_id, meeting_id=meeting_id)
    match_list = _list(organisation_id, meeting_id)
    page = list_pdf(match_list, list_address=address)
    remember_views(organisers_of(meeting_id), shown_contacts([match_list]))
    return page


def who_comes(
    meeting: Meeting, organisation_id: int, *, back_address: str, own: OwnWords | None = None
) -> str:
    """The page that tells this organisation who comes to the meeting; `own`: what its reader said."""
    found = everyone_at(get_session(), meeting)
    others = [contact for one in found if one.organisation_id != organisation_id for contact in one.contacts]
    page = coming_page(meeting, found, back_address=back_address, own=own)
    remember_views(Viewer(organisation_id=organisation_id), others)
    return page


def remember_views(viewer: Viewer, shown: Sequence[ShownContact]) -> None:
    """Note whose details a page shows, once a day; call it when the page is made.

    The page only reads, so the note has a session of its own; what was read is let go first, because SQLite
    may let nobody write as long as someone reads.
    """
    today = now().astimezone(HERE).date()
    unseen = unseen_today(get_session(), viewer, shown, on=today)
    if not unseen:
        return
    get_session().rollback()
    with writing_session(session_factory()) as database:
        note_views(database, viewer, unseen, on=today)
        database.commit()


def organisers_of(meeting_id: int) -> Viewer:
    """The organisers of this meeting, as whoever looks."""
    return Viewer(region_code=get_session().get_one(Meeting, meeting_id).region_code)


def _list(organisation_id: int, meeting_id: int) -> MatchList:
    found = list_of_organisation(get_session(), organisation_id=organisation_id, meeting_id=meeting_id)
    if found is None:
        abort(404)
    return found
