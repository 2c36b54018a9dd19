"""What does an organisation tell of those it works with, and of those it would rather not be matched with?"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, StringField, TextAreaField, ValidationError

from models.queries.organisations import FoundOrganisation
from web.actions.organisations.relations import find_others
from web.clock import HERE, now
from web.database import get_session
from web.forms.texts import LONGEST_NAME, LONGEST_STATEMENT, at_most, filled, tidy_line, tidy_text

EARLIEST_YEAR = 1900


def _number(value: object) -> int:
    """The id that was chosen; 0 for what is none, so that the form asks to choose."""
    return int(value) if isinstance(value, (int, str)) and str(value).isdecimal() else 0


class RelationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Look for an organisation by its name, then choose one of those that were found."""

    found: tuple[FoundOrganisation, ...] = ()
    name = StringField(
        _l("Naam van de andere organisatie"),
        filters=[tidy_line],
        validators=[filled(_l("Vul een naam in, of een deel ervan.")), at_most(LONGEST_NAME)],
    )
    other = RadioField(_l("Welke bedoelt u?"), coerce=_number, validate_choice=False, choices=[])

    def look_up(self, organisation_id: int) -> bool:
        """Whether organisations of nearly this name were found; they become the choices."""
        self.found = find_others(get_session(), organisation_id, self.name.data or "")
        self.other.choices = [(other.id, _described(other)) for other in self.found]
        return bool(self.found)

    def has_choice(self) -> bool:
        """Whether one of those that were found is chosen; else the form says so."""
        if self.other.data in {other.id for other in self.found}:
            return True
        self.other.errors = [_("Kies een organisatie.")]
        return False


class NotWithForm(RelationForm):
    """With whom would you rather not be matched?"""

    reason = TextAreaField(_l("Waarom niet?"), filters=[tidy_text], validators=[at_most(LONGEST_STATEMENT)])


class WorkingForm(RelationForm):
    """With whom do you work already?"""

    since = StringField(_l("Sinds welk jaar?"), filters=[tidy_line])
    shared = BooleanField(_l("Ja, anderen mogen dit op onze pagina lezen."))

    def validate_since(self, field: StringField) -> None:
        """Refuse what is no year, or one that cannot be."""
        this_year = now().astimezone(HERE).year
        if field.data and not (field.data.isdecimal() and EARLIEST_YEAR <= int(field.data) <= this_year):
            raise ValidationError(
                _(
                    "Vul een jaar in van %(first)s tot en met %(last)s, of laat dit leeg.",
                    first=EARLIEST_YEAR,
                    last=this_year,
                )
            )

    @property
    def year(self) -> int | None:
        """The year, if one was filled in."""
        return int(self.since.data) if self.since.data else None


def _described(other: FoundOrganisation) -> str:
    return f"{other.name} ({other.municipality})" if other.municipality else other.name
