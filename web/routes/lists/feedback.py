"""Where does an attendee say what they thought of the meeting? Behind the personal link."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from web.actions.lists.attendance import LinkUnknown, registration_of
from web.actions.lists.encounters import NotYetError
from web.actions.lists.feedback import feedback_of, give_feedback
from web.actions.permissions import has_own_list
from web.clock import now
from web.database import get_session
from web.forms.feedback import FeedbackForm
from web.i18n import problem_sentence
from web.routes.lists.attendee import PERSONAL, link_unknown
from web.security import allow, current_actor

blueprint = Blueprint("feedback", __name__)
blueprint.register_error_handler(LinkUnknown, link_unknown)


@blueprint.route("/mijn-lijst/hoe-was-het", methods=["GET", "POST"])
@allow(has_own_list)
def own() -> ResponseReturnValue:
    """The three questions; answered again, the last answers count."""
    session, actor = get_session(), current_actor()
    registration = registration_of(session, actor)
    form = FeedbackForm.showing(feedback_of(session, registration))
    if not form.validate_on_submit():
        return render_template("attendee/feedback.html", form=form, meeting=registration.meeting), PERSONAL
    try:
        give_feedback(session, registration, form.draft(), actor=actor, at=now())
    except NotYetError as refusal:
        form.form_errors.append(problem_sentence(refusal.code))
        return render_template("attendee/feedback.html", form=form, meeting=registration.meeting), PERSONAL
    session.commit()
    flash(_("Dank u wel. De organisator ziet uw antwoorden, zonder uw naam."))
    return redirect(url_for("attendee.own_list"))
