"""Who comes, says the organisation that was invited? And who stands at the door?"""

from collections.abc import Sequence
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, StringField
from wtforms.validators import Email, Optional

from models.organisation import OrganisationMember
from models.person import Language
from web.actions.organising.registrations import Attendee
from web.forms.profile import BoxesField
from web.forms.texts import LONGEST_NAME, at_most, filled, tidy_line


class ComingForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """People of the organisation that we know, and someone else. Whom the mail was to is ticked at first."""

    contacts = BoxesField(_l("Wie komen er?"))
    name = StringField(_l("Naam"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[Optional(), at_most(254), Email(_l("Dit lijkt geen e-mailadres."))],
    )

    def __init__(
        self,
        contacts: Sequence[OrganisationMember],
        ticked: int | None = None,
        **values: Any,  # noqa: ANN401  # whatever the library takes
    ) -> None:
        self._members = {
            str(member.person_id): member for member in contacts if member.name or member.person.name
        }
        if request.method != "POST" and str(ticked) in self._members:
            values["data"] = {"contacts": [str(ticked)]}
        super().__init__(**values)
        self.contacts.choices = {key: _name(member) for key, member in self._members.items()}

    def attendees(self, language: Language) -> list[Attendee]:
        """The people who come; someone new reads the language of this page. Empty = nobody was chosen."""
        chosen = [self._members[key] for key in self.contacts.data or ()]
        known = [Attendee(_name(one), one.person.email, one.person.language) for one in chosen]
        new = [Attendee(self.name.data, self.email.data or "", language)] if self.name.data else []
        return [*known, *new]


class WalkInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Someone who stands at the door and is on no list."""

    name = StringField(
        _l("Naam"),
        filters=[tidy_line],
        validators=[filled(_l("Vul een naam in.")), at_most(LONGEST_NAME)],
    )
    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[Optional(), at_most(254), Email(_l("Dit lijkt geen e-mailadres."))],
    )

    def attendee(self) -> Attendee:
        """Who was filled in."""
        return Attendee(self.name.data or "", self.email.data or "")


def _name(member: OrganisationMember) -> str:
    return member.name or member.person.name
