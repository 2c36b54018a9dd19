"""Who comes to a meeting? Name, mail address if there is one, and language."""

from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, StringField
from wtforms.validators import Email, Optional

from models.person import Language
from web.actions.organising.registrations import Attendee
from web.forms.texts import LONGEST_NAME, at_most, filled, tidy_line


class AttendeeForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One person who will come."""

    name = StringField(
        _l("Naam"),
        filters=[tidy_line],
        validators=[filled(_l("Vul de naam in van wie er komt.")), at_most(LONGEST_NAME)],
    )
    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[
            Optional(),
            at_most(254),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )
    language = RadioField(
        _l("In welke taal wil deze persoon de lijst krijgen?"),
        choices=lambda: {Language.DUTCH.value: "Nederlands", Language.ENGLISH.value: "English"},
        default=Language.DUTCH.value,
    )

    @classmethod
    def showing(cls, attendee: Attendee | None) -> Self:
        """The form about this person, empty for None; when it was sent, with what was typed."""
        if request.method == "POST" or attendee is None:
            return cls()
        return cls(data={"name": attendee.name, "email": attendee.email, "language": attendee.language.value})

    def attendee(self) -> Attendee:
        """What was filled in."""
        return Attendee(self.name.data or "", self.email.data or "", Language(self.language.data))
