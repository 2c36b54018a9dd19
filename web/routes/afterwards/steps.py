"""Where are steps written down? By the attendee, by the organisation, or by the organiser from paper."""

from datetime import date

from flask import Blueprint, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from models.meeting import Meeting
from models.step import AnswerWay, Step, StepState
from web.actions.afterwards.step_plan import StepPlan, plan_of_organisation
from web.actions.afterwards.steps import (
    ASKED_STEPS,
    StepRefused,
    answer_step,
    day_of,
    remove_step,
    save_step,
    step_of,
)
from web.actions.lists.attendance import registration_of
from web.actions.permissions import edits_organisation, has_own_list, organises_meeting
from web.clock import now
from web.database import get_session
from web.forms.steps import AnswerForm, StepForm
from web.presenting.steps import Told, Ways, plan_page, plan_pdf
from web.security import allow, current_actor

blueprint = Blueprint("steps", __name__)


@blueprint.route("/mijn-lijst/stappen", methods=["GET", "POST"])
@allow(has_own_list)
def own() -> ResponseReturnValue:
    """The steps of the attendee's organisation, behind the personal link."""
    return _door(_own_plan(), _own_ways(), way=AnswerWay.SITE)


@blueprint.get("/mijn-lijst/stappenplan.pdf")
@allow(has_own_list)
def own_pdf() -> ResponseReturnValue:
    """The same on paper, to take home."""
    return plan_pdf(_own_plan(), _own_ways())


@blueprint.route("/organisaties/<int:organisation_id>/stappen/<int:meeting_id>", methods=["GET", "POST"])
@allow(edits_organisation)
def of_organisation(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The steps of one's own organisation."""
    return _door(_plan(meeting_id, organisation_id), _ways(organisation_id, meeting_id), way=AnswerWay.SITE)


@blueprint.get("/organisaties/<int:organisation_id>/stappen/<int:meeting_id>/stappenplan.pdf")
@allow(edits_organisation)
def of_organisation_pdf(organisation_id: int, meeting_id: int) -> ResponseReturnValue:
    """The same on paper."""
    return plan_pdf(_plan(meeting_id, organisation_id), _ways(organisation_id, meeting_id))


@blueprint.route("/bijeenkomsten/<int:meeting_id>/stappen/<int:organisation_id>", methods=["GET", "POST"])
@allow(organises_meeting)
def by_organiser(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """What an organisation wrote on paper, or told by telephone; its day may have passed."""
    meeting = get_session().get_one(Meeting, meeting_id)
    plan, ways = _plan(meeting_id, organisation_id), _organiser_ways(meeting_id, organisation_id)
    return _door(plan, ways, way=AnswerWay.ORGANISER, earliest=day_of(meeting))


@blueprint.get("/bijeenkomsten/<int:meeting_id>/stappen/<int:organisation_id>/stappenplan.pdf")
@allow(organises_meeting)
def by_organiser_pdf(meeting_id: int, organisation_id: int) -> ResponseReturnValue:
    """The same on paper."""
    return plan_pdf(_plan(meeting_id, organisation_id), _organiser_ways(meeting_id, organisation_id))


def _door(plan: StepPlan, ways: Ways, *, way: AnswerWay, earliest: date | None = None) -> ResponseReturnValue:
    """Show the plan; or do what was sent: save a step, take one off, or tell how one goes."""
    if request.method == "POST" and "weg" in request.form:
        return _take_off(plan, ways)
    if request.method == "POST" and "stap" in request.form:
        return _tell(plan, ways, way)
    changed = _found(plan, request.values.get("wijzig", type=int)) if "wijzig" in request.values else None
    form = StepForm.showing(plan, changed, request.args.get("met", type=int))
    if request.method == "GET" and not form.person.data and len(plan.people) == 1:
        form.person.data = str(plan.people[0].id)
    if form.validate_on_submit() and _is_saved(plan, form, changed, earliest):
        return redirect(ways.here)
    return plan_page(plan, form, ways, changed=changed)


def _is_saved(plan: StepPlan, form: StepForm, changed: Step | None, earliest: date | None) -> bool:
    session = get_session()
    try:
        saved = save_step(
            session,
            plan.meeting,
            plan.organisation.id,
            form.draft(),
            changed=changed,
            earliest=earliest,
            actor=current_actor(),
            at=now(),
        )
    except StepRefused as refusal:
        form.show_fault(refusal)
        return False
    session.commit()
    flash(_said(plan, stood_there=saved.stood_there, changed=changed is not None))
    return True


def _said(plan: StepPlan, *, stood_there: bool, changed: bool) -> str:
    if stood_there:
        return str(_("Deze stap stond er al. Er is niets dubbel opgeslagen."))
    left = ASKED_STEPS - len(plan.steps) - (0 if changed else 1)
    if changed or left < 0:
        return str(_("Uw stap is opgeslagen."))
    if left == 0:
        return str(_("Uw stap is opgeslagen. U hebt nu twee stappen. Mooi!"))
    return str(
        ngettext(
            "Uw stap is opgeslagen. Schrijf nog %(num)s stap op.",
            "Uw stap is opgeslagen. Schrijf nog %(num)s stappen op.",
            left,
        )
    )


def _take_off(plan: StepPlan, ways: Ways) -> ResponseReturnValue:
    session, step = get_session(), _found(plan, request.form.get("weg", type=int))
    remove_step(session, step, actor=current_actor(), at=now())
    session.commit()
    flash(_("De stap is weggehaald."))
    return redirect(ways.here)


def _tell(plan: StepPlan, ways: Ways, way: AnswerWay) -> ResponseReturnValue:
    session, step = get_session(), _found(plan, request.form.get("stap", type=int))
    wanted, form = request.form.get("antwoord", ""), AnswerForm()
    if wanted not in set(StepState):
        abort(400)
    if not form.validate():
        blank = StepForm.showing(plan, None, blank=True)
        return plan_page(plan, blank, ways, changed=None, told=Told(form, step.id)), 422
    answer_step(
        session, step, StepState(wanted), form.why.data or "", way=way, actor=current_actor(), at=now()
    )
    session.commit()
    flash(_("Bedankt, dat is opgeslagen."))
    return redirect(f"{ways.here}#stap-{step.id}")


def _found(plan: StepPlan, step_id: int | None) -> Step:
    """This step of the plan; the page `bestaat niet` when it is none of it."""
    wanted = {"meeting_id": plan.meeting.id, "organisation_id": plan.organisation.id}
    return step_of(get_session(), step_id or 0, **wanted) or abort(404)


def _plan(meeting_id: int, organisation_id: int) -> StepPlan:
    return plan_of_organisation(get_session(), meeting_id, organisation_id) or abort(404)


def _own_plan() -> StepPlan:
    registration = registration_of(get_session(), current_actor())
    return _plan(registration.meeting_id, registration.organisation_id)


def _own_ways() -> Ways:
    return Ways(url_for(".own"), url_for(".own_pdf"), url_for("attendee.own_list"), _("Uw lijst"))


def _ways(organisation_id: int, meeting_id: int) -> Ways:
    return Ways(
        url_for(".of_organisation", organisation_id=organisation_id, meeting_id=meeting_id),
        url_for(".of_organisation_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        url_for("registrations.meetings", organisation_id=organisation_id),
        _("Bijeenkomsten"),
    )


def _organiser_ways(meeting_id: int, organisation_id: int) -> Ways:
    return Ways(
        url_for(".by_organiser", organisation_id=organisation_id, meeting_id=meeting_id),
        url_for(".by_organiser_pdf", organisation_id=organisation_id, meeting_id=meeting_id),
        url_for("step_checks.of_meeting", meeting_id=meeting_id),
        _("Alle stappen"),
        for_others=True,
    )
