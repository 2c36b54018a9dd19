"""What do organisations offer and what do they look for? Up to five short texts, each in its own field."""

from abc import abstractmethod
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, TextAreaField, ValidationError

from matcher.profiles import StatementRole
from matcher.typical import typical_of
from models.organisation import Organisation
from web.actions.organisations.profile_steps import ROLE_OF_STEP, Step
from web.actions.organisations.statements import MOST_STATEMENTS
from web.forms.personal import no_personal_data
from web.forms.profile import BoxesField, StepForm
from web.forms.texts import LONGEST_STATEMENT, at_most, tidy_line
from web.i18n import in_language

FIRST_STATEMENTS = 2  # so many fields stand ready; a button gives the next


def _statement_field() -> TextAreaField:
    return TextAreaField("", filters=[tidy_line], validators=[at_most(LONGEST_STATEMENT), no_personal_data])


class StatementsForm(StepForm):
    """Up to five offers or needs, each in a field of its own; `shown` fields stand on the page.

    `typical`: what is typical of the kind and can be ticked, by its place; call `offer_typical` first.
    """

    text_1 = _statement_field()
    text_2 = _statement_field()
    text_3 = _statement_field()
    text_4 = _statement_field()
    text_5 = _statement_field()
    shown = HiddenField()
    typical = BoxesField(_l("Past een van deze zinnen bij u?"), choices=[])

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  # whatever the form library takes
        super().__init__(**values)
        self.assumed: set[str] = set()
        self.usual: list[tuple[str, str]] = []
        for number, field in enumerate(self.fields, start=1):
            field.label.text = self.name_of(number)

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        texts = [statement.text for statement in organisation.statements_in(cls.role())]
        named_texts = {f"text_{number}": text for number, text in enumerate(texts, start=1)}
        return {**named_texts, "shown": max(FIRST_STATEMENTS, len(texts))}

    @classmethod
    def role(cls) -> StatementRole:
        """Whether these are offers or needs."""
        return ROLE_OF_STEP[cls.step]

    @classmethod
    @abstractmethod
    def name_of(cls, number: int) -> str:
        """What the field of this number is called."""

    @property
    def fields(self) -> list[TextAreaField]:
        """All the text fields, in order."""
        return [self[f"text_{number}"] for number in range(1, MOST_STATEMENTS + 1)]

    @property
    def shown_fields(self) -> list[TextAreaField]:
        """The fields that stand on the page: as many as asked for, and never fewer than are filled in."""
        asked = int(self.shown.data or 0) if str(self.shown.data).isdecimal() else 0
        filled_in = max((number for number, field in enumerate(self.fields, 1) if field.data), default=0)
        return self.fields[: max(FIRST_STATEMENTS, asked, filled_in)]

    def offer_typical(self, organisation: Organisation) -> None:
        """Let the form offer what is typical of the kind, in the language of the page."""
        usual = typical_of(organisation.kind_slug or "", self.role())
        self.usual = [(str(place), in_language(one)) for place, one in enumerate(usual)]
        self.typical.choices = self.usual
        self.assumed = {s.text for s in organisation.statements_in(self.role()) if s.assumed}

    @property
    def open_typical(self) -> list[Field]:
        """What can still be ticked: what is not in a field already."""
        written = {field.data for field in self.fields}
        return [option for option in self.typical if option.label.text not in written]

    def validate_typical(self, _field: BoxesField) -> None:
        """Refuse more than fit."""
        if len(self.texts()) > MOST_STATEMENTS:
            raise ValidationError(
                _(
                    "U koos er samen %(count)s. Er passen er %(most)s. Haal er een weg.",
                    count=len(self.texts()),
                    most=MOST_STATEMENTS,
                )
            )

    def texts(self) -> list[str]:
        """What was filled in, in order, blank fields left out; then what was ticked."""
        named = dict(self.usual)
        ticked = [named[place] for place in self.typical.data or () if place in named]
        return list(dict.fromkeys([*(field.data for field in self.fields if field.data), *ticked]))

    def adopt(self) -> None:
        """Put what was ticked into fields, to be changed there, as far as it fits."""
        texts = self.texts()
        for field, text in zip(self.fields, [*texts, *[""] * MOST_STATEMENTS], strict=False):
            field.data = text
        self.typical.data = []

    def show_more(self) -> None:
        """Put one more field on the page."""
        self.shown.data = str(len(self.shown_fields) + 1)

    def remove(self, number: int) -> None:
        """Take one text away and let the later ones move up; numbers that do not exist change nothing."""
        texts = [field.data for position, field in enumerate(self.fields, 1) if position != number]
        for field, text in zip(self.fields, [*texts, ""], strict=False):
            field.data = text
        self.shown.data = str(max(FIRST_STATEMENTS, len(self.shown_fields) - 1))


class OffersForm(StatementsForm):
    """What do we offer?"""

    step = Step.OFFERS

    @classmethod
    def name_of(cls, number: int) -> str:
        """What the field of this number is called."""
        return str(_("Aanbod %(number)s", number=number))


class NeedsForm(StatementsForm):
    """What do we look for?"""

    step = Step.NEEDS

    @classmethod
    def name_of(cls, number: int) -> str:
        """What the field of this number is called."""
        return str(_("Vraag %(number)s", number=number))
