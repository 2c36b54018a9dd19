"""What does an attendee answer after the meeting? Three questions, none of which must be answered."""

from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField

from models.feedback import Feedback, Worth
from web.actions.lists.feedback import FeedbackDraft
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import at_most, tidy_text

LONGEST_ADVICE = 1000


class FeedbackForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The three questions."""

    met_new = RadioField(
        _l("Sprak u iemand die u anders niet had gesproken?"),
        choices=lambda: {"ja": _("Ja"), "nee": _("Nee")},
        validate_choice=False,
    )
    worth = RadioField(
        _l("Hebt u iets aan deze bijeenkomst?"),
        choices=lambda: {
            Worth.MUCH.value: _("Ja, veel"),
            Worth.SOME.value: _("Een beetje"),
            Worth.NOTHING.value: _("Nee"),
        },
        validate_choice=False,
    )
    advice = TextAreaField(
        _l("Wat kan de volgende keer beter?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_ADVICE), no_personal_data],
    )

    @classmethod
    def showing(cls, told: Feedback | None) -> Self:
        """The form with what was answered before."""
        if told is None:
            return cls()
        met_new = {True: "ja", False: "nee", None: None}[told.met_new]
        return cls(met_new=met_new, worth=told.worth.value if told.worth else None, advice=told.advice)

    def draft(self) -> FeedbackDraft:
        """What was filled in; an answer that is not among the choices counts as none."""
        worths = {one.value: one for one in Worth}
        return FeedbackDraft(
            met_new={"ja": True, "nee": False}.get(self.met_new.data or ""),
            worth=worths.get(self.worth.data or ""),
            advice=self.advice.data or "",
        )
