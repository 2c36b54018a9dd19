"""What does an organiser fill in about a programme and its phases?"""

from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, NumberRange, Optional

from models.programme import Phase, Programme
from models.region import Region
from web.actions.organising.national_programme import national_programme
from web.actions.organising.programmes import (
    PhaseDraft,
    ProgrammeDraft,
    ProgrammeFault,
    ProgrammeRefusedError,
)
from web.database import get_session
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text
from web.words.programmes import programme_fault_sentence

LONGEST_AIM, MOST_EXAMPLES, MOST_PHASES, MOST_TASKS = 2_000, 1_000, 12, 30


class ProgrammeForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One programme. `example`: filled in when the plan of the brochure is where it begins."""

    name = StringField(
        _l("Naam van het programma"),
        filters=[tidy_line],
        validators=[filled(_l("Geef het programma een naam.")), at_most(LONGEST_NAME)],
    )
    aim = TextAreaField(
        _l("Wat wilt u bereiken?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_AIM), no_personal_data],
    )
    wanted_examples = IntegerField(
        _l("Hoeveel geslaagde voorbeelden wilt u laten zien?"),
        default=0,
        validators=[InputRequired(_l("Vul een getal in.")), NumberRange(0, MOST_EXAMPLES)],
    )
    starts_on = DateField(_l("Eerste dag"), validators=[InputRequired(_l("Kies een dag."))])
    ends_on = DateField(_l("Laatste dag"), validators=[InputRequired(_l("Kies een dag."))])
    regions = BoxesField(_l("Welke regio’s doen mee?"))
    example = HiddenField()

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        session = get_session()
        regions = session.scalars(select(Region).order_by(Region.name))
        self.regions.choices = {region.code: region.name for region in regions}

    @classmethod
    def showing(cls, programme: Programme | None, own_regions: frozenset[str]) -> Self:
        """The form about this programme, None = a new one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        if programme is None and request.args.get("voorbeeld"):
            plan = national_programme()
            regions = set(plan.regions) if own_regions & set(plan.regions) else own_regions | {*plan.regions}
            return cls(
                data={"wanted_examples": plan.wanted_examples, "regions": sorted(regions), "example": "ja"}
            )
        if programme is None:
            return cls(data={"wanted_examples": 0, "regions": sorted(own_regions)})
        same = ("name", "aim", "wanted_examples", "starts_on", "ends_on")
        return cls(
            data={
                **{name: getattr(programme, name) for name in same},
                "regions": [region.code for region in programme.regions],
            }
        )

    def draft(self) -> ProgrammeDraft:
        """What was filled in."""
        told = self.data
        same = ("name", "aim", "wanted_examples", "starts_on", "ends_on")
        return ProgrammeDraft(
            **{name: told[name] for name in same},
            regions=tuple(told["regions"]),
        )

    def show_fault(self, refusal: ProgrammeRefusedError) -> None:
        """Put the fault at its field."""
        field = self[refusal.field]
        field.errors = [*field.errors, programme_fault_sentence(refusal.fault)]


class PhaseForm(Form):
    """One phase: its days, and what has to be arranged, a line for each thing."""

    name = StringField(_l("Naam van de fase"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    starts_on = DateField(_l("Eerste dag"), validators=[Optional()])
    ends_on = DateField(_l("Laatste dag"), validators=[Optional()])
    tasks = TextAreaField(_l("Wat moet er geregeld zijn?"), filters=[tidy_text])
    remove = BooleanField(_l("Deze fase weghalen"))

    def validate_name(self, field: StringField) -> None:
        """A phase that has days or tasks needs a name and both days."""
        told = self.starts_on.data or self.ends_on.data or (self.tasks.data or "").strip()
        if told and not (field.data or "").strip() and not self.remove.data:
            raise ValidationError(_("Geef de fase een naam."))
        if (field.data or "").strip() and not (self.starts_on.data and self.ends_on.data):
            raise ValidationError(_("Kies de eerste en de laatste dag van deze fase."))

    def validate_tasks(self, field: TextAreaField) -> None:
        """So many lines, each short enough to read at a glance."""
        lines = _lines(field.data)
        if len(lines) > MOST_TASKS or any(len(line) > LONGEST_LINE for line in lines):
            raise ValidationError(
                _(
                    "Er passen %(most)s regels, van hoogstens %(long)s tekens.",
                    most=MOST_TASKS,
                    long=LONGEST_LINE,
                )
            )


class PhasesForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The phases of a programme, and an empty one to add."""

    phases = FieldList(FormField(PhaseForm), max_entries=MOST_PHASES)

    @classmethod
    def showing(cls, phases: list[Phase]) -> Self:
        """The form with these phases and an empty one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        return cls(data={"phases": [*map(_phase, phases), {}][:MOST_PHASES]})

    def drafts(self) -> dict[int, PhaseDraft]:
        """What was filled in, by place on the form; empty phases and those to be removed are left out."""
        return {
            place: PhaseDraft(told["name"], told["starts_on"], told["ends_on"], tuple(_lines(told["tasks"])))
            for place, told in enumerate(self.data["phases"])
            if told["name"] and not told["remove"]
        }

    def show_fault(self, place: int, fault: ProgrammeFault) -> None:
        """Put a fault at the name of the phase on this place of the form."""
        phase: Any = self.phases[place]
        phase.form.name.errors = [programme_fault_sentence(fault)]


def _lines(text: str | None) -> list[str]:
    return list(dict.fromkeys(filter(None, (line.strip() for line in (text or "").splitlines()))))


def _phase(phase: Phase) -> dict[str, Any]:
    return {
        "name": phase.name,
        "starts_on": phase.starts_on,
        "ends_on": phase.ends_on,
        "tasks": "\n".join(task.text for task in phase.tasks),
    }
