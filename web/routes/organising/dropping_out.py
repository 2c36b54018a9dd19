"""What does an organiser do when someone drops out or comes unexpectedly? Four steps on one page."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.matching_run import RunState
from models.meeting import Meeting
from models.queries.meetings import everyone_coming
from models.queries.proposals import latest_run
from models.queries.seating import latest_plan
from models.registration import Registration
from web.actions.errors import ActionError
from web.actions.organising.dropping_out import apply_repair, damage_of, drop_out
from web.actions.outbox import release
from web.actions.permissions import organises_meeting
from web.actions.proposals.measuring import request_measuring
from web.actions.tables.seat_news import news_of
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor, current_settings
from web.words.coalition_board import repair_problem_sentence
from web.words.organiser import mail_word

blueprint = Blueprint("dropping_out", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/valt-af")


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Who drops out, what that changes, the tables, and whom to tell."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/dropping_out.html",
        meeting=meeting,
        registrations=everyone_coming(session, meeting_id),
        damage=damage_of(session, meeting),
        plan=latest_plan(session, meeting_id, RunState.DONE),
        plan_in_work=latest_plan(session, meeting_id, RunState.REQUESTED, RunState.RUNNING),
        news=news_of(session, meeting),
        is_over=now() >= meeting.ends_at,
        mail_word=mail_word,
    )


@blueprint.post("/afmelden")
@allow(organises_meeting)
def leave(meeting_id: int) -> ResponseReturnValue:
    """Note who does not come, also on the day itself."""
    session = get_session()
    chosen = request.form.get("aanmelding", type=int)
    registration = session.get(Registration, chosen) if chosen else None
    if registration is None:
        flash(_("Kies eerst wie niet komt."))
        return redirect(url_for(".show", meeting_id=meeting_id))
    if registration.meeting_id != meeting_id:
        abort(404)
    try:
        drop_out(session, registration, actor=current_actor(), at=now())
    except ActionError as refusal:
        return _refused(meeting_id, refusal)
    session.commit()
    flash(_("%(name)s is afgemeld. Kijk hieronder wat er verandert.", name=registration.name))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="verandert"))


@blueprint.post("/vergelijk")
@allow(organises_meeting)
def measure(meeting_id: int) -> ResponseReturnValue:
    """Compare who came after the run with everyone else, in the background."""
    session = get_session()
    run = latest_run(session, meeting_id, RunState.DONE) or abort(404)
    request_measuring(session, run, actor=current_actor(), at=now())
    session.commit()
    flash(_("Wij vergelijken iedereen. Dat duurt meestal minder dan een minuut."))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="verandert"))


@blueprint.post("/herstel")
@allow(organises_meeting)
def mend(meeting_id: int) -> ResponseReturnValue:
    """Do the changes that were chosen, and no others."""
    session = get_session()
    try:
        done = apply_repair(
            session,
            session.get_one(Meeting, meeting_id),
            request.form.getlist("wijziging"),
            note=_("Anders ingedeeld, omdat iemand niet komt."),
            base_url=current_settings().base_url,
            actor=current_actor(),
            at=now(),
        )
    except ActionError as refusal:
        return _refused(meeting_id, refusal)
    session.commit()
    flash(ngettext("%(num)s wijziging is gedaan.", "%(num)s wijzigingen zijn gedaan.", done.changes))
    if done.publication:
        flash(_("Versie %(number)s van de lijsten is gepubliceerd.", number=done.publication.number))
    if done.plan:
        flash(_("De tafels worden bijgewerkt. Bekijk en publiceer daarna het nieuwe plan."))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="vertellen"))


@blueprint.post("/mails")
@allow(organises_meeting)
def let_go(meeting_id: int) -> ResponseReturnValue:
    """Let the waiting mails go, of those concerned alone."""
    session = get_session()
    news = news_of(session, session.get_one(Meeting, meeting_id))
    waiting = [mail.id for one in news for mail in one.mails if mail.state == "waiting"]
    release(session, waiting, actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", len(waiting)))
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor="vertellen"))


def _refused(meeting_id: int, refusal: ActionError) -> ResponseReturnValue:
    get_session().rollback()
    flash(repair_problem_sentence(refusal))
    return redirect(url_for(".show", meeting_id=meeting_id))
