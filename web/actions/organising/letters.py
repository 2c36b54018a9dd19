"""In which words does an organiser write to many? The usual ones, until she chooses her own."""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from models.guest import LetterKind, MeetingLetter
from models.meeting import Meeting
from models.message import Message, MessageKind
from models.person import Language, Person
from models.queries.guests import letters_of
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.letter_fields import (
    ASKING,
    LetterField,
    Reader,
    filled_in,
    has_field,
    unknown_fields,
)
from web.actions.outbox import queue, release
from web.actions.site import Site
from web.mail import Mail, render_mail

MAIL_KINDS: Mapping[LetterKind, MessageKind] = {
    LetterKind.INVITATION: MessageKind.MEETING_INVITATION,
    LetterKind.REMINDER: MessageKind.MEETING_REMINDER,
    LetterKind.DEFINITIVE: MessageKind.MEETING_DEFINITIVE,
    LetterKind.CHANGE: MessageKind.MEETING_CHANGE,
    LetterKind.CANCELLATION: MessageKind.MEETING_CANCELLATION,
}
# What stands in the place of the secret part of a link that nobody has yet.
NOT_YET = "…"


class LetterFault(StrEnum):
    """What is wrong with a letter."""

    UNKNOWN_FIELD = "unknown_field"
    NO_ANSWER = "no_answer"
    NO_SUBJECT = "no_subject"
    NO_BODY = "no_body"


class LetterRefused(ActionError):
    """A letter cannot go out like this; `words` are what stands between brackets and means nothing."""

    code = "letter_refused"

    def __init__(self, language: Language, fault: LetterFault, words: tuple[str, ...] = ()) -> None:
        super().__init__(f"the letter in {language.value} has a fault: {fault}; mend it first")
        self.language = language
        self.fault = fault
        self.words = words


def usual_letter(kind: LetterKind, language: Language) -> Mail:
    """The words that hold until an organiser chooses others, with its fields still between brackets."""
    return render_mail(f"letter_{kind.value}", language)


def letters_for(session: Session, meeting: Meeting, kind: LetterKind) -> dict[Language, Mail]:
    """The words of this mail for this meeting in every language, with fields between brackets."""
    chosen = {one.language: one for one in letters_of(session, meeting.id) if one.kind is kind}
    return {
        language: Mail(chosen[language].subject, chosen[language].body)
        if language in chosen
        else usual_letter(kind, language)
        for language in Language
    }


def save_letters(
    session: Session,
    meeting: Meeting,
    kind: LetterKind,
    letters: Mapping[Language, Mail],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep these words; what is as usual follows the usual words again. Raises LetterRefused."""
    for language, letter in letters.items():
        _require_sound(kind, language, letter)
    for language, letter in letters.items():
        stored = session.get(MeetingLetter, (meeting.id, kind, language))
        usual = usual_letter(kind, language)
        if (letter.subject, letter.body.strip()) == (usual.subject, usual.body.strip()):
            if stored is not None:
                session.delete(stored)
        elif stored is None:
            session.add(
                MeetingLetter(
                    meeting_id=meeting.id,
                    kind=kind,
                    language=language,
                    subject=letter.subject,
                    body=letter.body,
                )
            )
        else:
            stored.subject, stored.body = letter.subject, letter.body
    session.flush()
    record(session, actor, "changed_letter", "meeting", meeting.id, at=at, detail=kind.value)


def letter_to(
    letter: Mail, kind: LetterKind, meeting: Meeting, reader: Reader, *, language: Language, site: Site
) -> Mail:
    """The whole mail to this reader: the letter filled in, and under it how to stop mail."""
    mail = filled_in(letter, kind, meeting, reader, language)
    return render_mail("letter", language, subject=mail.subject, body=mail.body.strip(), site=site.base_url)


def example_letters(
    session: Session, meeting: Meeting, kind: LetterKind, *, site: Site
) -> dict[Language, Mail]:
    """What a reader would get in each language, with an invented name."""
    examples = {
        Language.DUTCH: Reader("Ans de Vries", "Buurthuis De Linde", f"{site.answer_url}/{NOT_YET}"),
        Language.ENGLISH: Reader("Ans de Vries", "Buurthuis De Linde", f"{site.answer_url}/{NOT_YET}"),
    }
    return {
        language: letter_to(letter, kind, meeting, examples[language], language=language, site=site)
        for language, letter in letters_for(session, meeting, kind).items()
    }


def send_test(
    session: Session, meeting: Meeting, kind: LetterKind, person: Person, *, site: Site, at: datetime
) -> list[Message]:
    """The letter in every language, on its way to the organiser who asked for it; its links lead nowhere."""
    sent = []
    for language, mail in example_letters(session, meeting, kind, site=site).items():
        test = render_mail("letter_test", language, subject=mail.subject, body=mail.body.strip())
        message = queue(
            session,
            MessageKind.LETTER_TEST,
            person.email,
            mail=test,
            language=language,
            at=at,
            meeting=meeting,
        )
        sent.append(message)
    release(session, [message.id for message in sent], actor=SERVICE, at=at)
    return sent


def _require_sound(kind: LetterKind, language: Language, letter: Mail) -> None:
    if not letter.subject.strip():
        raise LetterRefused(language, LetterFault.NO_SUBJECT)
    if not letter.body.strip():
        raise LetterRefused(language, LetterFault.NO_BODY)
    unknown = unknown_fields(f"{letter.subject}\n{letter.body}")
    if unknown:
        raise LetterRefused(language, LetterFault.UNKNOWN_FIELD, unknown)
    if kind in ASKING and not has_field(letter.body, LetterField.ANSWER):
        raise LetterRefused(language, LetterFault.NO_ANSWER)
