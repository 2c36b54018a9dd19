"""What does someone fill in who speaks from experience? One form for each step, in their own words."""

import re
from abc import abstractmethod
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Field, Form, RadioField, StringField, TextAreaField, ValidationError

from matcher.profiles import StatementRole
from models.experience import ExpertRole
from models.organisation import Organisation
from models.queries import choices
from web.actions.organisations.experience import AtTable, ExpertStep, Lived, Myself, experience_of
from web.database import get_session
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField, by_shown_name
from web.forms.texts import (
    LONGEST_ABOUT,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    MunicipalityField,
    at_most,
    filled,
    tidy_line,
    tidy_text,
)
from web.i18n import named
from web.words.experience import role_choice

MOST_TEXTS = 3
_AMOUNT = re.compile(r"€\s*\d[\d.,]*|\b\d[\d.,]*\s*euro\b", re.IGNORECASE)


def no_amounts(_form: Form, field: Field) -> None:
    """Refuse amounts of money: how high someone's debts are is not for this site."""
    found = _AMOUNT.search(field.data or "")
    if found:
        raise ValidationError(
            _("Hier staat een bedrag: %(found)s. Haal het weg. Wij bewaren geen bedragen.", found=found[0])
        )


def _one_text() -> TextAreaField:
    return TextAreaField(
        "", filters=[tidy_line], validators=[at_most(LONGEST_STATEMENT), no_amounts, no_personal_data]
    )


class ExpertForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A step of someone who speaks from experience."""

    step: ExpertStep

    @property
    def stops_for_now(self) -> bool:
        """Whether the person wants to save this and go on later."""
        return request.form.get("then") == "later"

    @classmethod
    def showing(cls, organisation: Organisation) -> Self:
        """The form with the answers that are stored; when it was sent, with only what was typed."""
        return cls() if request.method == "POST" else cls(data=cls.stored(organisation))

    @classmethod
    @abstractmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""


class MyselfForm(ExpertForm):
    """The name at the table, the municipality and the role."""

    step = ExpertStep.MYSELF
    name = StringField(
        _l("Hoe wilt u aan tafel heten?"),
        filters=[tidy_line],
        validators=[filled(_l("Vul een naam in. U mag die zelf kiezen.")), at_most(LONGEST_NAME)],
    )
    place = MunicipalityField(
        _l("In welke gemeente woont u?"),
        filters=[tidy_line],
        validators=[filled(_l("Vul uw gemeente in.")), at_most(LONGEST_NAME)],
    )
    role = RadioField(
        _l("Hoe doet u mee?"),
        choices=lambda: {role.value: role_choice(role) for role in ExpertRole},
        default=ExpertRole.EXPERT.value,
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {
            "name": organisation.name,
            "place": organisation.municipality.name if organisation.municipality else "",
            "role": experience_of(organisation).role.value,
        }

    def answers(self) -> Myself:
        """What was filled in."""
        return Myself(self.name.data or "", self.place.code, ExpertRole(self.role.data))


class LivedForm(ExpertForm):
    """What someone went through, in general."""

    step = ExpertStep.LIVED
    moments = BoxesField(
        _l("Wat hebt u meegemaakt?"),
        choices=lambda: {m.slug: named(m) for m in choices.all_moments(get_session())},
    )
    about = TextAreaField(
        _l("Wilt u er iets over vertellen?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_ABOUT), no_amounts, no_personal_data],
    )
    themes = BoxesField(
        _l("Over welke thema’s praat u graag mee?"),
        choices=lambda: by_shown_name(choices.all_themes(get_session())),
    )
    not_asked = TextAreaField(
        _l("Waar wilt u geen vragen over?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_STATEMENT), no_amounts, no_personal_data],
    )

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        experience = experience_of(organisation)
        return {
            "moments": [moment.slug for moment in experience.moments],
            "about": organisation.about,
            "themes": [theme.slug for theme in organisation.themes],
            "not_asked": experience.not_asked,
        }

    def answers(self) -> Lived:
        """What was filled in."""
        return Lived(
            moments=frozenset(self.moments.data or ()),
            themes=frozenset(self.themes.data or ()),
            about=self.about.data or "",
            not_asked=self.not_asked.data or "",
        )


class TableForm(ExpertForm):
    """What someone can tell or do at a table, and what they need or ask."""

    step = ExpertStep.TABLE
    offer_1 = _one_text()
    offer_2 = _one_text()
    offer_3 = _one_text()
    need_1 = _one_text()
    need_2 = _one_text()
    need_3 = _one_text()

    def __init__(self, **values: Any) -> None:  # noqa: ANN401  # whatever the form library takes
        super().__init__(**values)
        for number, (offer, need) in enumerate(zip(self.offers, self.needs, strict=True), start=1):
            offer.label.text = _("Dit kan ik (%(number)s)", number=number)
            need.label.text = _("Dit vraag ik (%(number)s)", number=number)

    @property
    def offers(self) -> list[TextAreaField]:
        """The fields for what someone offers."""
        return [self[f"offer_{number}"] for number in range(1, MOST_TEXTS + 1)]

    @property
    def needs(self) -> list[TextAreaField]:
        """The fields for what someone asks."""
        return [self[f"need_{number}"] for number in range(1, MOST_TEXTS + 1)]

    @classmethod
    def stored(cls, organisation: Organisation) -> dict[str, Any]:
        """The stored answers, by the names of the fields."""
        return {
            f"{role.value}_{number}": statement.text
            for role in StatementRole
            for number, statement in enumerate(organisation.statements_in(role)[:MOST_TEXTS], start=1)
        }

    def answers(self) -> AtTable:
        """What was filled in, blank fields left out."""
        return AtTable(
            tuple(field.data for field in self.offers if field.data),
            tuple(field.data for field in self.needs if field.data),
        )
