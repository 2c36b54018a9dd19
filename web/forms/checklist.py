"""What does an organiser add to the check-list of a meeting?"""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DateField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from models.checklist import MeetingPhase
from models.meeting import Meeting
from web.actions.organising.checklist import FURTHEST_DAYS, TaskDraft, is_near
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_LINE, at_most, filled, tidy_line
from web.words.programmes import phase_word


class TaskForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """One thing to arrange."""

    name = StringField(
        _l("Wat moet u regelen?"),
        filters=[tidy_line],
        validators=[filled(_l("Schrijf op wat u moet regelen.")), at_most(LONGEST_LINE), no_personal_data],
    )
    phase = SelectField(
        _l("In welke fase?"), choices=lambda: {one.value: phase_word(one) for one in MeetingPhase}
    )
    due = DateField(_l("Uiterlijk op"), validators=[InputRequired(_l("Kies een dag."))])

    def __init__(self, meeting: Meeting) -> None:
        super().__init__()
        self.meeting = meeting

    def validate_due(self, field: DateField) -> None:
        """A day within about a year of the meeting."""
        if field.data and not is_near(self.meeting, field.data):
            raise ValidationError(
                _("Kies een dag binnen %(days)s dagen voor of na de bijeenkomst.", days=FURTHEST_DAYS)
            )

    def draft(self) -> TaskDraft:
        """What was filled in."""
        told = self.data
        return TaskDraft(MeetingPhase(told["phase"]), told["name"], told["due"])
