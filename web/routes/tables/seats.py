"""Where does one person sit? Their wishes, and their seat in each round: move, swap, lock."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.meeting import Meeting
from models.registration import Registration
from models.seating import SeatingPlan
from web.actions.errors import ActionError
from web.actions.permissions import organises_meeting
from web.actions.tables.seating import NoPlanError
from web.actions.tables.seating_changes import PlaceNotChosenError, current_plan, lock, move, swap
from web.actions.tables.seating_view import view_plan
from web.actions.tables.seating_wishes import change_wish, wish_of
from web.clock import now
from web.database import get_session
from web.forms.seating import MoveForm, WishForm
from web.security import allow, current_actor
from web.words.seating import placement_sentence

blueprint = Blueprint(
    "seats", __name__, url_prefix="/bijeenkomsten/<int:meeting_id>/tafels/personen/<int:registration_id>"
)


@blueprint.route("", methods=["GET", "POST"])
@allow(organises_meeting)
def person(meeting_id: int, registration_id: int) -> ResponseReturnValue:
    """Where this person sits and should sit; sending it changes the wishes."""
    session = get_session()
    registration = _coming(meeting_id, registration_id)
    form = WishForm.showing(wish_of(session, registration_id))
    if not form.validate_on_submit():
        return _page(registration, form)
    change_wish(session, registration, form.wish(), actor=current_actor(), at=now())
    session.commit()
    flash(
        _("De wensen van %(name)s zijn opgeslagen. Zij tellen bij het volgende plan.", name=registration.name)
    )
    return redirect(url_for("seating.show", meeting_id=meeting_id))


@blueprint.post("/ronde/<int:number>")
@allow(organises_meeting)
def change_place(meeting_id: int, registration_id: int, number: int) -> ResponseReturnValue:
    """Another table in this round, with or without someone in exchange."""
    session = get_session()
    registration = _coming(meeting_id, registration_id)

    def change(plan: SeatingPlan) -> SeatingPlan:
        view = view_plan(session, plan)
        if not 1 <= number <= plan.rounds:
            abort(404)
        form = MoveForm(view, number, registration_id)
        if not form.validate_on_submit():
            raise PlaceNotChosenError(f"{form.to.data} is not offered in round {number}")
        word, goal = form.goal()
        actor, at = current_actor(), now()
        if word == "tafel":
            return move(session, plan, registration, number=number, table=goal, actor=actor, at=at)
        other = _coming(meeting_id, goal)
        return swap(session, plan, registration, other, number=number, actor=actor, at=at)

    return _changed(registration, change, number)


@blueprint.post("/ronde/<int:number>/vast")
@allow(organises_meeting)
def keep_place(meeting_id: int, registration_id: int, number: int) -> ResponseReturnValue:
    """Lock the seat in this round, or, with `los`, let it go."""
    session = get_session()
    registration = _coming(meeting_id, registration_id)

    def change(plan: SeatingPlan) -> SeatingPlan:
        locked = "los" not in request.form
        return lock(
            session, plan, registration, number=number, locked=locked, actor=current_actor(), at=now()
        )

    return _changed(registration, change, number)


def _coming(meeting_id: int, registration_id: int) -> Registration:
    registration = get_session().get(Registration, registration_id)
    if registration is None or registration.meeting_id != meeting_id or registration.cancelled_at:
        abort(404)
    return registration


def _changed(
    registration: Registration, change: Callable[[SeatingPlan], SeatingPlan], number: int
) -> ResponseReturnValue:
    """Back to the round where something changed, or the person's page with what was wrong."""
    session = get_session()
    try:
        change(current_plan(session, registration.meeting_id, seen=request.form.get("plan", type=int)))
    except ActionError as refusal:
        session.rollback()
        flash(placement_sentence(refusal.code))
        return redirect(
            url_for(".person", meeting_id=registration.meeting_id, registration_id=registration.id)
        )
    session.commit()
    return redirect(
        url_for("seating.show", meeting_id=registration.meeting_id, ronde=number, _anchor="rondes")
    )


def _page(registration: Registration, form: WishForm) -> str:
    session = get_session()
    try:
        view = view_plan(session, current_plan(session, registration.meeting_id))
    except NoPlanError:
        view = None
    rounds = range(1, view.plan.rounds + 1) if view else ()
    return render_template(
        "seating/person.html",
        meeting=session.get_one(Meeting, registration.meeting_id),
        registration=registration,
        form=form,
        view=view,
        moves=[MoveForm(view, number, registration.id) for number in rounds] if view else [],
    )
