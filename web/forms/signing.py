"""What do people type to sign in? Their mail address."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import EmailField
from wtforms.validators import Email, InputRequired, Length

from web.forms.texts import tidy_line


class SignInForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Ask for a sign-in link."""

    email = EmailField(
        _l("Uw e-mailadres"),
        filters=[tidy_line],  # keyboards of phones leave a blank behind a suggested word
        validators=[
            InputRequired(_l("Vul uw e-mailadres in.")),
            Length(max=254, message=_l("Dit e-mailadres is te lang.")),
            Email(_l("Dit lijkt geen e-mailadres. Een goed adres is bijvoorbeeld naam@organisatie.nl.")),
        ],
    )
