"""Who comes to the meeting? The organiser sees everyone, adds organisations and cancels."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.guest import WaitingGuest
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.guests import waiting_guests
from models.queries.invitations import registrations_of
from models.queries.meetings import everyone_coming, organisations_named
from models.registration import Registration
from web.actions.organisations.experts_coming import experts_coming
from web.actions.organisations.profile_steps import contacts_of
from web.actions.organising.coming import come, stop_waiting
from web.actions.organising.places import places_of
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    MeetingIsOverError,
    TooManyPersonsError,
    cancel,
    is_open,
)
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.review import AttendanceForm
from web.i18n import problem_sentence
from web.mailing import current_site
from web.security import allow, current_actor

blueprint = Blueprint("attendance", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/aanmeldingen")

MOST_FOUND = 20


@blueprint.get("")
@allow(organises_meeting)
def everyone(meeting_id: int) -> ResponseReturnValue:
    """Everyone who comes, by organisation; and organisations to add, found by name."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    words = request.args.get("zoek", "").strip()
    return render_template(
        "organiser/attendance.html",
        meeting=meeting,
        registrations=everyone_coming(session, meeting_id),
        waiting=waiting_guests(session, meeting_id),
        places=places_of(session, meeting),
        words=words,
        found=organisations_named(session, words, limit=MOST_FOUND) if words else (),
        most_found=MOST_FOUND,
        coming=experts_coming(session, meeting_id),
        is_open=is_open(meeting, now()),
    )


@blueprint.route("/<int:organisation_id>", methods=["GET", "POST"])
@allow(organises_meeting)
def add(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """Say who comes for an organisation: contact persons, or someone else."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    organisation = session.get(Organisation, organisation_id) or abort(404)
    form = AttendanceForm(contacts_of(organisation))
    if not form.validate_on_submit():
        return _add_page(form, meeting, organisation)
    people = form.attendees()
    if not people:
        form.form_errors.append(_("Kies wie er komen, of vul een naam in."))
        return _add_page(form, meeting, organisation)
    try:
        came = come(
            session,
            meeting,
            organisation,
            people,
            site=current_site(),
            actor=current_actor(),
            at=now(),
        )
    except (AlreadyRegisteredError, MeetingIsOverError, TooManyPersonsError) as refusal:
        form.form_errors.append(_refusal(refusal))
        return _add_page(form, meeting, organisation)
    session.commit()
    if came.waiting:
        names = ", ".join(guest.name for guest in came.waiting)
        flash(_("De bijeenkomst is vol. Op de wachtlijst staat nu: %(names)s.", names=names))
    else:
        flash(_("%(name)s is aangemeld.", name=organisation.name))
    return redirect(url_for(".everyone", meeting_id=meeting_id))


@blueprint.post("/afmelden/<int:registration_id>")
@allow(organises_meeting)
def remove(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """Cancel one person's registration."""
    session = get_session()
    registration = session.get(Registration, registration_id)
    if registration is None or registration.meeting_id != meeting_id:
        abort(404)
    cancel(session, registration, actor=current_actor(), at=now())
    session.commit()
    flash(_("%(name)s is afgemeld.", name=registration.name))
    return redirect(url_for(".everyone", meeting_id=meeting_id))


@blueprint.post("/wachtlijst/<int:guest_id>/weg")
@allow(organises_meeting)
def stop(meeting_id: int, guest_id: int) -> ResponseReturnValue:
    """Take someone off the waiting list."""
    session = get_session()
    guest = session.get(WaitingGuest, guest_id)
    if guest is None or guest.meeting_id != meeting_id:
        abort(404)
    stop_waiting(session, guest, actor=current_actor(), at=now())
    session.commit()
    flash(_("%(name)s staat niet meer op de wachtlijst.", name=guest.name))
    return redirect(url_for(".everyone", meeting_id=meeting_id))


def _add_page(form: AttendanceForm, meeting: Meeting, organisation: Organisation) -> str:
    session = get_session()
    present = registrations_of(session, meeting.id, organisation.id)
    waiting = waiting_guests(session, meeting.id, organisation.id)
    return render_template(
        "organiser/attendance_add.html",
        form=form,
        meeting=meeting,
        organisation=organisation,
        present=present,
        places_left=meeting.maximum_persons - len(present) - len(waiting),
    )


def _refusal(refusal: AlreadyRegisteredError | MeetingIsOverError | TooManyPersonsError) -> str:
    if isinstance(refusal, AlreadyRegisteredError):
        return str(_("%(name)s is al aangemeld voor deze organisatie.", name=refusal.name))
    if isinstance(refusal, TooManyPersonsError):
        return str(_("Er mogen %(most)s personen per organisatie komen.", most=refusal.maximum))
    return problem_sentence(refusal.code)
