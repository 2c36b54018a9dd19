"""What does an organiser know of an organisation that they enter? A short form; the address may be blank."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField, SelectField, StringField, TextAreaField
from wtforms.validators import Email, Optional

from web.actions.organisations.entering import Entered
from web.actions.organisations.profiles import WhoWeAre
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import kind_choices
from web.forms.texts import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    MunicipalityField,
    at_most,
    digits_only,
    eight_digits,
    filled,
    tidy_line,
    tidy_text,
    web_address,
    with_scheme,
)


class EnterForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """An organisation as an organiser knows it; with a mail address it is invited at once."""

    name = StringField(
        _l("Naam van de organisatie"),
        filters=[tidy_line],
        validators=[filled(_l("Vul de naam van de organisatie in.")), at_most(LONGEST_NAME)],
    )
    place = MunicipalityField(
        _l("Gemeente"),
        filters=[tidy_line],
        validators=[filled(_l("Vul de gemeente in.")), at_most(LONGEST_NAME)],
    )
    kind = SelectField(_l("Wat voor organisatie is het?"), choices=lambda: kind_choices())
    website = StringField(
        _l("Website"), filters=[with_scheme], validators=[at_most(LONGEST_LINE), web_address]
    )
    kvk_number = StringField(_l("KvK-nummer"), filters=[digits_only], validators=[eight_digits])
    about = TextAreaField(
        _l("Wat doet deze organisatie?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_ABOUT), no_personal_data],
    )
    email = EmailField(
        _l("E-mailadres van iemand van deze organisatie"),
        filters=[tidy_line],
        validators=[
            Optional(),
            at_most(254),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )

    def answers(self) -> Entered:
        """What was filled in."""
        who = WhoWeAre(
            name=self.name.data or "",
            kind_slug=self.kind.data or None,
            municipality_code=self.place.code,
            website=self.website.data or "",
            kvk_number=self.kvk_number.data or "",
        )
        return Entered(who, about=self.about.data or "")
