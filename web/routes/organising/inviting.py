"""How far are the invitations of a meeting? The guest list, its outbox, and what can be done about it."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from models.meeting import Meeting
from models.queries.guests import mails_about, reminders_of
from web.actions.organising.guest_list import UNREACHABLE, GuestState, guest_list
from web.actions.organising.inviting import (
    release_asking,
    remind,
    resend,
    to_remind,
    uninvite,
    waiting_asking,
)
from web.actions.organising.places import places_of
from web.actions.organising.registrations import is_open
from web.actions.organising.reminding import ReminderRefused, drop_reminder, plan_reminder, usual_days
from web.actions.outbox import without_secret
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.inviting import ReminderForm
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.inviting import TONES, guest_word, mail_problem_sentence, unreachable_sentence
from web.words.organiser import mail_word

blueprint = Blueprint("inviting", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/uitnodigen")

# The words of an address and what they mean.
FILTERS = {
    "wachten": (GuestState.WAITING,),
    "verstuurd": (GuestState.SENT, GuestState.ON_ITS_WAY, GuestState.RETRYING),
    "mislukt": (GuestState.FAILED,),
    "komen": (GuestState.COMING, GuestState.ON_WAITING_LIST),
    "komen-niet": (GuestState.DECLINED,),
    "zonder-mail": UNREACHABLE,
}

_WORDS = {
    "states": GuestState,
    "tones": TONES,
    "guest_word": guest_word,
    "mail_problem_sentence": mail_problem_sentence,
    "unreachable_sentence": unreachable_sentence,
    "unreachable": UNREACHABLE,
}


@blueprint.get("")
@allow(organises_meeting)
def overview(meeting_id: int) -> ResponseReturnValue:
    """Who is invited and how far each is; what waits, what failed, whom to call."""
    return _page(_meeting(meeting_id), ReminderForm())


@blueprint.get("/<int:organisation_id>")
@allow(organises_meeting)
def one(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """One organisation on the list: every mail that it had, and what can be done."""
    session, meeting = get_session(), _meeting(meeting_id)
    guest = guest_list(session, meeting).of(organisation_id) or abort(404)
    return render_template(
        "organiser/invited.html",
        meeting=meeting,
        guest=guest,
        mails=mails_about(session, meeting_id, organisation_id),
        is_open=is_open(meeting, now()),
        mail_word=mail_word,
        without_secret=without_secret,
        **_WORDS,
    )


@blueprint.post("/versturen")
@allow(organises_meeting)
def let_go(meeting_id: int) -> ResponseReturnValue:
    """Let one waiting mail go, or, without `mail`, all that wait."""
    chosen = request.form.get("mail", type=int)
    count = release_asking(
        get_session(),
        _meeting(meeting_id),
        None if chosen is None else [chosen],
        site=current_site(),
        actor=current_actor(),
        at=now(),
    )
    get_session().commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", count))
    return _back(meeting_id)


@blueprint.post("/opnieuw")
@allow(organises_meeting)
def send_again(meeting_id: int) -> ResponseReturnValue:
    """Send one organisation a new invitation, or, without `organisatie`, all whose mail failed."""
    session, meeting = get_session(), _meeting(meeting_id)
    chosen = request.form.get("organisatie", type=int)
    failed = [guest.organisation.id for guest in guest_list(session, meeting).among(GuestState.FAILED)]
    wanted = failed if chosen is None else [chosen]
    count = resend(session, meeting, wanted, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", count))
    return _back(meeting_id)


@blueprint.post("/herinneren")
@allow(organises_meeting)
def remind_now(meeting_id: int) -> ResponseReturnValue:
    """Put a reminder in the outbox for everyone who has not answered."""
    session = get_session()
    messages = remind(session, _meeting(meeting_id), site=current_site(), at=now())
    session.commit()
    flash(
        ngettext(
            "%(num)s herinnering wacht nu op u.", "%(num)s herinneringen wachten nu op u.", len(messages)
        )
    )
    return _back(meeting_id)


@blueprint.post("/dagen")
@allow(organises_meeting)
def plan(meeting_id: int) -> ResponseReturnValue:
    """Remind by itself on a day."""
    form, meeting = ReminderForm(), _meeting(meeting_id)
    if not form.validate_on_submit() or form.day.data is None:
        return _page(meeting, form)
    try:
        plan_reminder(get_session(), meeting, form.day.data, actor=current_actor(), at=now())
    except ReminderRefused:
        form.day.errors = [
            _("Kies een dag vanaf vandaag en vóór de bijeenkomst. Er passen vijf dagen op de lijst.")
        ]
        return _page(meeting, form)
    get_session().commit()
    flash(_("Opgeslagen."))
    return _back(meeting_id)


@blueprint.post("/dagen/<day>/weg")
@allow(organises_meeting)
def drop(meeting_id: int, day: str) -> ResponseReturnValue:
    """Do not remind on this day after all."""
    try:
        chosen = date.fromisoformat(day)
    except ValueError:
        abort(404)
    drop_reminder(get_session(), _meeting(meeting_id), chosen, actor=current_actor(), at=now())
    get_session().commit()
    flash(_("Die dag herinneren wij niemand."))
    return _back(meeting_id)


@blueprint.post("/<int:organisation_id>/weg")
@allow(organises_meeting)
def take_off(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """Take an organisation off the guest list."""
    session = get_session()
    uninvite(session, _meeting(meeting_id), organisation_id, actor=current_actor(), at=now())
    session.commit()
    flash(_("De organisatie staat niet meer op de lijst. De link in haar mail werkt niet meer."))
    return _back(meeting_id)


def _page(meeting: Meeting, form: ReminderForm) -> str:
    session, at = get_session(), now()
    guests = guest_list(session, meeting)
    chosen = request.args.get("toon", "")
    return render_template(
        "organiser/inviting.html",
        meeting=meeting,
        guests=guests,
        shown=guests.among(*FILTERS[chosen]) if chosen in FILTERS else guests.guests,
        chosen=chosen,
        filters={word: len(guests.among(*states)) for word, states in FILTERS.items()},
        waiting=waiting_asking(session, meeting),
        to_remind=len(to_remind(session, meeting, at=at)),
        reminders=reminders_of(session, meeting.id),
        usual=usual_days(meeting, at),
        places=places_of(session, meeting),
        is_open=is_open(meeting, at),
        form=form,
        **_WORDS,
    )


def _meeting(meeting_id: int) -> Meeting:
    return get_session().get_one(Meeting, meeting_id)


def _back(meeting_id: int) -> Response:
    return redirect(url_for(".overview", meeting_id=meeting_id))
