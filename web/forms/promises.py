"""What does an organiser fill in about who must, must not or did meet, and about a proposal of her own?"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired, Optional

from models.organisation import Organisation
from web.clock import HERE, now


class PromiseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Two organisations, and what holds for them at this meeting."""

    first = SelectField(_l("De ene organisatie"), validators=[InputRequired(_l("Kies een organisatie."))])
    second = SelectField(_l("De andere organisatie"), validators=[InputRequired(_l("Kies een organisatie."))])
    what = RadioField(
        _l("Wat spreekt u af?"),
        validators=[InputRequired(_l("Kies wat u afspreekt."))],
        choices=lambda: {
            "samen": _("Zij ontmoeten elkaar in elk geval"),
            "uit-elkaar": _("Zij ontmoeten elkaar niet"),
            "bekend": _("Zij kennen elkaar al"),
        },
    )
    met_on = DateField(_l("Wanneer ontmoetten zij elkaar?"), validators=[Optional()])

    def __init__(self, organisations: Sequence[Organisation], **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        self.first.choices = self.second.choices = _choices(organisations)

    def validate_met_on(self, field: DateField) -> None:
        """Refuse a day that is still to come."""
        if field.data and field.data > now().astimezone(HERE).date():
            raise ValidationError(_("Kies een dag die al geweest is."))

    @property
    def pair(self) -> tuple[int, int]:
        """The ids of both."""
        return int(self.first.data), int(self.second.data)


class OwnProposalForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Two to five organisations that an organiser proposes herself."""

    first = SelectField(_l("Eerste organisatie"), validators=[InputRequired(_l("Kies een organisatie."))])
    second = SelectField(_l("Tweede organisatie"), validators=[InputRequired(_l("Kies een organisatie."))])
    third = SelectField(_l("Derde organisatie"), validators=[Optional()])
    fourth = SelectField(_l("Vierde organisatie"), validators=[Optional()])
    fifth = SelectField(_l("Vijfde organisatie"), validators=[Optional()])

    def __init__(self, organisations: Sequence[Organisation], **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        for field in self.places:
            field.choices = _choices(organisations)

    @property
    def places(self) -> tuple[SelectField, ...]:
        """The fields, in order."""
        return (self.first, self.second, self.third, self.fourth, self.fifth)

    @property
    def members(self) -> tuple[int, ...]:
        """The ids that were chosen, as often as they were."""
        return tuple(int(field.data) for field in self.places if field.data)


def _choices(organisations: Sequence[Organisation]) -> list[tuple[str, str]]:
    return [("", _("Kies een organisatie")), *((str(one.id), one.name) for one in organisations)]
