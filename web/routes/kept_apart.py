"""Who should not share a table? The organiser says so, without a reason."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.queries.seating import pairs_kept_apart
from web.actions.permissions import organises_meeting
from web.actions.seating_wishes import (
    NotComingError,
    TogetherError,
    all_coming,
    allow_together,
    keep_apart,
)
from web.clock import now
from web.database import get_session
from web.desk_sentences import pin_problem_sentence
from web.forms.seating import ApartForm
from web.seating_sentences import placement_sentence
from web.security import allow, current_actor

blueprint = Blueprint("kept_apart", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/tafels/uit-elkaar")


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_meeting)
def of_meeting(meeting_id: int) -> ResponseReturnValue:
    """The pairs that the organiser keeps apart at this meeting, and two more to choose."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    form = ApartForm(all_coming(session, meeting_id))
    if form.validate_on_submit():
        pair = (int(form.first.data), int(form.second.data))
        try:
            keep_apart(session, meeting, pair, actor=current_actor(), at=now())
        except NotComingError as refusal:
            form.form_errors.append(placement_sentence(refusal.code))
        except TogetherError as refusal:
            form.form_errors.append(pin_problem_sentence(refusal))
        else:
            session.commit()
            flash(_("Opgeslagen. Bij het volgende plan zitten zij niet bij elkaar."))
            return redirect(url_for(".of_meeting", meeting_id=meeting_id))
    return render_template(
        "seating/apart.html",
        meeting=meeting,
        form=form,
        pairs=pairs_kept_apart(session, meeting_id),
    )


@blueprint.post("/<int:pair_id>/weg")
@allow(organises_meeting)
def drop_of_meeting(meeting_id: int, pair_id: int) -> ResponseReturnValue:
    """Let two organisations share a table again."""
    session = get_session()
    allow_together(session, meeting_id, pair_id, actor=current_actor(), at=now())
    session.commit()
    return redirect(url_for(".of_meeting", meeting_id=meeting_id))
