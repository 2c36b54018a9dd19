"""What does someone tell who asks to join an organisation, and an organisation that invites someone?"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, RadioField, StringField, TextAreaField
from wtforms.validators import Email

from models.organisation import OrganisationRole
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_NAME, LONGEST_STATEMENT, at_most, filled, tidy_line, tidy_text


class JoinForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Ask to join: who are you, and what are you to this organisation?"""

    name = StringField(
        _l("Uw naam"), filters=[tidy_line], validators=[filled(_l("Vul uw naam in.")), at_most(LONGEST_NAME)]
    )
    note = TextAreaField(
        _l("Wat doet u bij deze organisatie?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_STATEMENT), no_personal_data],
    )


class InvitationForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Invite someone by mail address."""

    email = EmailField(
        _l("E-mailadres"),
        filters=[tidy_line],
        validators=[
            filled(_l("Vul het e-mailadres in.")),
            at_most(254),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )


class ColleagueForm(InvitationForm):
    """Invite a colleague as owner or editor."""

    role = RadioField(
        _l("Wat mag deze persoon?"),
        choices=lambda: {
            OrganisationRole.EDITOR.value: _("Meeschrijven: de teksten van het profiel veranderen."),
            OrganisationRole.OWNER.value: _("Eigenaar zijn: ook beslissen wie er meewerkt."),
        },
        default=OrganisationRole.EDITOR.value,
    )
