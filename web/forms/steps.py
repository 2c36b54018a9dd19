"""What does someone write down of a step: what, with whom, by when?"""

from datetime import date
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired

from models.step import Step
from web.actions.afterwards.step_plan import StepPlan
from web.actions.afterwards.steps import StepDraft, StepFault, StepRefused
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.i18n import day

NOBODY = ""


class StepForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One step; `plan` gives the choices."""

    known_partners: frozenset[str] = frozenset()
    known_people: frozenset[str] = frozenset()
    text = TextAreaField(
        _l("Wat gaat u doen?"),
        filters=[tidy_text],
        validators=[filled(_l("Schrijf op wat u gaat doen.")), at_most(LONGEST_LINE), no_personal_data],
    )
    partner = SelectField(_l("Samen met"), default=NOBODY, validate_choice=False)
    partner_name = StringField(
        _l("Of met iemand die er niet bij staat"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)]
    )
    due_on = DateField(
        _l("Uiterlijk op"), validators=[InputRequired(_l("Kies een dag. Zonder dag blijft het een plan."))]
    )
    person = SelectField(_l("Wie doet dit?"), default=NOBODY, validate_choice=False)

    @classmethod
    def showing(
        cls, plan: StepPlan, changed: Step | None, proposed: int | None = None, *, blank: bool = False
    ) -> Self:
        """The form with this step, or with what is proposed; when it was sent, with what was typed.

        `blank`: something else on the page was sent.
        """
        data = {} if blank else _data(plan, changed, proposed)
        sent = request.method == "POST" and not blank
        form = cls() if sent else cls(formdata=None, data=data)
        groups = _partners(plan, changed)
        form.partner.choices = groups
        form.known_partners = frozenset(value for group in groups.values() for value, _name in group)
        people = [(NOBODY, str(_("Iemand van ons"))), *((str(one.id), one.name) for one in plan.people)]
        form.person.choices = people
        form.known_people = frozenset(value for value, _name in people)
        return form

    def validate_partner(self, field: SelectField) -> None:
        """Somebody from the list; it may have become shorter since the page was opened."""
        if field.data not in self.known_partners:
            raise ValidationError(step_fault_sentence(StepFault.PARTNER_UNKNOWN, None))

    def validate_person(self, field: SelectField) -> None:
        """Somebody who came for the organisation."""
        if field.data not in self.known_people:
            raise ValidationError(step_fault_sentence(StepFault.OTHER_PERSON, None))

    def validate_due_on(self, field: DateField) -> None:
        """Say in plain words what a day looks like."""
        if field.process_errors:
            field.errors = [_("Vul een dag in, zoals 31-12-2026.")]

    def validate_partner_name(self, field: StringField) -> None:
        """One of the two: somebody from the list, or a name."""
        no_personal_data(self, field)
        if field.data and self.partner.data != NOBODY:
            raise ValidationError(_("Kies iemand uit de lijst, of schrijf een naam op. Niet allebei."))

    def draft(self) -> StepDraft:
        """What was filled in."""
        told = self.data
        return StepDraft(
            text=told["text"],
            due_on=told["due_on"],
            partner_id=_number(told["partner"]),
            partner_name=told["partner_name"],
            registration_id=_number(told["person"]),
        )

    def show_fault(self, refusal: StepRefused) -> None:
        """Say at its field why the step was refused."""
        self[refusal.field].errors = [step_fault_sentence(refusal.fault, refusal.day)]


class AnswerForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why it goes as it goes; may stay empty."""

    why = TextAreaField(
        _l("Wilt u er iets bij zeggen?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_LINE), no_personal_data],
    )


def step_fault_sentence(fault: StepFault, when: date | None) -> str:
    """What is wrong with a step, and what to do."""
    shown = day(when) if when else ""
    sentences = {
        StepFault.TOO_EARLY: _("Stappen schrijft u op vanaf de dag van de bijeenkomst: %(day)s.", day=shown),
        StepFault.IN_PAST: _("Deze dag is al voorbij. Kies een dag vanaf %(day)s.", day=shown),
        StepFault.TOO_FAR: _("Deze dag is te ver weg. Kies een dag tot en met %(day)s.", day=shown),
        StepFault.PARTNER_UNKNOWN: _(
            "Deze organisatie doet niet meer mee. Kies een andere, of schrijf een naam op."
        ),
        StepFault.OTHER_PERSON: _("Deze persoon is niet meer aangemeld. Kies iemand anders."),
        StepFault.TOO_MANY: _("U hebt al twaalf stappen. Haal eerst een stap weg, of wijzig er een."),
    }
    return str(sentences[fault])


def _data(plan: StepPlan, changed: Step | None, proposed: int | None) -> dict[str, object]:
    if changed is not None:
        return {
            "text": changed.text,
            "due_on": changed.due_on,
            "partner": str(changed.partner_id or NOBODY),
            "partner_name": changed.partner_name,
            "person": str(changed.registration_id or NOBODY),
        }
    partner = next((one for one in (*plan.agreed, *plan.others) if one.id == proposed), None)
    if partner is None:
        return {}
    return {"partner": str(partner.id), "text": _("Ik bel %(name)s en maak een afspraak.", name=partner.name)}


def _partners(plan: StepPlan, changed: Step | None) -> dict[str, list[tuple[str, str]]]:
    """Nobody first; then with whom something was agreed, then everyone else who came."""
    groups = {_("Nog niemand"): [(NOBODY, _("Nog niemand, of ik doe het zelf"))]}
    if changed is not None and changed.partner is not None:
        known = {one.id for one in (*plan.agreed, *plan.others)}
        if changed.partner_id not in known:
            groups[_("Wie u koos")] = [(str(changed.partner_id), changed.partner.name)]
    if plan.agreed:
        groups[_("Die u sprak, of op uw lijst")] = [(str(one.id), one.name) for one in plan.agreed]
    if plan.others:
        groups[_("Ook op de bijeenkomst")] = [(str(one.id), one.name) for one in plan.others]
    return groups


def _number(value: str) -> int | None:
    return int(value) if value.isdecimal() else None
