"""What can someone change of their own data, and what must they say before they erase themself?"""

from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    IntegerField,
    RadioField,
    StringField,
    TelField,
)
from wtforms.validators import Email, InputRequired, NumberRange, Optional

from models.organisation import Organisation
from models.person import Language, Person
from web.actions.accounts.own_choices import OwnDetails
from web.actions.accounts.retention import FEWEST_DAYS, MOST_DAYS
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_NAME, at_most, filled, tidy_line


class OwnDetailsForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Name, phone, language and mail address."""

    name = StringField(
        _l("Uw naam"),
        filters=[tidy_line],
        validators=[filled(_l("Vul uw naam in.")), at_most(LONGEST_NAME)],
    )
    phone = TelField(_l("Uw telefoonnummer"), filters=[tidy_line], validators=[at_most(40)])
    everywhere = BooleanField(
        _l("Zet mijn naam en nummer ook zo in de profielen waar ik contactpersoon ben.")
    )
    email = EmailField(
        _l("Uw e-mailadres"),
        filters=[tidy_line],
        validators=[
            filled(_l("Vul uw e-mailadres in.")),
            at_most(254),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )
    language = RadioField(
        _l("In welke taal schrijven wij u?"),
        choices=lambda: {Language.DUTCH.value: "Nederlands", Language.ENGLISH.value: "English"},
        default=Language.DUTCH.value,
    )

    @classmethod
    def showing(cls, person: Person) -> Self:
        """The form about this person; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        told = {"name": person.name, "phone": person.phone, "email": person.email}
        return cls(data={**told, "language": person.language.value})

    def answers(self) -> OwnDetails:
        """What was filled in, but for the mail address, which wants a confirmation first."""
        return OwnDetails(
            name=self.name.data or "",
            phone=self.phone.data or "",
            language=Language(self.language.data),
            everywhere=self.everywhere.data,
        )


class ObjectionForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What someone does not want us to do."""

    stops_mail = BooleanField(_l("Stuur mij geen mail meer."))
    hides_contact = BooleanField(_l("Laat mijn contactgegevens aan geen enkele andere organisatie zien."))

    @classmethod
    def showing(cls, person: Person) -> Self:
        """The form with what the person chose before; when it was sent, with what was ticked."""
        if request.method == "POST":
            return cls()
        return cls(data={"stops_mail": person.stops_mail, "hides_contact": person.hides_contact})


class EraseForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Which profiles go along, and are you sure?"""

    profiles = BoxesField(_l("Welke profielen wissen wij ook?"))
    sure = BooleanField(
        _l("Ja, wis mijn gegevens. Ik weet dat dit niet terug te draaien is."),
        validators=[InputRequired(_l("Kruis aan dat u het zeker weet."))],
    )

    def __init__(self, alone: tuple[Organisation, ...], **values: Any) -> None:  # noqa: ANN401
        super().__init__(**values)
        self.profiles.choices = {str(one.id): one.name for one in alone}

    def chosen(self) -> tuple[int, ...]:
        """The ids of the organisations whose profiles go along."""
        return tuple(int(one) for one in self.profiles.data or ())


class PeriodForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """So many days personal data stay after a meeting; empty = no choice of its own."""

    days = IntegerField(
        _l("Hoeveel dagen na de bijeenkomst?"),
        validators=[
            Optional(),
            NumberRange(FEWEST_DAYS, MOST_DAYS, _l("Kies een getal van 7 tot en met 1100 dagen.")),
        ],
    )

    @classmethod
    def showing(cls, days: int | None) -> Self:
        """The form with this number; when it was sent, with what was typed."""
        return cls() if request.method == "POST" else cls(data={"days": days})

    def validate_days(self, field: IntegerField) -> None:
        """Say in plain words what a number is."""
        if field.process_errors:
            field.errors = [_("Vul een getal in, bijvoorbeeld 180, of laat het leeg.")]
