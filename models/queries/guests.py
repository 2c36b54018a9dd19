"""Who is invited to a meeting, who answered what, who waits, and whom could one still invite?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.guest import AnswerLink, MeetingInvitation, MeetingLetter, MeetingReminder, WaitingGuest
from models.meeting import Meeting
from models.message import Message, MessageKind
from models.organisation import Organisation, OrganisationArea, OrganisationMember, OrganisationTheme
from models.person import Person
from models.registration import Registration


class Past(StrEnum):
    """What an organisation has to do with earlier meetings."""

    ANY = "any"
    NEVER_INVITED = "never_invited"
    INVITED_BEFORE = "invited_before"
    CAME_BEFORE = "came_before"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations to look for; what is empty does not matter.

    `places`: codes of municipalities where it is or works. `words`: a part of its name.
    """

    words: str = ""
    kind: str = ""
    sector: str = ""
    theme: str = ""
    places: tuple[str, ...] = ()
    past: Past = Past.ANY


def organisations_to_invite(session: Session, meeting: Meeting, wanted: Wanted) -> Sequence[Organisation]:
    """The organisations that are wanted and neither invited, nor waiting, nor coming yet; by name.

    Who speaks from experience is found only where the place was asked for.
    """
    found = select(Organisation).where(*_conditions(meeting, wanted), ~_on_list(meeting.id))
    return session.scalars(_with_people(found)).unique().all()


def count_on_list(session: Session, meeting: Meeting, wanted: Wanted) -> int:
    """How many of the wanted organisations are invited or coming already."""
    on_list = select(func.count(Organisation.id)).where(*_conditions(meeting, wanted), _on_list(meeting.id))
    return session.scalar(on_list) or 0


def organisations_with_people(session: Session, ids: Collection[int]) -> Sequence[Organisation]:
    """These organisations with their members, by name."""
    return session.scalars(_with_people(select(Organisation).where(Organisation.id.in_(ids)))).unique().all()


def organisations_with_address(session: Session, addresses: Collection[str]) -> dict[str, int]:
    """The organisation of each of these addresses, in small letters; of several the lowest id."""
    rows = session.execute(
        select(Person.email, func.min(OrganisationMember.organisation_id))
        .join(OrganisationMember, OrganisationMember.person_id == Person.id)
        .where(Person.email.in_(addresses))
        .group_by(Person.email)
    )
    return dict(rows.all())


def invitations_to(session: Session, meeting_id: int) -> Sequence[MeetingInvitation]:
    """Every invitation to the meeting, by name of the organisation, with the people of that."""
    people = selectinload(Organisation.members).joinedload(OrganisationMember.person)
    return session.scalars(
        select(MeetingInvitation)
        .join(MeetingInvitation.organisation)
        .where(MeetingInvitation.meeting_id == meeting_id)
        .order_by(func.lower(Organisation.name), Organisation.id)
        .options(joinedload(MeetingInvitation.organisation).options(people, joinedload(Organisation.kind)))
    ).all()


def mails_of(session: Session, meeting_id: int, kinds: Collection[MessageKind]) -> Sequence[Message]:
    """The mails of these kinds for the meeting, oldest first."""
    return session.scalars(
        select(Message).where(Message.meeting_id == meeting_id, Message.kind.in_(kinds)).order_by(Message.id)
    ).all()


def mails_about(session: Session, meeting_id: int, organisation_id: int) -> Sequence[Message]:
    """The mails of this meeting to people of one organisation, newest first."""
    about = (Message.meeting_id == meeting_id, Message.organisation_id == organisation_id)
    return session.scalars(select(Message).where(*about).order_by(Message.id.desc())).all()


def waiting_guests(
    session: Session, meeting_id: int, organisation_id: int | None = None
) -> Sequence[WaitingGuest]:
    """Who waits for a place, longest first; of one organisation, or of all."""
    waiting = select(WaitingGuest).where(WaitingGuest.meeting_id == meeting_id)
    if organisation_id is not None:
        waiting = waiting.where(WaitingGuest.organisation_id == organisation_id)
    with_name = joinedload(WaitingGuest.organisation)
    return session.scalars(waiting.order_by(WaitingGuest.id).options(with_name)).all()


def count_coming(session: Session, meeting_id: int) -> int:
    """How many persons come."""
    standing = (Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
    return session.scalar(select(func.count(Registration.id)).where(*standing)) or 0


def count_waiting(session: Session, meeting_id: int) -> int:
    """How many persons wait for a place."""
    waiting = select(func.count(WaitingGuest.id)).where(WaitingGuest.meeting_id == meeting_id)
    return session.scalar(waiting) or 0


def persons_by_organisation(session: Session, meeting_id: int) -> dict[int, int]:
    """How many persons come for each organisation; who sends none is left out."""
    rows = session.execute(
        select(Registration.organisation_id, func.count(Registration.id))
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .group_by(Registration.organisation_id)
    )
    return dict(rows.all())


def answer_link(session: Session, token_hash: str) -> AnswerLink | None:
    """The link with this hash, with its meeting and organisation."""
    return session.get(
        AnswerLink,
        token_hash,
        options=(joinedload(AnswerLink.meeting), joinedload(AnswerLink.organisation)),
    )


def letters_of(session: Session, meeting_id: int) -> Sequence[MeetingLetter]:
    """The words that were chosen for mails of this meeting."""
    return session.scalars(select(MeetingLetter).where(MeetingLetter.meeting_id == meeting_id)).all()


def reminders_of(session: Session, meeting_id: int) -> Sequence[MeetingReminder]:
    """The days on which this meeting reminds, earliest first."""
    days = select(MeetingReminder).where(MeetingReminder.meeting_id == meeting_id)
    return session.scalars(days.order_by(MeetingReminder.day)).all()


def due_reminders(session: Session, today: date, at: datetime) -> Sequence[MeetingReminder]:
    """The reminders of today and before that were not done yet, of meetings that still come."""
    return session.scalars(
        select(MeetingReminder)
        .join(MeetingReminder.meeting)
        .where(
            MeetingReminder.done_at.is_(None),
            MeetingReminder.day <= today,
            Meeting.starts_at > at,
            Meeting.cancelled_at.is_(None),
        )
        .order_by(MeetingReminder.meeting_id, MeetingReminder.day)
        .options(joinedload(MeetingReminder.meeting))
    ).all()


def _with_people(found: Select[Organisation]) -> Select[Organisation]:
    people = selectinload(Organisation.members).joinedload(OrganisationMember.person)
    shown = (people, joinedload(Organisation.kind), joinedload(Organisation.municipality))
    return found.order_by(func.lower(Organisation.name), Organisation.id).options(*shown)


def _conditions(meeting: Meeting, wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.words:
        words = wanted.words.strip().lower()
        found.append(func.lower(Organisation.name).contains(words, autoescape=True))
    if wanted.kind:
        found.append(Organisation.kind_slug == wanted.kind)
    if wanted.sector:
        found.append(Organisation.kind.has(sector_slug=wanted.sector))
    if wanted.theme:
        works_on = OrganisationTheme.organisation_id == Organisation.id
        found.append(exists().where(works_on, OrganisationTheme.theme_slug == wanted.theme))
    if wanted.places:
        works_there = exists().where(
            OrganisationArea.organisation_id == Organisation.id,
            OrganisationArea.municipality_code.in_(wanted.places),
        )
        found.append(or_(Organisation.municipality_code.in_(wanted.places), works_there))
    else:
        found.append(~Organisation.experience.has())
    return [*found, *_past(meeting, wanted.past)]


def _past(meeting: Meeting, past: Past) -> list[ColumnElement[bool]]:
    invited = exists().where(
        MeetingInvitation.organisation_id == Organisation.id, MeetingInvitation.meeting_id != meeting.id
    )
    came = exists().where(
        Registration.organisation_id == Organisation.id,
        Registration.meeting_id != meeting.id,
        Registration.cancelled_at.is_(None),
    )
    conditions: dict[Past, list[ColumnElement[bool]]] = {
        Past.ANY: [],
        Past.NEVER_INVITED: [~invited, ~came],
        Past.INVITED_BEFORE: [or_(invited, came)],
        Past.CAME_BEFORE: [came],
    }
    return conditions[past]


def _on_list(meeting_id: int) -> ColumnElement[bool]:
    tables = (MeetingInvitation, WaitingGuest)
    here = [
        exists().where(and_(table.organisation_id == Organisation.id, table.meeting_id == meeting_id))
        for table in tables
    ]
    comes = exists().where(
        Registration.organisation_id == Organisation.id,
        Registration.meeting_id == meeting_id,
        Registration.cancelled_at.is_(None),
    )
    return or_(*here, comes)
