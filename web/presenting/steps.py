"""How do steps become a page, a PDF, or words?"""

from dataclasses import dataclass
from typing import Any

from flask import Response, render_template
from flask_babel import gettext as _
from structlog import get_logger

from models.queries.sounding import returned_to
from models.step import CheckRound, Step, StepState
from web.actions.afterwards.step_plan import StepPlan
from web.actions.afterwards.steps import is_time
from web.clock import now
from web.database import get_session
from web.documents import PdfUnavailable, pdf_of
from web.forms.steps import AnswerForm, StepForm

log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Ways:
    """Where the pages of one step plan lie: itself, its PDF, and where one came from with its name.

    `for_others`: an organiser writes it down for the organisation.
    """

    here: str
    pdf: str
    back: str
    back_name: str
    for_others: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What was said of a step, as it came in; `refused`: the step of which the words cannot stay so."""

    form: AnswerForm
    refused: int | None = None


def plan_page(
    plan: StepPlan, form: StepForm, ways: Ways, *, changed: Step | None, told: Told | None = None
) -> str:
    """The steps of an organisation, with a form to write one down or to change `changed`."""
    return render_template(
        "steps/plan.html",
        plan=plan,
        form=form,
        ways=ways,
        changed=changed,
        is_time=is_time(plan.meeting, now()),
        advice={one.step_id: one for one in returned_to(get_session(), plan.organisation.id)},
        **answering(told),
    )


def answering(told: Told | None = None) -> dict[str, Any]:
    """What a page with answers needs beside its steps."""
    told = told or Told(AnswerForm(formdata=None))
    words = {"states": tuple(StepState), "answer_word": answer_word, "refused": told.refused}
    return {**words, "why": told.form, **WORDS}


def plan_pdf(plan: StepPlan, ways: Ways) -> Response:
    """The step plan as a PDF to take home; a page that says what to do where this machine cannot make one."""
    page = render_template("steps/document.html", plan=plan, **WORDS)
    try:
        pdf = pdf_of(page)
    except PdfUnavailable:
        log.error("pdf_unavailable", missing="pango")
        return Response(render_template("attendee/no_pdf.html", list_address=ways.here), 503)
    disposition = 'attachment; filename="onverwacht-stappenplan.pdf"'
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": disposition})


def state_word(state: StepState | None) -> str:
    """How a step goes."""
    words = {
        None: _("nog niets gehoord"),
        StepState.DONE: _("gedaan"),
        StepState.BUSY: _("mee bezig"),
        StepState.STUCK: _("loopt vast"),
        StepState.DROPPED: _("gaat niet door"),
    }
    return str(words[state])


def answer_word(state: StepState) -> str:
    """What the button says that tells how a step goes."""
    words = {
        StepState.DONE: _("Gedaan"),
        StepState.BUSY: _("Wij zijn bezig"),
        StepState.STUCK: _("Het loopt vast"),
        StepState.DROPPED: _("Het gaat niet door"),
    }
    return str(words[state])


def round_word(round_: CheckRound) -> str:
    """Which of the two mails."""
    return str({CheckRound.HALFWAY: _("Halverwege"), CheckRound.END: _("Aan het eind")}[round_])


def partner_words(step: Step) -> str:
    """With whom a step is; empty when nobody was named. A partner that is gone is not passed over."""
    if step.partner is not None:
        return step.partner.name
    return str(_("een organisatie die niet meer meedoet")) if step.with_partner else step.partner_name


WORDS = {"state_word": state_word, "partner_words": partner_words, "round_word": round_word}
