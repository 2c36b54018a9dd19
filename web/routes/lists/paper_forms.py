"""Where do organisers type in what people ticked on paper?"""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from models.registration import Registration
from web.actions.lists.encounters import NotYetError, PartnerUnknownError, said_by
from web.actions.lists.paper_forms import Typed, others_at, partners_on, sheet_of, sheets_of, type_in
from web.actions.permissions import organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.paper import TickedBoxes
from web.i18n import problem_sentence
from web.security import allow, current_actor

blueprint = Blueprint("paper_forms", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/formulieren")


@blueprint.get("")
@allow(organises_meeting)
def choose(meeting_id: int) -> ResponseReturnValue:
    """Whose form? By its number or a name; which were typed in already."""
    session = get_session()
    meeting = session.get_one(Meeting, meeting_id)
    words = request.args.get("zoek", "").strip()
    sheets = sheets_of(session, meeting, words)
    return render_template("papers/forms.html", meeting=meeting, sheets=sheets, words=words)


@blueprint.route("/<int:registration_id>", methods=["GET", "POST"])
@allow(organises_meeting)
def fill_in(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """The boxes of one form; sent twice it counts once, and says so."""
    session = get_session()
    registration = _registration(meeting_id, registration_id)
    boxes, problem = TickedBoxes.from_request(), ""
    if request.method == "POST":
        try:
            typed = type_in(session, registration, boxes.lines(), actor=current_actor(), at=now())
        except (NotYetError, PartnerUnknownError) as refusal:
            session.rollback()
            problem = problem_sentence(refusal.code)
        else:
            session.commit()
            flash(_outcome(typed, registration))
            return redirect(url_for(".choose", meeting_id=meeting_id))
    partners = partners_on(session, registration)
    return render_template(
        "papers/form.html",
        meeting=registration.meeting,
        sheet=sheet_of(session, registration),
        partners=partners,
        others=others_at(session, registration, partners),
        said=said_by(session, registration),
        boxes=boxes,
        problem=problem,
    )


def _registration(meeting_id: int, registration_id: int) -> Registration:
    found = get_session().get(Registration, registration_id)
    if found is None or found.meeting_id != meeting_id or found.cancelled_at is not None:
        abort(404)
    return found


def _outcome(typed: Typed, registration: Registration) -> str:
    name = registration.name
    if typed.again and not typed.new:
        return str(_("Het formulier van %(name)s was al ingevoerd. Er is niets dubbel geteld.", name=name))
    told = ngettext("%(num)s nieuwe regel.", "%(num)s nieuwe regels.", typed.new)
    known = _("Het formulier van %(name)s was al ingevoerd.", name=name)
    first = _("Het formulier van %(name)s is ingevoerd.", name=name)
    return f"{known if typed.again else first} {told}"
