"""How does an organiser prepare a meeting? Create it, change it, name the parties, see what is next."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.gap_report import GapReport
from models.gaps_exchange import gaps_found
from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.meetings import count_organisations
from models.queries.programmes import part_of, programme_of
from models.queries.proposals import latest_run
from models.queries.publications import latest_publication
from models.queries.seating import latest_plan
from models.region import Region
from web.actions.accounts.retention import kept_until, periods_of
from web.actions.afterwards.circle_cases import is_circle
from web.actions.organising.checklist import checklist_of
from web.actions.organising.guest_list import guest_list
from web.actions.organising.meeting_draft import MeetingRefusedError
from web.actions.organising.meetings import change_meeting, change_parties, create_meeting
from web.actions.organising.parties import PartyRefusedError
from web.actions.organising.programmes import place_meeting
from web.actions.permissions import organises_meeting, organises_region
from web.actions.proposals.desk import counts_of
from web.actions.proposals.matching import is_abandoned
from web.clock import HERE, now
from web.database import get_session
from web.forms.area import MAP_BUTTONS
from web.forms.meeting import MeetingForm
from web.forms.parties import PartiesForm
from web.i18n import day
from web.security import allow, current_actor, current_settings
from web.words.programmes import part_name

blueprint = Blueprint("meetings", __name__)


@blueprint.route("/regio/<code>/bijeenkomsten/nieuw", methods=["GET", "POST"])
@allow(organises_region)
def create(code: str) -> ResponseReturnValue:
    """A new meeting of the region."""
    session = get_session()
    region = session.get_one(Region, code)
    form = MeetingForm.showing(region, None)
    if not _is_sent(form):
        return _form_page(form, region, None)
    try:
        meeting = create_meeting(session, region, form.draft(), actor=current_actor(), at=now())
    except MeetingRefusedError as refusal:
        form.show_faults(refusal.faults)
        return _form_page(form, region, None)
    place_meeting(session, meeting, *form.placed())
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
    gap_report = session.get(GapReport, meeting_id)
    return render_template(
        "organiser/meeting.html",
        meeting=meeting,
        organisations=count_organisations(session, [meeting_id]).get(meeting_id, 0),
        invited=guest_list(session, meeting),
        gap_report=gap_report,
        gaps=gaps_found(gap_report) if gap_report else None,
        run=run,
        abandoned=run is not None and is_abandoned(run),
        counts=counts_of(session, meeting),
        publication=latest_publication(session, meeting_id),
        plan=latest_plan(session, meeting_id, RunState.DONE),
        is_over=meeting.ends_at <= now(),
        checklist=checklist_of(session, meeting, now()),
        programme=programme_of(session, meeting_id),
        part=part_of(session, meeting_id),
        part_name=part_name,
        kept_until=kept_until(meeting, periods_of(current_settings())),
        moment_now=now(),
        is_circle=is_circle(meeting),
    )


@blueprint.route("/bijeenkomsten/<int:meeting_id>/wijzigen", methods=["GET", "POST"])
@allow(organises_meeting)
def change(meeting_id: int) -> ResponseReturnValue:
    """Everything that was told of the meeting, to change."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = MeetingForm.showing(meeting.region, meeting)
    if not _is_sent(form):
        return _form_page(form, meeting.region, meeting)
    try:
        change_meeting(session, meeting, form.draft(meeting.source), actor=current_actor(), at=now())
    except MeetingRefusedError as refusal:
        form.show_faults(refusal.faults)
        return _form_page(form, meeting.region, meeting)
    place_meeting(session, meeting, *form.placed())
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
    drafts, anyone = list(form.drafts().values()), bool(form.anyone.data)
    try:
        change_parties(session, meeting, drafts, anyone=anyone, actor=current_actor(), at=now())
    except PartyRefusedError as refusal:
        form.show_fault(refusal)
        return render_template("organiser/parties.html", form=form, meeting=meeting)
    session.commit()
    flash(_("De partijen zijn opgeslagen."))
    return redirect(url_for(".show", meeting_id=meeting_id))


def _is_sent(form: MeetingForm) -> bool:
    """Whether the form was sent whole and sound; a button of the map only changes the page."""
    pressed = MAP_BUTTONS & set(request.form)
    if pressed:
        form.change_map(pressed)
        return False
    sound = bool(form.validate_on_submit())
    form.tick_found()
    return sound


def _form_page(form: MeetingForm, region: Region, meeting: Meeting | None) -> str:
    return render_template(
        "organiser/meeting_form.html", form=form, region=region, meeting=meeting, view=form.view()
    )


def _warn_of_past(meeting: Meeting) -> None:
    today = now().astimezone(HERE).date()
    if meeting.starts_at <= now():
        flash(
            _("Opgeslagen. Let op: deze bijeenkomst ligt in het verleden. Niemand kan zich meer aanmelden.")
        )
    elif meeting.rsvp_by and meeting.rsvp_by < today:
        flash(
            _(
                "Opgeslagen. Let op: de laatste dag om te antwoorden is al voorbij (%(day)s). "
                "Kies een latere dag.",
                day=day(meeting.rsvp_by),
            )
        )
    else:
        flash(_("De bijeenkomst is opgeslagen."))
