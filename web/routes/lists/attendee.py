"""What does an attendee see behind a personal link? Their own match list, to read, print and take along."""

from flask import Blueprint, Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from models.registration import Registration
from web.actions.lists.attendance import LinkUnknown, enter, registration_of
from web.actions.lists.encounters import said_by, stage_of
from web.actions.lists.match_lists import match_list_for
from web.actions.lists.papers import PaperList
from web.actions.organisations.contact_details import Viewer
from web.actions.permissions import everyone, has_own_list
from web.clock import now
from web.database import get_session
from web.documents import STATIC
from web.i18n import has_chosen_language, remember_language
from web.presenting.match_list import OwnWords, calendar_file, list_page, list_pdf, pdf_file, shown_contacts
from web.presenting.papers import paper_page
from web.routes.lists.match_lists import remember_views, who_comes
from web.security import allow, current_actor, remember_registration

blueprint = Blueprint("attendee", __name__)

# The address of the page is itself a secret, and so is what the link gives.
PERSONAL = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"}


@blueprint.get("/lijst/<token>")
@allow(everyone)
def enter_by_link(token: str) -> ResponseReturnValue:
    """Exchange the link of the mail for a session that sees one match list, and leave the secret address."""
    session = get_session(writes=True)
    registration, key = enter(session, token, at=now())
    session.commit()
    remember_registration(key)
    answer = redirect(url_for("attendee.own_list"))
    answer.headers.update(PERSONAL)
    if not has_chosen_language():
        remember_language(answer, registration.language)
    return answer


@blueprint.get("/mijn-lijst")
@allow(has_own_list)
def own_list() -> ResponseReturnValue:
    """Whom to meet, why, and how to begin; before publication: when and where the meeting is."""
    registration = registration_of(get_session(), current_actor())
    match_list = match_list_for(get_session(), registration)
    page = list_page(
        match_list,
        attendee=registration.name,
        pdf_address=url_for("attendee.own_list_pdf"),
        calendar_address=url_for("attendee.own_calendar"),
        coming_address=url_for("attendee.coming"),
        large_address=url_for("attendee.large_print"),
        own=_own_words(registration),
        steps_address=url_for("steps.own"),
        answer_address=url_for("agreements.answer_own"),
        circle_address=url_for("own_circle.show"),
    )
    remember_views(Viewer(organisation_id=registration.organisation_id), shown_contacts([match_list]))
    return page, PERSONAL


@blueprint.get("/mijn-lijst/lijst.pdf")
@allow(has_own_list)
def own_list_pdf() -> ResponseReturnValue:
    """The list as a PDF, to print or to keep."""
    registration = registration_of(get_session(), current_actor())
    match_list = match_list_for(get_session(), registration)
    pdf = list_pdf(match_list, attendee=registration.name, list_address=url_for("attendee.own_list"))
    remember_views(Viewer(organisation_id=registration.organisation_id), shown_contacts([match_list]))
    return pdf


@blueprint.get("/mijn-lijst/grote-letters.pdf")
@allow(has_own_list)
def large_print() -> ResponseReturnValue:
    """The sheet of paper with the list, in large print."""
    registration = registration_of(get_session(), current_actor())
    match_list = match_list_for(get_session(), registration)
    paper = PaperList(registration.id, registration.name, match_list)
    page = paper_page(registration.meeting, [paper], large=True)
    remember_views(Viewer(organisation_id=registration.organisation_id), shown_contacts([match_list]))
    return pdf_file(page, list_address=url_for("attendee.own_list"))


@blueprint.get("/mijn-lijst/wie-komen-er")
@allow(has_own_list)
def coming() -> ResponseReturnValue:
    """Every organisation that comes, with the contacts who agreed that all of them see it."""
    registration = registration_of(get_session(), current_actor())
    address = url_for("attendee.own_list")
    own, meeting = _own_words(registration), registration.meeting
    return who_comes(meeting, registration.organisation_id, back_address=address, own=own), PERSONAL


@blueprint.get("/mijn-lijst/bijeenkomst.ics")
@allow(has_own_list)
def own_calendar() -> ResponseReturnValue:
    """The meeting for one's calendar."""
    return calendar_file(registration_of(get_session(), current_actor()).meeting)


@blueprint.get("/mijn-lijst/zonder-internet.js")
@allow(everyone)
def worker() -> ResponseReturnValue:
    """What keeps the list on the device of its reader; it may do so for the pages of the list alone."""
    answer = Response((STATIC / "list_worker.js").read_bytes(), mimetype="text/javascript")
    answer.headers["Service-Worker-Allowed"] = url_for("attendee.own_list")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


@blueprint.errorhandler(LinkUnknown)
def link_unknown(_error: LinkUnknown) -> ResponseReturnValue:
    """The link is unknown, replaced, or its owner does not come any more: what to do now."""
    return Response(render_template("attendee/link_unknown.html"), 410, PERSONAL)


def _own_words(registration: Registration) -> OwnWords:
    return OwnWords(
        registration.organisation_id,
        said_by(get_session(), registration),
        stage_of(registration.meeting, now()),
    )
