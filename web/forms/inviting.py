"""Whom does an organiser invite, in which words, and on which days are they reminded?"""

from collections.abc import Mapping
from typing import Any, Self

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import DateField, Form, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired

from models.meeting import Meeting
from models.person import Language
from models.queries.choices import all_themes, kinds_by_sector
from models.queries.guests import Past, Wanted
from models.region import Municipality
from web.actions.organising.letter_fields import WORDS
from web.actions.organising.letters import LetterFault, LetterRefused
from web.database import get_session
from web.forms.personal import Guarded, no_personal_data
from web.forms.texts import LONGEST_LINE, LONGEST_NAME, at_most, tidy_line, tidy_text
from web.i18n import named
from web.mail import Mail

LONGEST_LETTER = 10_000
LONGEST_LIST = 100_000
EVERYWHERE, MEETING_AREA, REGION = "overal", "bijeenkomst", "regio"


class SearchForm(Form):
    """Which organisations to look for; what is left open does not matter."""

    naam = StringField(_l("Naam"), filters=[tidy_line], validators=[at_most(LONGEST_NAME)])
    soort = SelectField(_l("Soort organisatie"))
    waar = SelectField(_l("Waar"), default=MEETING_AREA)
    thema = SelectField(_l("Thema"))
    eerder = SelectField(_l("Eerder"), default=Past.ANY.value)

    def __init__(self, meeting: Meeting, **values: Any) -> None:  # noqa: ANN401  # whatever the library takes
        super().__init__(**values)
        session = get_session()
        self._places = _places(meeting)
        groups = {
            named(sector): [
                (f"sector:{sector.slug}", _("Alle soorten: %(sector)s", sector=named(sector))),
                *((kind.slug, named(kind)) for kind in kinds),
            ]
            for sector, kinds in kinds_by_sector(session)
        }
        self.soort.choices = {"": [("", _("Alle soorten"))], **groups}
        themes = [(theme.slug, named(theme)) for theme in all_themes(session)]
        self.thema.choices = [("", _("Alle thema’s")), *themes]
        self.waar.choices = [(key, label) for key, (label, _codes) in self._places.items()]
        self.eerder.choices = [
            (Past.ANY.value, _("Maakt niet uit")),
            (Past.NEVER_INVITED.value, _("Nog nooit uitgenodigd")),
            (Past.INVITED_BEFORE.value, _("Eerder uitgenodigd")),
            (Past.CAME_BEFORE.value, _("Kwam eerder")),
        ]

    @classmethod
    def asked(cls, meeting: Meeting, values: Mapping[str, str]) -> Self:
        """The form with what the address asks for; what no page of ours offers counts as left open."""
        form = cls(meeting, data=dict(values))
        for field, usual in (
            (form.soort, ""),
            (form.thema, ""),
            (form.waar, MEETING_AREA),
            (form.eerder, "any"),
        ):
            known = (
                {choice[0] for choice in field.iter_choices()}
                if not field.has_groups()
                else {choice[0] for _label, choices in field.iter_groups() for choice in choices}
            )
            if field.data not in known:
                field.data = usual
        return form

    @property
    def wanted(self) -> Wanted:
        """What was asked for."""
        kind = self.soort.data or ""
        sector = kind.removeprefix("sector:") if kind.startswith("sector:") else ""
        return Wanted(
            words=(self.naam.data or "")[:LONGEST_NAME],
            kind="" if sector else kind,
            sector=sector,
            theme=self.thema.data or "",
            places=self._places[self.waar.data][1],
            past=Past(self.eerder.data),
        )

    @property
    def address(self) -> dict[str, str]:
        """The words of the address that asks the same."""
        told = {field.name: field.data or "" for field in self}
        return {name: value for name, value in told.items() if value}


class ListForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """Names or mail addresses, typed or in a file."""

    lines = TextAreaField(
        _l("Namen of e-mailadressen, elk op een eigen regel"),
        filters=[tidy_text],
        validators=[at_most(LONGEST_LIST)],
    )
    file = FileField(_l("Of een bestand (Excel of CSV)"))


class LetterForm(Guarded, FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """The words of a mail, in both languages."""

    subject_nl = StringField(_l("Onderwerp"), filters=[tidy_line], validators=[at_most(LONGEST_LINE)])
    body_nl = TextAreaField(
        _l("Tekst"), filters=[tidy_text], validators=[at_most(LONGEST_LETTER), no_personal_data]
    )
    subject_en = StringField(
        _l("Onderwerp (Engels)"), filters=[tidy_line], validators=[at_most(LONGEST_LINE)]
    )
    body_en = TextAreaField(
        _l("Tekst (Engels)"), filters=[tidy_text], validators=[at_most(LONGEST_LETTER), no_personal_data]
    )

    @classmethod
    def showing(cls, letters: Mapping[Language, Mail]) -> Self:
        """The form with these letters; when it was sent, with what was typed."""
        if request.method == "POST":
            return cls()
        texts = {f"subject_{language}": letter.subject for language, letter in letters.items()}
        texts |= {f"body_{language}": letter.body for language, letter in letters.items()}
        return cls(data=texts)

    def letters(self) -> dict[Language, Mail]:
        """What was written."""
        told = self.data
        return {
            language: Mail(told[f"subject_{language}"] or "", (told[f"body_{language}"] or "") + "\n")
            for language in Language
        }

    def show_fault(self, refusal: LetterRefused) -> None:
        """Say at the field what is wrong, and what would be right."""
        at_subject = refusal.fault is LetterFault.NO_SUBJECT
        field = self[f"{'subject' if at_subject else 'body'}_{refusal.language}"]
        words = WORDS[refusal.language].values()
        sentences = {
            LetterFault.NO_SUBJECT: _("Vul een onderwerp in."),
            LetterFault.NO_BODY: _("Vul een tekst in."),
            LetterFault.NO_ANSWER: _(
                "In de tekst staat geen link om te antwoorden. Zet op een eigen regel: %(field)s.",
                field="[antwoord]" if refusal.language is Language.DUTCH else "[answer]",
            ),
            LetterFault.UNKNOWN_FIELD: _(
                "Wij kunnen dit niet invullen: %(found)s. Wel kan: %(known)s.",
                found=", ".join(f"[{word}]" for word in refusal.words),
                known=", ".join(f"[{word}]" for word in words),
            ),
        }
        field.errors = [*field.errors, sentences[refusal.fault]]


class ReminderForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF has no types
    """A day on which to remind."""

    day = DateField(_l("Herinner vanzelf op"), validators=[InputRequired(_l("Kies een dag."))])


def _places(meeting: Meeting) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Where one can look: label and codes of municipalities, none = everywhere."""
    region = tuple(place.code for place in meeting.region.municipalities)
    area: list[Municipality] = [*meeting.area] or [*meeting.region.municipalities]
    return {
        MEETING_AREA: (str(_("In de gemeenten van deze bijeenkomst")), tuple(one.code for one in area)),
        REGION: (str(_("In de hele regio")), region),
        EVERYWHERE: (str(_("In heel Nederland")), ()),
        **{one.code: (one.name, (one.code,)) for one in sorted(area, key=lambda place: place.name)},
    }
