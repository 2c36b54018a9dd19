"""How do match lists reach people? Look at what will go out, publish, look at the mails, let them go."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from models.queries.programmes import programme_of
from web.actions.lists.preview import preview_publication
from web.actions.lists.publishing import publish, reach_of
from web.actions.lists.reserves import named_reserves
from web.actions.lists.versions import upcoming_change
from web.actions.outbox import release, without_secret
from web.actions.permissions import organises_meeting
from web.actions.proposals.tastes import ask_to_learn
from web.clock import now
from web.database import get_session
from web.security import allow, current_actor, current_settings
from web.words.organiser import empty_list_sentence, mail_word

blueprint = Blueprint("publishing", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>")


@blueprint.get("/publiceren")
@allow(organises_meeting)
def preview(meeting_id: int) -> ResponseReturnValue:
    """What publishing would do: lists, empty lists and why, mails."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/publish.html",
        meeting=meeting,
        preview=preview_publication(session, meeting),
        reserves=named_reserves(session, meeting_id),
        reach=reach_of(session, meeting),
        change=upcoming_change(session, meeting),
        empty_list_sentence=empty_list_sentence,
    )


@blueprint.post("/publiceren")
@allow(organises_meeting)
def confirm(meeting_id: int) -> ResponseReturnValue:
    """Publish; the mails wait in the outbox, and what was decided is learnt from."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    publication = publish(
        session, meeting, base_url=current_settings().base_url, actor=current_actor(), at=now()
    )
    programme = programme_of(session, meeting_id)
    if programme is not None:
        ask_to_learn(session, programme.id, actor=current_actor(), at=now())
    session.commit()
    flash(_("Versie %(number)s is gepubliceerd. De mails wachten nog op u.", number=publication.number))
    return redirect(url_for(".outbox", meeting_id=meeting_id))


@blueprint.get("/post")
@allow(organises_meeting)
def outbox(meeting_id: int) -> ResponseReturnValue:
    """The mails of the version in force: which wait, which have gone, whom to reach in another way."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    return render_template(
        "organiser/outbox.html",
        meeting=meeting,
        reach=reach_of(session, meeting),
        mail_word=mail_word,
        without_secret=without_secret,
    )


@blueprint.post("/post")
@allow(organises_meeting)
def let_go(meeting_id: int) -> ResponseReturnValue:
    """Let one waiting mail go, or, without `mail`, all that wait."""
    session = get_session()
    reach = reach_of(session, session.get_one(Meeting, meeting_id))
    chosen = request.form.get("mail", type=int)
    waiting = [mail.id for mail in (reach.waiting if reach else ()) if chosen in (None, mail.id)]
    release(session, waiting, actor=current_actor(), at=now())
    session.commit()
    flash(ngettext("%(num)s mail is onderweg.", "%(num)s mails zijn onderweg.", len(waiting)))
    return redirect(url_for(".outbox", meeting_id=meeting_id))
