"""Whom does a guest name as the driving force, and why?"""

from collections.abc import Sequence
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectField, TextAreaField

from web.actions.afterwards.nominations import Choice
from web.forms.circles import chosen
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import at_most, filled, tidy_line

LONGEST_WHY = 300


class NominationForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Someone from the list, and one sentence."""

    who = SelectField(_l("Wie?"), validate_choice=False, validators=[chosen(_l("Kies iemand uit de lijst."))])
    why = TextAreaField(
        _l("Waarom? Eén zin."),
        filters=[tidy_line],
        validators=[filled(_l("Schrijf in één zin waarom.")), at_most(LONGEST_WHY), no_personal_data],
    )

    @classmethod
    def showing(cls, choices: Sequence[Choice]) -> Self:
        """The form with who came; people of an organisation before the organisation itself."""
        form = cls()
        grouped: dict[str, list[tuple[str, str]]] = {}
        for one in choices:
            whole = _("%(name)s, de hele organisatie", name=one.organisation)
            grouped.setdefault(one.organisation, []).append((one.key, one.person or whole))
        form.who.choices = {_("Kies"): [("", _("Kies uit de lijst"))], **grouped}
        return form
