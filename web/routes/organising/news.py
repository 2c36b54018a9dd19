"""Is the meeting definitive, changed or off? Who has to hear it does, and the calendars follow."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from models.guest import LetterKind
from models.meeting import Meeting
from web.actions.organising.news import (
    audience_of,
    cancel_meeting,
    release_news,
    revive_meeting,
    waiting_news,
    write_news,
)
from web.actions.organising.registrations import is_open
from web.actions.outbox import without_secret
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.mailing import current_site
from web.security import allow, current_actor

blueprint = Blueprint("news", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/berichten")

# The words of an address and what they mean.
KINDS = {
    "definitief": LetterKind.DEFINITIVE,
    "wijziging": LetterKind.CHANGE,
    "afgelast": LetterKind.CANCELLATION,
}


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """What can be told to whom, and the mails that wait."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/news.html",
        meeting=meeting,
        audiences={word: audience_of(session, meeting, kind) for word, kind in KINDS.items()},
        waiting={word: waiting_news(session, meeting, kind) for word, kind in KINDS.items()},
        is_open=is_open(meeting, now()),
        without_secret=without_secret,
    )


@blueprint.post("/<any(definitief, wijziging, afgelast):news>")
@allow(organises_meeting)
def prepare(meeting_id: int, news: str) -> ResponseReturnValue:
    """Put the mails of this news in the outbox."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    count = write_news(session, meeting, KINDS[news], site=current_site(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail wacht nu op u.", "%(num)s mails wachten nu op u.", count))
    return _back(meeting_id, news)


@blueprint.post("/<any(definitief, wijziging, afgelast):news>/versturen")
@allow(organises_meeting)
def let_go(meeting_id: int, news: str) -> ResponseReturnValue:
    """Let the mails of this news go."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    count = release_news(session, meeting, KINDS[news], site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", count))
    return _back(meeting_id, news)


@blueprint.post("/afgelasten")
@allow(organises_meeting)
def call_off(meeting_id: int) -> ResponseReturnValue:
    """The meeting does not take place."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    cancel_meeting(session, meeting, site=current_site(), actor=current_actor(), at=now())
    session.commit()
    flash(_("De bijeenkomst gaat niet door. De mails daarover wachten nog op u."))
    return _back(meeting_id, "afgelast")


@blueprint.post("/gaat-toch-door")
@allow(organises_meeting)
def revive(meeting_id: int) -> ResponseReturnValue:
    """The meeting takes place after all."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    revive_meeting(session, meeting, actor=current_actor(), at=now())
    session.commit()
    flash(_("De bijeenkomst gaat toch door."))
    return _back(meeting_id, "wijziging")


def _back(meeting_id: int, news: str) -> Response:
    return redirect(url_for(".show", meeting_id=meeting_id, _anchor=news))
