"""Which mail asks an organisation whether it comes? One to its first person who may be written to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.guest import LetterKind
from models.meeting import Meeting
from models.message import Message
from models.organisation import Organisation
from models.person import Language
from web.actions.organisations.contacts import people_to_write
from web.actions.organising.answer_links import new_answer_link
from web.actions.organising.letter_fields import Reader
from web.actions.organising.letters import MAIL_KINDS, letter_to, letters_for
from web.actions.outbox import queue
from web.actions.site import Site
from web.documents import calendar_of
from web.mail import Mail


@dataclass(frozen=True, slots=True)
class Papers:
    """What is the same for all readers: the words in each language, and the file for the calendar."""

    kind: LetterKind
    letters: Mapping[Language, Mail]
    calendar: str


def papers_for(session: Session, meeting: Meeting, kind: LetterKind, *, site: Site, at: datetime) -> Papers:
    """What goes into every mail of this kind now."""
    calendar = calendar_of(meeting, base_url=site.base_url, at=at)
    return Papers(kind, letters_for(session, meeting, kind), calendar)


def write_asking(
    session: Session,
    meeting: Meeting,
    organisation: Organisation,
    papers: Papers,
    *,
    site: Site,
    at: datetime,
) -> Message | None:
    """The mail to this organisation, which waits for its release; None where nobody may be written to."""
    person = next(iter(people_to_write(organisation)), None)
    if person is None:
        return None
    language = person.language
    link = new_answer_link(
        session, meeting, organisation.id, person_id=person.id, language=language, site=site, at=at
    )
    reader = Reader(person.name, organisation.name, link)
    letter = papers.letters[language]
    return queue(
        session,
        MAIL_KINDS[papers.kind],
        person.email,
        mail=letter_to(letter, papers.kind, meeting, reader, language=language, site=site),
        language=language,
        at=at,
        calendar=papers.calendar,
        meeting=meeting,
        organisation_id=organisation.id,
    )
