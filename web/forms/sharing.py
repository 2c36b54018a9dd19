"""What do people fill in to share their page?"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField

PUBLIC, INSIDE = "public", "inside"


class OpennessForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who may open the page."""

    openness = RadioField(
        _l("Wie mag uw pagina zien?"),
        choices=lambda: {
            PUBLIC: _("Iedereen met de link"),
            INSIDE: _("Alleen mensen die hier inloggen voor een organisatie"),
        },
    )

    @property
    def is_public(self) -> bool:
        """Whether everyone with the link was chosen."""
        return bool(self.openness.data == PUBLIC)
