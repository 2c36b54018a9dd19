"""What do people write of a learning circle? A case, what it taught, and what its organiser decides."""

from collections.abc import Sequence
from itertools import groupby
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField, TextAreaField, ValidationError

from models.circle import CaseLesson, PracticeCase
from web.actions.afterwards.circle_cases import CaseDraft, Side, kinds_of_case
from web.actions.afterwards.circle_groups import Seat
from web.actions.afterwards.circle_lessons import LessonDraft
from web.forms.personal import Guarded, no_person
from web.forms.texts import at_most, filled, tidy_line, tidy_text
from web.i18n import named
from web.words.circles import case_group, side_word

LONGEST_PART = 1_500
LONGEST_REASON = 300


def chosen(message: str) -> object:
    """Refuse a list of which none of the choices was chosen; with this message."""

    def check(_form: FlaskForm, field: SelectField | RadioField) -> None:
        known = {str(value) for value, *_rest in field.iter_choices() if value}
        if field.data not in known:
            raise ValidationError(message)

    return check


class CaseForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A case from practice, in general words."""

    label = SelectField(
        _l("Waar gaat het over?"), validate_choice=False, validators=[chosen(_l("Kies waar het over gaat."))]
    )
    side = RadioField(
        _l("Welke ervaring brengt u mee?"),
        validate_choice=False,
        validators=[chosen(_l("Kies welke ervaring u meebrengt."))],
    )
    situation = TextAreaField(
        _l("Wat is er aan de hand, in het algemeen?"),
        filters=[tidy_text],
        validators=[filled(_l("Vertel kort wat er aan de hand is.")), at_most(LONGEST_PART), no_person],
    )
    tried = TextAreaField(
        _l("Wat hebt u al geprobeerd?"), filters=[tidy_text], validators=[at_most(LONGEST_PART), no_person]
    )
    question = TextAreaField(
        _l("Wat wilt u weten van de ander?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_PART), no_person],
    )

    @classmethod
    def showing(cls, case: PracticeCase | None, usual: Side) -> Self:
        """The form with what was told; at first with the side that is usual for the organisation."""
        told = {"side": usual.value}
        if case is not None:
            told = {
                "label": case.label_slug,
                "side": case.side.value,
                "situation": case.situation,
                "tried": case.tried,
                "question": case.question,
            }
        form = cls() if request.method == "POST" else cls(data=told)
        grouped = groupby(kinds_of_case(), key=case_group)
        form.label.choices = {
            _("Kies"): [("", _("Kies uit de lijst"))],
            **{title: [(one.slug, named(one)) for one in group] for title, group in grouped},
        }
        form.side.choices = [(side.value, side_word(side)) for side in Side]
        return form

    def draft(self) -> CaseDraft:
        """What was filled in."""
        return CaseDraft(
            label=self.label.data,
            side=Side(self.side.data),
            situation=self.situation.data or "",
            tried=self.tried.data or "",
            question=self.question.data or "",
        )


class LessonForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What was learnt from a case."""

    learnt = TextAreaField(
        _l("Wat leerden wij?"), filters=[tidy_text], validators=[at_most(LONGEST_PART), no_person]
    )
    differently = TextAreaField(
        _l("Wat doen wij voortaan anders?"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_PART), no_person],
    )
    obstacle = TextAreaField(
        _l("Wat staat ons in de weg?"), filters=[tidy_text], validators=[at_most(LONGEST_PART), no_person]
    )

    @classmethod
    def showing(cls, lesson: CaseLesson | None) -> Self:
        """The form with what was told before; when it was sent, with what was typed."""
        return cls() if request.method == "POST" else cls(obj=lesson)

    def draft(self) -> LessonDraft:
        """What was filled in."""
        return LessonDraft(self.learnt.data or "", self.differently.data or "", self.obstacle.data or "")


class JudgeForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why a case is refused, or needs other words."""

    reason = StringField(_l("Waarom?"), filters=[tidy_line], validators=[at_most(LONGEST_REASON), no_person])


class MoveForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Who should talk with whom. `other`: empty = with nobody."""

    guest = SelectField(_l("Wie"), validate_choice=False, validators=[chosen(_l("Kies wie u verplaatst."))])
    other = SelectField(_l("praat met"), validate_choice=False)

    @classmethod
    def showing(cls, seats: Sequence[Seat]) -> Self:
        """The form with everyone who comes."""
        form = cls()
        people = [
            (str(one.registration.id), f"{one.registration.name}, {one.registration.organisation.name}")
            for one in seats
        ]
        form.guest.choices = [("", _("Kies een persoon")), *people]
        form.other.choices = [("", _("met niemand")), *people]
        return form

    @property
    def guest_id(self) -> int:
        """Who is moved."""
        return int(self.guest.data)

    @property
    def other_id(self) -> int | None:
        """With whom they should talk; 0 for what is nobody, so that it is refused."""
        typed = str(self.other.data or "")
        return (int(typed) if typed.isdecimal() else 0) if typed else None
