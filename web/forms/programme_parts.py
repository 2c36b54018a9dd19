"""Which meetings does a programme consist of? Those of every region, and those for all regions."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
)
from wtforms.validators import NumberRange, Optional

from models.programme import ProgrammePart
from models.queries.meetings import meeting_kinds
from web.actions.organising.programmes import PartDraft, ProgrammeRefusedError
from web.database import get_session
from web.forms.texts import LONGEST_NAME, at_most, tidy_line
from web.i18n import named
from web.words.programmes import programme_fault_sentence

MOST_PARTS = 20
EVERY_REGION, NATIONAL = "regio", "landelijk"


class PartForm(Form):
    """One meeting of the programme."""

    id = HiddenField()
    place = IntegerField(
        _l("De hoeveelste is het?"),
        validators=[Optional(), NumberRange(1, 99)],
    )
    kind = SelectField(_l("Soort bijeenkomst"))
    name = StringField(_l("Eigen naam"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    scope = RadioField(
        _l("Voor wie?"),
        choices=lambda: {
            EVERY_REGION: _("Elke regio krijgt er een"),
            NATIONAL: _("Eén voor alle regio’s samen"),
        },
        default=EVERY_REGION,
    )
    after_earlier = BooleanField(_l("Pas na de bijeenkomsten die ervoor komen"))
    remove = BooleanField(_l("Deze bijeenkomst weghalen"))


class PartsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The parts of a programme, and an empty one to add."""

    parts = FieldList(FormField(PartForm), max_entries=MOST_PARTS)

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        kinds = meeting_kinds(get_session())
        part: Any  # the library does not say which form its entries hold
        for part in self.parts:
            usable = [kind for kind in kinds if kind.set_aside_at is None or kind.slug == part.kind.data]
            part.kind.choices = {"": _("Kies een soort"), **{kind.slug: named(kind) for kind in usable}}

    @classmethod
    def showing(cls, parts: Sequence[ProgrammePart]) -> Self:
        """The form with these parts and an empty one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        stored = [_part(part) | {"place": number} for number, part in enumerate(parts, start=1)]
        return cls(data={"parts": [*stored, {"place": len(parts) + 1}][:MOST_PARTS]})

    def drafts(self) -> dict[int, PartDraft]:
        """What was filled in, in the order that was chosen, by place on the form.

        Empty parts and those to be removed are left out.
        """
        told = {
            number: part
            for number, part in enumerate(self.data["parts"])
            if not part["remove"] and (part["kind"] or part["name"])
        }
        order = sorted(told, key=lambda number: (told[number]["place"] or MOST_PARTS, number))
        return {number: _draft(told[number]) for number in order}

    def show_fault(self, refusal: ProgrammeRefusedError, places: Sequence[int]) -> None:
        """Put the fault at its part; `places`: where on the form the drafts stand. Else above the form."""
        sentence = programme_fault_sentence(refusal.fault, refusal.detail)
        number = refusal.field.removeprefix("parts").removeprefix("-")
        if not number:
            self.form_errors.append(sentence)
            return
        part: Any = self.parts[places[int(number)]]
        part.form.kind.errors = [sentence]


def _draft(told: Mapping[str, Any]) -> PartDraft:
    return PartDraft(
        kind=told["kind"],
        name=told["name"] or "",
        national=told["scope"] == NATIONAL,
        after_earlier=told["after_earlier"],
        id=int(told["id"]) if (told["id"] or "").isdecimal() else None,
    )


def _part(part: ProgrammePart) -> dict[str, Any]:
    return {
        "id": part.id,
        "kind": part.kind_slug,
        "name": part.name,
        "scope": NATIONAL if part.national else EVERY_REGION,
        "after_earlier": part.after_earlier,
    }
