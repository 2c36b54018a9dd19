"""What is typed for the sounding board: a question, an answer, why it goes back, who an adviser is?"""

from datetime import date
from typing import Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, DateField, Field, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import InputRequired, NumberRange, Optional

from models.queries import choices
from models.sounding import MOST_A_MONTH, Adviser, SoundingQuestion
from web.actions.afterwards.advisers import AdviserDetails
from web.actions.afterwards.sounding_answers import AnswerDraft
from web.actions.afterwards.sounding_questions import QuestionDraft
from web.actions.afterwards.sounding_sources import Candidate
from web.clock import HERE, now
from web.database import get_session
from web.forms.joining import InvitationForm
from web.forms.personal import Guarded, no_personal_data
from web.forms.profile import BoxesField, by_shown_name
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, filled, tidy_line, tidy_text

LONGEST_QUESTION, LONGEST_ANSWER, LONGEST_REASON = 1_500, 5_000, 500
FURTHEST_YEAR = 2100


def _themes(label: str) -> BoxesField:
    return BoxesField(label, choices=lambda: by_shown_name(choices.all_themes(get_session())))


class QuestionForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A question to the board, in the organiser's words."""

    text = TextAreaField(
        _l("Uw vraag aan de klankbordgroep"),
        filters=[tidy_text],
        validators=[
            filled(_l("Schrijf op wat u wilt weten.")),
            at_most(LONGEST_QUESTION),
            no_personal_data,
        ],
    )
    names_organisation = BooleanField(
        _l("De organisatie vindt goed dat haar naam genoemd wordt, ook als het antwoord openbaar wordt.")
    )
    themes = _themes(_l("Waar gaat het over?"))

    @classmethod
    def about(cls, candidate: Candidate | None) -> Self:
        """The form for a new question, with the words of the need or step to begin with."""
        if request.method == "POST" or candidate is None:
            return cls()
        themes = [theme.slug for theme in candidate.organisation.themes]
        return cls(data={"text": candidate.text, "themes": themes})

    @classmethod
    def changing(cls, question: SoundingQuestion) -> Self:
        """The form with the question as it stands."""
        if request.method == "POST":
            return cls()
        themes = [theme.slug for theme in question.themes]
        named = question.names_organisation
        return cls(data={"text": question.text, "themes": themes, "names_organisation": named})

    def draft(self) -> QuestionDraft:
        """What was filled in."""
        return QuestionDraft(
            self.text.data or "", tuple(self.themes.data or ()), bool(self.names_organisation.data)
        )

    def show_name(self, name: str) -> None:
        """Say that the name of the organisation stands in the text."""
        self.text.errors = [
            _(
                "De naam “%(name)s” staat in uw vraag. Haal hem weg. Mag de naam erbij? Kruis dat dan aan.",
                name=name,
            )
        ]


class AnswerForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The answer of an adviser."""

    answer = TextAreaField(
        _l("Uw antwoord"),
        filters=[tidy_text],
        validators=[filled(_l("Schrijf uw antwoord op.")), at_most(LONGEST_ANSWER), no_personal_data],
    )
    may_publish = BooleanField(
        _l(
            "Iedereen mag dit antwoord lezen, als de organisator dat ook goed vindt. "
            "Zo leren andere regio’s mee."
        )
    )

    def draft(self) -> AnswerDraft:
        """What was filled in."""
        return AnswerDraft(self.answer.data or "", bool(self.may_publish.data))


class HandBackForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Why an adviser hands a question back."""

    reason = TextAreaField(
        _l("Waarom geeft u de vraag terug?"),
        filters=[tidy_text],
        validators=[
            filled(_l("Schrijf in een zin op waarom. Dan weet de organisator hoe het verder moet.")),
            at_most(LONGEST_REASON),
            no_personal_data,
        ],
    )


class InviteAdviserForm(InvitationForm):
    """Invite an expert by mail address."""


class AdviserForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """What an adviser tells, and how much they can do."""

    name = StringField(
        _l("Uw naam"), filters=[tidy_line], validators=[filled(_l("Vul uw naam in.")), at_most(LONGEST_NAME)]
    )
    about = StringField(
        _l("Waar kent u dit van?"), filters=[tidy_line], validators=[at_most(LONGEST_LINE), no_personal_data]
    )
    themes = _themes(_l("Over welke thema’s weet u iets?"))
    monthly = IntegerField(
        _l("Hoeveel vragen wilt u in een maand?"),
        validators=[
            InputRequired(_l("Vul een getal in, zoals 2.")),
            NumberRange(1, MOST_A_MONTH, _l("Vul een getal in van 1 tot en met 20.")),
        ],
    )
    away_until = DateField(_l("Kunt u een tijd niet? Tot en met welke dag?"), validators=[Optional()])
    shows_name = BooleanField(_l("Mijn naam mag bij mijn antwoorden staan."))

    def validate_themes(self, field: Field) -> None:
        """Without a subject nobody could ask them anything."""
        if not field.data:
            raise ValidationError(_("Kruis ten minste één thema aan. Dan weten wij wat wij u kunnen vragen."))

    def validate_away_until(self, field: Field) -> None:
        """A day that has passed says nothing, and one far away is a slip of the hand."""
        day: date | None = field.data
        if day is not None and not now().astimezone(HERE).date() <= day < date(FURTHEST_YEAR, 1, 1):
            raise ValidationError(
                _("Deze dag is voorbij, of heel ver weg. Kies vandaag of later, of laat het leeg.")
            )

    @classmethod
    def showing(cls, adviser: Adviser) -> Self:
        """The form with what the adviser told; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        return cls(
            data={
                "name": adviser.person.name,
                "about": adviser.about,
                "themes": [theme.slug for theme in adviser.themes],
                "monthly": adviser.monthly,
                "away_until": adviser.away_until if _is_to_come(adviser.away_until) else None,
                "shows_name": adviser.shows_name,
            }
        )

    def details(self) -> AdviserDetails:
        """What was filled in."""
        return AdviserDetails(
            name=self.name.data or "",
            about=self.about.data or "",
            themes=tuple(self.themes.data or ()),
            monthly=int(self.monthly.data or 1),
            away_until=self.away_until.data,
            shows_name=bool(self.shows_name.data),
        )


def _is_to_come(day: date | None) -> bool:
    return day is not None and day >= now().astimezone(HERE).date()
