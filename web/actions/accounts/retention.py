"""How long do we keep what we know of people? Cleaning up what is old, and saying when that will be."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import Session

from models.guest import AnswerLink, WaitingGuest
from models.job import Job, JobState
from models.log import ContactView, LogEntry
from models.meeting import Meeting
from models.message import Message
from models.organisation import OrganisationMember
from models.person import EmailChange, Person, RegionOrganiser, UserSession
from models.region import Region
from models.registration import Registration
from models.sounding import Adviser
from web.actions.accounts.erasure import erase
from web.actions.accounts.forgetting import KEPT_FOR, clean_joining
from web.actions.accounts.forgetting_guests import NO_NAME, forget_attendees
from web.actions.accounts.sign_in import forget_old_links, removed
from web.actions.accounts.sounding_own_data import clean_board
from web.actions.actor import SERVICE, Actor
from web.actions.lists.papers import clean_files
from web.actions.log import record
from web.settings import Settings

# What organisers may choose for a meeting or a region.
FEWEST_DAYS, MOST_DAYS = 7, 1100


@dataclass(frozen=True, slots=True)
class Periods:
    """How long the service keeps what: after the meeting, after writing, after the last sign of life."""

    attendees: timedelta
    mails: timedelta
    log: timedelta
    persons: timedelta


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many of each were removed, or lost what was personal in them."""

    attendees: int
    mails: int
    log_lines: int
    contact_views: int
    sign_in_links: int
    address_changes: int
    joining: int
    persons: int
    list_files: int
    jobs: int


def periods_of(settings: Settings) -> Periods:
    """The periods that hold where no region and no meeting says otherwise."""
    return Periods(
        attendees=timedelta(days=settings.keep_attendees_days),
        mails=timedelta(days=settings.keep_mails_days),
        log=timedelta(days=settings.keep_log_days),
        persons=timedelta(days=settings.keep_persons_days),
    )


def kept_until(meeting: Meeting, periods: Periods) -> datetime:
    """When names, addresses, personal links and mails of this meeting disappear."""
    own = meeting.keep_days if meeting.keep_days is not None else meeting.region.keep_days
    return meeting.ends_at + (periods.attendees if own is None else timedelta(days=own))


def choose_period(
    session: Session, subject: Meeting | Region, days: int | None, *, actor: Actor, at: datetime
) -> None:
    """Keep personal data of this meeting, or of the region's meetings, so many days; None = no own choice."""
    subject.keep_days = days
    kind, key = ("meeting", str(subject.id)) if isinstance(subject, Meeting) else ("region", subject.code)
    record(session, actor, "choose_period", kind, key, at=at, detail="" if days is None else str(days))


def clean(session: Session, periods: Periods, *, at: datetime) -> Cleaned:
    """Remove all that is too old now; the log remembers how many of each, and nothing of whom."""
    over = _meetings_to_clean(session, periods, at)
    cleaned = Cleaned(
        attendees=_clean_attendees(session, over),
        mails=_clean_mails(session, over, at - periods.mails),
        log_lines=removed(session, delete(LogEntry).where(LogEntry.at <= at - periods.log)),
        contact_views=removed(
            session, delete(ContactView).where(ContactView.seen_on <= (at - periods.log).date())
        ),
        sign_in_links=forget_old_links(session, at=at),
        address_changes=removed(session, delete(EmailChange).where(EmailChange.expires_at <= at)),
        joining=clean_joining(session, at=at) + clean_board(session, before=at - KEPT_FOR, at=at),
        persons=_clean_persons(session, at, at - periods.persons),
        list_files=clean_files(session, at=at),
        jobs=removed(
            session,
            delete(Job).where(
                Job.state.in_((JobState.DONE, JobState.FAILED)), Job.finished_at <= at - periods.mails
            ),
        ),
    )
    session.expire_all()
    for name, count in asdict(cleaned).items():
        if count:
            record(session, SERVICE, "clean", name, "", at=at, detail=str(count))
    return cleaned


def _meetings_to_clean(session: Session, periods: Periods, at: datetime) -> list[int]:
    ended = session.scalars(select(Meeting).where(Meeting.ends_at <= at).order_by(Meeting.id))
    return [meeting.id for meeting in ended if kept_until(meeting, periods) <= at]


def _clean_attendees(session: Session, meeting_ids: list[int]) -> int:
    still_named = session.scalars(
        select(Registration).where(
            Registration.meeting_id.in_(meeting_ids),
            or_(
                Registration.name != NO_NAME,
                Registration.email != "",
                Registration.link_hash.is_not(None),
                Registration.earlier_link_hash.is_not(None),
            ),
        )
    ).all()
    forget_attendees(session, still_named)
    for table in (WaitingGuest, AnswerLink):
        session.execute(delete(table).where(table.meeting_id.in_(meeting_ids)))
    return len(still_named)


def _clean_mails(session: Session, meeting_ids: list[int], before: datetime) -> int:
    """Mails of a meeting go with the names; they say who has had a list, so none goes before that."""
    others = Message.meeting_id.is_(None) & (Message.created_at <= before)
    return removed(session, delete(Message).where(or_(Message.meeting_id.in_(meeting_ids), others)))


def _clean_persons(session: Session, at: datetime, before: datetime) -> int:
    """Erase who has no task, comes nowhere and did nothing since `before`."""
    unused = session.scalars(
        select(Person)
        .where(
            Person.created_at <= before,
            Person.erased_at.is_(None),
            ~exists().where(OrganisationMember.person_id == Person.id),
            ~exists().where(RegionOrganiser.person_id == Person.id),
            ~exists().where(Adviser.person_id == Person.id),
            ~exists().where(Registration.email == Person.email),
            ~exists().where(UserSession.person_id == Person.id),
            ~exists().where(LogEntry.person_id == Person.id, LogEntry.at > before),
        )
        .order_by(Person.id)
    ).all()
    for person in unused:
        erase(session, person, at=at, by_themself=False)
    return len(unused)
