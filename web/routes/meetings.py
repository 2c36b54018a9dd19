"""How does an organiser prepare a meeting? Create it, change it, name the parties, see what is next."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.matching_run import RunState
from models.meeting import Meeting
from models.programme import Programme
from models.queries.meetings import count_organisations
from models.queries.proposals import latest_run
from models.queries.publications import latest_publication
from models.queries.seating import latest_plan
from models.region import Region
from web.actions.desk import counts_of
from web.actions.guest_list import guest_list
from web.actions.matching import is_abandoned
from web.actions.meeting_draft import MeetingRefusedError
from web.actions.meetings import PartyRefusedError, change_meeting, change_parties, create_meeting
from web.actions.permissions import organises_meeting, organises_region
from web.actions.programmes import place_meeting
from web.actions.retention import kept_until, periods_of
from web.clock import now
from web.database import get_session
from web.forms.meeting import MeetingForm, PartiesForm
from web.organiser_sentences import party_sentence
from web.security import allow, current_actor, current_settings

blueprint = Blueprint("meetings", __name__)


@blueprint.route("/regio/<code>/bijeenkomsten/nieuw", methods=["GET", "POST"])
@allow(organises_region)
def create(code: str) -> ResponseReturnValue:
    """A new meeting of the region."""
    session = get_session()
    region = session.get_one(Region, code)
    form = MeetingForm.showing(region, None)
    if not form.validate_on_submit():
        return _form_page(form, region, None)
    try:
        meeting = create_meeting(session, region, form.draft(), actor=current_actor(), at=now())
    except MeetingRefusedError as refusal:
        form.show_faults(refusal.faults)
        return _form_page(form, region, None)
    place_meeting(session, meeting, session.get(Programme, form.programme.data or 0))
    session.commit()
    _warn_of_past(meeting)
    return redirect(url_for(".show", meeting_id=meeting.id))


@blueprint.get("/bijeenkomsten/<int:meeting_id>")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """The meeting: when, where, for whom, and how far its preparation is."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    run = latest_run(session, meeting_id)
    return render_template(
        "organiser/meeting.html",
        meeting=meeting,
        organisations=count_organisations(session, [meeting_id]).get(meeting_id, 0),
        invited=guest_list(session, meeting),
        run=run,
        abandoned=run is not None and is_abandoned(run),
        counts=counts_of(session, meeting),
        publication=latest_publication(session, meeting_id),
        plan=latest_plan(session, meeting_id, RunState.DONE),
        is_over=meeting.ends_at <= now(),
        kept_until=kept_until(meeting, periods_of(current_settings())),
        moment_now=now(),
    )


@blueprint.route("/bijeenkomsten/<int:meeting_id>/wijzigen", methods=["GET", "POST"])
@allow(organises_meeting)
def change(meeting_id: int) -> ResponseReturnValue:
    """Everything that was told of the meeting, to change."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = MeetingForm.showing(meeting.region, meeting)
    if not form.validate_on_submit():
        return _form_page(form, meeting.region, meeting)
    try:
        change_meeting(session, meeting, form.draft(meeting.source), actor=current_actor(), at=now())
    except MeetingRefusedError as refusal:
        form.show_faults(refusal.faults)
        return _form_page(form, meeting.region, meeting)
    place_meeting(session, meeting, session.get(Programme, form.programme.data or 0))
    session.commit()
    _warn_of_past(meeting)
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.route("/bijeenkomsten/<int:meeting_id>/partijen", methods=["GET", "POST"])
@allow(organises_meeting)
def parties(meeting_id: int) -> ResponseReturnValue:
    """Which sides should sit at the table."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = PartiesForm.showing(meeting.parties)
    if not form.validate_on_submit():
        return render_template("organiser/parties.html", form=form, meeting=meeting)
    drafts = form.drafts()
    try:
        change_parties(session, meeting, list(drafts.values()), actor=current_actor(), at=now())
    except PartyRefusedError as refusal:
        form.show_fault(list(drafts)[refusal.position], party_sentence(refusal.code))
        return render_template("organiser/parties.html", form=form, meeting=meeting)
    session.commit()
    flash(_("De partijen zijn opgeslagen."))
    return redirect(url_for(".show", meeting_id=meeting_id))


def _form_page(form: MeetingForm, region: Region, meeting: Meeting | None) -> str:
    return render_template("organiser/meeting_form.html", form=form, region=region, meeting=meeting)


def _warn_of_past(meeting: Meeting) -> None:
    if meeting.starts_at <= now():
        flash(
            _("Opgeslagen. Let op: deze bijeenkomst ligt in het verleden. Niemand kan zich meer aanmelden.")
        )
    else:
        flash(_("De bijeenkomst is opgeslagen."))
