"""What does an organisation tell of a person who comes to the table?"""

from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, RadioField, StringField, TelField
from wtforms.validators import Email

from models.organisation import Audience, OrganisationMember
from web.actions.organisations.contacts import Contact
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line

_DECIDES = {"yes": True, "no": False, "unknown": None}


def audience_name(audience: Audience) -> str:
    """Who may see a detail, in words."""
    names = {
        Audience.ORGANISERS: _("Alleen de organisator"),
        Audience.PARTNERS: _("Ook partners op onze lijst"),
        Audience.MEETING: _("Iedereen die naar dezelfde bijeenkomst komt"),
    }
    return str(names[audience])


def _audience_field(question: str) -> RadioField:
    return RadioField(
        question,
        choices=lambda: {audience.value: audience_name(audience) for audience in Audience},
        default=Audience.ORGANISERS.value,
    )


class ContactForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One contact person. `seen`: which contacts the page showed, to notice a colleague's change."""

    seen = HiddenField()
    name = StringField(
        _l("Naam"), filters=[tidy_line], validators=[filled(_l("Vul de naam in.")), at_most(LONGEST_NAME)]
    )
    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[
            filled(_l("Vul het e-mailadres in.")),
            at_most(254),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )
    function = StringField(
        _l("Functie of taak"), filters=[tidy_line], validators=[at_most(LONGEST_LINE), no_personal_data]
    )
    phone = TelField(_l("Telefoonnummer"), filters=[tidy_line], validators=[at_most(40)])
    may_decide = RadioField(
        _l("Mag deze persoon iets afspreken voor uw organisatie?"),
        choices=lambda: {"yes": _("Ja"), "no": _("Nee"), "unknown": _("Dat weet ik niet")},
        default="unknown",
    )
    name_for = _audience_field(_l("Wie mogen de naam en de functie zien?"))
    email_for = _audience_field(_l("Wie mogen het e-mailadres zien?"))
    phone_for = _audience_field(_l("Wie mogen het telefoonnummer zien?"))

    @classmethod
    def showing(cls, member: OrganisationMember | None, seen: str) -> Self:
        """The form about this contact, empty for a new one; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        if member is None:
            return cls(data={"seen": seen})
        decides = {told: word for word, told in _DECIDES.items()}
        return cls(
            data={
                "seen": seen,
                "name": member.name,
                "email": member.person.email,
                "function": member.function,
                "phone": member.phone,
                "may_decide": decides[member.may_decide],
                "name_for": member.name_for.value,
                "email_for": member.email_for.value,
                "phone_for": member.phone_for.value,
            }
        )

    def answers(self) -> Contact:
        """What was filled in."""
        return Contact(
            name=self.name.data or "",
            email=self.email.data or "",
            function=self.function.data or "",
            phone=self.phone.data or "",
            may_decide=_DECIDES[self.may_decide.data],
            name_for=Audience(self.name_for.data),
            email_for=Audience(self.email_for.data),
            phone_for=Audience(self.phone_for.data),
        )
