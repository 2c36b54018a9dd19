"""What does a meeting still miss, and whom to invite? A picture, tables, and one tap to invite."""

import re

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.gap_report import GapReport
from models.gaps_exchange import gaps_found
from models.meeting import Meeting
from models.queries.guests import invitations_to, organisations_with_people
from models.queries.publications import coming_organisations
from web.actions.organising.gaps import GapState, ask_gaps, gap_state, is_stale
from web.actions.organising.guest_list import reach
from web.actions.organising.inviting import invite_guests
from web.actions.organising.registrations import MeetingIsCancelledError, MeetingIsOverError, is_open
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.mailing import current_site
from web.pictures.gaps import WIDTH, picture_of
from web.presenting.gaps import view_of
from web.security import allow, current_actor
from web.words.inviting import guest_word, unreachable_sentence

blueprint = Blueprint("gaps", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/wat-ontbreekt")


@blueprint.get("")
@allow(organises_meeting)
def show(meeting_id: int) -> ResponseReturnValue:
    """What was found last. htmx asks how far a newer one is, and gets the whole page when it is there."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    report = session.get(GapReport, meeting_id)
    state = gap_state(report)
    told = {"meeting": meeting, "report": report, "state": state}
    if "HX-Request" in request.headers:
        if state is GapState.COMING:
            return render_template("organiser/gaps_state.html", stale=False, **told)
        answer = make_response("")
        answer.headers["HX-Refresh"] = "true"
        return answer
    gaps = gaps_found(report) if report else None
    view = view_of(session, meeting, gaps) if gaps else None
    return render_template(
        "organiser/gaps.html",
        stale=report is not None and is_stale(session, report),
        view=view,
        picture=picture_of(view) if view else None,
        width=WIDTH,
        coming=coming_organisations(session, meeting_id),
        invited={one.organisation_id for one in invitations_to(session, meeting_id)},
        is_open=is_open(meeting, now()),
        reach=reach,
        guest_word=guest_word,
        **told,
    )


@blueprint.post("")
@allow(organises_meeting)
def look_again(meeting_id: int) -> ResponseReturnValue:
    """Look anew, in the background."""
    ask_gaps(get_session(), meeting_id, at=now())
    get_session().commit()
    return redirect(url_for(".show", meeting_id=meeting_id))


@blueprint.post("/uitnodigen")
@allow(organises_meeting)
def invite(meeting_id: int) -> ResponseReturnValue:
    """Put one organisation on the guest list; its mail waits until the organiser lets it go."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    chosen = request.form.get("organisatie", 0, type=int)
    place = request.form.get("plek", "")
    back = url_for(
        ".show", meeting_id=meeting_id, _anchor=place if re.fullmatch(r"[a-z]+-\d+", place) else None
    )
    try:
        count = invite_guests(
            session, meeting, [chosen], site=current_site(), actor=current_actor(), at=now()
        )
    except (MeetingIsOverError, MeetingIsCancelledError):
        flash(_("Uitnodigen kan nu niet meer: de bijeenkomst is begonnen of gaat niet door."))
        return redirect(back)
    session.commit()
    flash(_invited_sentence(chosen) if count else _("Deze organisatie is al uitgenodigd, of komt al."))
    return redirect(back)


def _invited_sentence(organisation_id: int) -> str:
    """What happens now; whom we cannot write to has to be called."""
    (organisation,) = organisations_with_people(get_session(), [organisation_id])
    why = reach(organisation)
    if why is None:
        return str(_("%(name)s staat op de lijst. De mail wacht nog op u.", name=organisation.name))
    listed = _("%(name)s staat op de lijst.", name=organisation.name)
    return f"{listed} {unreachable_sentence(why)}"
