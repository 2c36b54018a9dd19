"""Who comes in? Checked at the door, on a phone, by several people at once; and the list on paper."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.invitations import registrations_of
from models.queries.meetings import organisations_named
from models.registration import Registration
from web.actions.organising.door import check_in, door_list, door_of, undo_check_in
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    MeetingIsOverError,
    TooManyPersonsError,
    walk_in,
)
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.coming import WalkInForm
from web.i18n import problem_sentence
from web.security import allow, current_actor

blueprint = Blueprint("door", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/deur")

MOST_FOUND = 20


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Everyone who is expected, found by name, each with one button; and how many are inside."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    words = request.args.get("zoek", "").strip()
    return render_template(
        "organiser/door.html", meeting=meeting, door=door_of(session, meeting, words), words=words
    )


@blueprint.post("/<int:registration_id>/binnen")
@allow(organises_meeting)
def come_in(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """This person is here."""
    session = get_session()
    registration = _registration(meeting_id, registration_id)
    noted = check_in(session, registration, actor=current_actor(), at=now())
    session.commit()
    name = registration.name
    flash(_("%(name)s is er.", name=name) if noted else _("%(name)s was al binnen.", name=name))
    return _back(meeting_id)


@blueprint.post("/<int:registration_id>/terug")
@allow(organises_meeting)
def undo(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """This person is not here after all."""
    session = get_session()
    registration = _registration(meeting_id, registration_id)
    undo_check_in(session, registration, actor=current_actor(), at=now())
    session.commit()
    flash(_("%(name)s staat weer bij wie nog komt.", name=registration.name))
    return _back(meeting_id)


@blueprint.get("/nieuw")
@allow(organises_meeting)
def find(meeting_id: int) -> ResponseReturnValue:
    """Someone is on no list: for which organisation do they come?"""
    session = get_session()
    words = request.args.get("zoek", "").strip()
    return render_template(
        "organiser/door_find.html",
        meeting=session.get_one(Meeting, meeting_id),
        words=words,
        found=organisations_named(session, words, limit=MOST_FOUND) if words else (),
    )


@blueprint.route("/nieuw/<int:organisation_id>", methods=["GET", "POST"])
@allow(organises_meeting)
def new(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """Let someone in who is on no list."""
    session, form = get_session(), WalkInForm()
    meeting = session.get_one(Meeting, meeting_id)
    organisation = session.get(Organisation, organisation_id) or abort(404)
    if form.validate_on_submit():
        try:
            walk_in(session, meeting, organisation, form.attendee(), actor=current_actor(), at=now())
        except (AlreadyRegisteredError, MeetingIsOverError, TooManyPersonsError) as refusal:
            form.form_errors.append(_refusal(refusal))
        else:
            session.commit()
            flash(_("%(name)s is er.", name=form.name.data))
            return _back(meeting_id)
    return render_template(
        "organiser/door_new.html",
        meeting=meeting,
        organisation=organisation,
        form=form,
        present=registrations_of(session, meeting_id, organisation_id),
    )


@blueprint.get("/lijst")
@allow(organises_meeting)
def paper(meeting_id: int) -> ResponseReturnValue:
    """Everyone who comes, by name, to print and tick off."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template("organiser/door_list.html", meeting=meeting, people=door_list(session, meeting))


def _registration(meeting_id: int, registration_id: int) -> Registration:
    found = get_session().get(Registration, registration_id)
    if found is None or found.meeting_id != meeting_id or found.cancelled_at is not None:
        abort(404)
    return found


def _refusal(refusal: AlreadyRegisteredError | MeetingIsOverError | TooManyPersonsError) -> str:
    if isinstance(refusal, AlreadyRegisteredError):
        return str(_("%(name)s staat al op de lijst. Zoek op naam.", name=refusal.name))
    if isinstance(refusal, TooManyPersonsError):
        return str(
            _(
                "Van deze organisatie staan al %(most)s personen op de lijst. Komt deze persoon voor een "
                "ander? Tik dan bij de naam van die ander op “is er”.",
                most=refusal.maximum,
            )
        )
    return problem_sentence(refusal.code)


def _back(meeting_id: int) -> Response:
    return redirect(url_for(".show", meeting_id=meeting_id))
