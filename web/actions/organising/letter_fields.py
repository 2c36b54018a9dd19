"""What may an organiser leave to be filled in, in a mail to many? Fields in square brackets, per reader."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.guest import LetterKind
from models.meeting import Meeting
from models.person import Language
from web.documents import spoken_day, spoken_moment
from web.mail import Mail


class LetterField(StrEnum):
    """What is filled in for each reader."""

    NAME = "name"
    ORGANISATION = "organisation"
    MEETING = "meeting"
    GOAL = "goal"
    WHEN = "when"
    PLACE = "place"
    BY = "by"
    ANSWER = "answer"


# How each field is written, between square brackets; both languages are understood in every letter.
WORDS: Mapping[Language, Mapping[LetterField, str]] = {
    Language.DUTCH: {
        LetterField.NAME: "naam",
        LetterField.ORGANISATION: "organisatie",
        LetterField.MEETING: "bijeenkomst",
        LetterField.GOAL: "doel",
        LetterField.WHEN: "wanneer",
        LetterField.PLACE: "waar",
        LetterField.BY: "uiterlijk",
        LetterField.ANSWER: "antwoord",
    },
    Language.ENGLISH: {field: field.value for field in LetterField},
}
# Of these the reader must be able to answer.
ASKING = frozenset({LetterKind.INVITATION, LetterKind.REMINDER})
_FIELD = re.compile(r"\[([^\[\]\n]{1,40})\]")
_NO_PLACE = {Language.DUTCH: "de plaats volgt nog", Language.ENGLISH: "the place will follow"}
_BY = {Language.DUTCH: "uiterlijk {day}", Language.ENGLISH: "by {day}"}
_SOON = {Language.DUTCH: "zo snel mogelijk", Language.ENGLISH: "as soon as you can"}
_ASK = {
    Language.DUTCH: "Ja, wij komen:\n{link}/ja\n\nNee, wij komen niet:\n{link}/nee",
    Language.ENGLISH: "Yes, we are coming:\n{link}/ja\n\nNo, we are not coming:\n{link}/nee",
}
_CHANGE = {
    Language.DUTCH: "Komt u toch niet, of komt er iemand anders? Laat het hier weten:\n{link}",
    Language.ENGLISH: "Can you not come after all, or does someone else come? Tell us here:\n{link}",
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads it, for which organisation, and with which link to answer."""

    name: str
    organisation: str
    link: str


def unknown_fields(text: str) -> tuple[str, ...]:
    """What stands between square brackets and is no field, as it was typed."""
    return tuple(word for word in _FIELD.findall(text) if _known(word) is None)


def has_field(text: str, field: LetterField) -> bool:
    """Whether this field stands in the text, in either language."""
    return any(_known(word) is field for word in _FIELD.findall(text))


def filled_in(letter: Mail, kind: LetterKind, meeting: Meeting, reader: Reader, language: Language) -> Mail:
    """The letter as this reader gets it."""
    values = {
        LetterField.NAME: reader.name or reader.organisation,
        LetterField.ORGANISATION: reader.organisation,
        LetterField.MEETING: meeting.title,
        LetterField.GOAL: meeting.goal,
        LetterField.WHEN: spoken_moment(meeting.starts_at, language),
        LetterField.PLACE: meeting.place or _NO_PLACE[language],
        LetterField.BY: _by(meeting, language),
        LetterField.ANSWER: (_ASK if kind in ASKING else _CHANGE)[language].format(link=reader.link),
    }

    def value(found: re.Match[str]) -> str:
        field = _known(found[1])
        return found[0] if field is None else values[field]

    subject = " ".join(_FIELD.sub(value, letter.subject).split())
    return Mail(subject=subject, body=re.sub(r"\n{3,}", "\n\n", _FIELD.sub(value, letter.body)))


def _known(word: str) -> LetterField | None:
    plain = word.strip().casefold()
    for words in WORDS.values():
        for field, name in words.items():
            if name == plain:
                return field
    return None


def _by(meeting: Meeting, language: Language) -> str:
    if meeting.rsvp_by is None:
        return _SOON[language]
    return _BY[language].format(day=spoken_day(meeting.rsvp_by, language))
