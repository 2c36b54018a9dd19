"""Which meetings are there for an organisation, and who comes to them for it?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.guest import WaitingGuest
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries import invitations
from models.queries.guests import waiting_guests
from models.registration import Registration
from web.actions.afterwards.steps import is_time
from web.actions.organisations.profile_steps import contacts_of
from web.actions.organising.coming import come, stop_waiting
from web.actions.organising.places import places_of
from web.actions.organising.registrations import (
    AlreadyRegisteredError,
    Attendee,
    TooManyPersonsError,
    cancel,
    change_attendee,
    is_late,
    is_open,
)
from web.actions.permissions import edits_organisation
from web.clock import now
from web.database import get_session
from web.forms.registration import AttendeeForm
from web.i18n import problem_sentence
from web.mailing import current_site
from web.security import allow, current_actor

blueprint = Blueprint(
    "registrations", __name__, url_prefix="/organisaties/<int:organisation_id>/bijeenkomsten"
)
blueprint.add_app_template_global(is_late)


@blueprint.get("")
@allow(edits_organisation)
def meetings(organisation_id: int) -> ResponseReturnValue:
    """The meetings nearby, those elsewhere, and those that we are registered for."""
    session, at = get_session(), now()
    organisation = _organisation(organisation_id)
    nearby = invitations.meetings_nearby(session, organisation, at)
    elsewhere = [meeting for meeting in invitations.upcoming_meetings(session, at) if meeting not in nearby]
    registered = invitations.registered_meetings(session, organisation_id)
    return render_template(
        "profiles/meetings.html",
        organisation=organisation,
        nearby=nearby,
        elsewhere=elsewhere,
        registered=registered,
        attended=[one for one in registered if is_time(one, at)],
    )


@blueprint.route("/<int:meeting_id>", methods=["GET", "POST"])
@allow(edits_organisation)
def meeting(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """One meeting: what it is for, who comes for us, and a form for the next person."""
    found, organisation = _meeting(meeting_id), _organisation(organisation_id)
    form = AttendeeForm.showing(_suggested(organisation, _person(found, organisation)))
    if not form.validate_on_submit():
        return _meeting_page(form, found, organisation)
    session = get_session()
    try:
        came = come(
            session,
            found,
            organisation,
            [form.attendee()],
            site=current_site(),
            actor=current_actor(),
            at=now(),
        )
    except AlreadyRegisteredError as refusal:
        form.name.errors = [problem_sentence(refusal.code)]
        return _meeting_page(form, found, organisation)
    except TooManyPersonsError as refusal:
        form.form_errors.append(problem_sentence(refusal.code))
        return _meeting_page(form, found, organisation)
    session.commit()
    name = form.name.data
    flash(
        _("De bijeenkomst is vol. %(name)s staat op de wachtlijst.", name=name)
        if came.waiting
        else _("%(name)s is aangemeld.", name=name)
    )
    return redirect(url_for(".meeting", organisation_id=organisation_id, meeting_id=meeting_id))


@blueprint.route("/<int:meeting_id>/aanmelding/<int:registration_id>", methods=["GET", "POST"])
@allow(edits_organisation)
def change(organisation_id: int, meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """Correct who comes, or let someone else come instead."""
    registration = _registration(organisation_id, meeting_id, registration_id)
    form = AttendeeForm.showing(Attendee(registration.name, registration.email, registration.language))
    if not form.validate_on_submit():
        return _change_page(form, registration)
    session = get_session()
    try:
        change_attendee(session, registration, form.attendee(), actor=current_actor(), at=now())
    except AlreadyRegisteredError as refusal:
        form.name.errors = [problem_sentence(refusal.code)]
        return _change_page(form, registration)
    session.commit()
    flash(_("De aanmelding is veranderd."))
    return redirect(url_for(".meeting", organisation_id=organisation_id, meeting_id=meeting_id))


@blueprint.post("/<int:meeting_id>/aanmelding/<int:registration_id>/afmelden")
@allow(edits_organisation)
def cancel_one(organisation_id: int, meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """Someone does not come after all."""
    session = get_session()
    registration = _registration(organisation_id, meeting_id, registration_id)
    cancel(session, registration, actor=current_actor(), at=now())
    session.commit()
    flash(_("%(name)s is afgemeld.", name=registration.name))
    return redirect(url_for(".meeting", organisation_id=organisation_id, meeting_id=meeting_id))


@blueprint.post("/<int:meeting_id>/wachtlijst/<int:guest_id>/weg")
@allow(edits_organisation)
def stop(organisation_id: int, meeting_id: int, guest_id: int) -> ResponseReturnValue:
    """Someone does not want to wait for a place any longer."""
    session = get_session()
    guest = session.get(WaitingGuest, guest_id)
    if guest is None or (guest.organisation_id, guest.meeting_id) != (organisation_id, meeting_id):
        abort(404)
    stop_waiting(session, guest, actor=current_actor(), at=now())
    session.commit()
    flash(_("%(name)s staat niet meer op de wachtlijst.", name=guest.name))
    return redirect(url_for(".meeting", organisation_id=organisation_id, meeting_id=meeting_id))


def _meeting_page(form: AttendeeForm, found: Meeting, organisation: Organisation) -> str:
    session = get_session()
    coming = invitations.registrations_of(session, found.id, organisation.id)
    waiting = waiting_guests(session, found.id, organisation.id)
    known = {one.email for one in coming} | {one.email for one in waiting}
    return render_template(
        "profiles/meeting.html",
        form=form,
        meeting=found,
        organisation=organisation,
        coming=coming,
        waiting=waiting,
        places=places_of(session, found),
        free=found.maximum_persons - len(coming) - len(waiting),
        suggestions=[c for c in contacts_of(organisation) if c.name and c.person.email not in known],
        open=is_open(found, now()),
        late=is_late(found, now()),
        has_list=invitations.has_match_list(session, found.id, organisation.id),
    )


def _change_page(form: AttendeeForm, registration: Registration) -> str:
    return render_template(
        "profiles/registration.html",
        form=form,
        registration=registration,
        open=is_open(registration.meeting, now()),
    )


def _person(found: Meeting, organisation: Organisation) -> int | None:
    """Whose name stands ready in the form: the chosen contact, or who is a party alone and not on it yet."""
    if organisation.experience and not invitations.registrations_of(get_session(), found.id, organisation.id):
        return organisation.members[0].person_id
    return request.args.get("person", type=int)


def _suggested(organisation: Organisation, person_id: int | None) -> Attendee | None:
    """The contact whose name the visitor chose to fill in, if any."""
    for contact in contacts_of(organisation):
        if contact.person_id == person_id and contact.name:
            return Attendee(contact.name, contact.person.email)
    return None


def _meeting(meeting_id: int) -> Meeting:
    return get_session().get(Meeting, meeting_id) or abort(404)


def _organisation(organisation_id: int) -> Organisation:
    return get_session().get(Organisation, organisation_id) or abort(404)


def _registration(organisation_id: int, meeting_id: int, registration_id: int) -> Registration:
    found = get_session().get(Registration, registration_id)
    if found is None or (found.organisation_id, found.meeting_id) != (organisation_id, meeting_id):
        abort(404)
    if found.cancelled_at is not None:
        abort(404)
    return found
