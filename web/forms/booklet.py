"""What does an organiser choose and write for a section of the Spierbundel?"""

from typing import Self

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField

from models.booklet import SectionKind, SectionUse
from web.actions.afterwards.booklet_contents import Section
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import at_most, tidy_text
from web.words.booklet import use_word

LONGEST_SECTION = 5_000


class SectionForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What stands in a section, and the organiser's own words."""

    use = RadioField(_l("Wat staat er in dit deel?"))
    own_text = TextAreaField(
        _l("Uw eigen woorden"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_SECTION), no_personal_data],
    )

    @classmethod
    def showing(cls, section: Section) -> Self:
        """The form with what was chosen; when it was sent, with what was typed."""
        known = {"use": section.use.value, "own_text": section.own}
        form = cls() if request.method == "POST" else cls(data=known)
        form.use.choices = [(use.value, use_word(use)) for use in SectionUse]
        return form

    def chosen(self, kind: SectionKind) -> Section:
        """What was chosen for this section."""
        return Section(kind, SectionUse(self.use.data), self.own_text.data or "")

    def show_missing(self) -> None:
        """Say that own words were chosen and none were written."""
        self.own_text.errors = [
            _l("Schrijf uw eigen woorden op, of kies wat wij opmaakten. U hebt nog niets geschreven.")
        ]
