"""How does an organiser remind those who come of their list, on the day before?"""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from web.actions.lists.list_reminders import (
    leave_at,
    list_reminders,
    release_list_reminders,
    write_list_reminders,
)
from web.actions.outbox import without_secret
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.mailing import current_site
from web.security import allow, current_actor
from web.words.organiser import mail_word

blueprint = Blueprint("list_reminders", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/dag-ervoor")


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """Who would get one, the words of one, which wait and which leave when."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    at = now()
    return render_template(
        "organiser/list_reminders.html",
        meeting=meeting,
        reminders=list_reminders(session, meeting, at=at),
        is_over=at >= meeting.starts_at or meeting.cancelled_at is not None,
        at=at,
        without_secret=without_secret,
        mail_word=mail_word,
    )


@blueprint.post("")
@allow(organises_meeting)
def write(meeting_id: int) -> ResponseReturnValue:
    """Put the mails in the outbox, where they wait for their release."""
    session = get_session()
    written = write_list_reminders(
        session, session.get_one(Meeting, meeting_id), site=current_site(), at=now()
    )
    session.commit()
    flash(ngettext("%(num)s mail wacht op u.", "%(num)s mails wachten op u.", written))
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.post("/versturen")
@allow(organises_meeting)
def let_go(meeting_id: int) -> ResponseReturnValue:
    """Let all that wait go, on the day before."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    at = now()
    released = release_list_reminders(session, meeting, actor=current_actor(), at=at)
    session.commit()
    if not released:
        flash(_("Er wachtte geen mail meer."))
    elif leave_at(meeting, at) > at:
        flash(
            ngettext(
                "%(num)s mail gaat op de dag ervoor weg.",
                "%(num)s mails gaan op de dag ervoor weg.",
                released,
            )
        )
    else:
        flash(ngettext("%(num)s mail gaat nu weg.", "%(num)s mails gaan nu weg.", released))
    return redirect(url_for(".show", meeting_id=meeting_id))
