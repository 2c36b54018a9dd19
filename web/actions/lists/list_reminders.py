"""How are those who come reminded of their list on the day before? Released by an organiser, once each."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.message import Message, MessageKind, MessageState
from models.queries.guests import mails_of
from models.queries.publications import (
    active_registrations,
    addresses_without_mail,
    latest_publication,
)
from models.registration import Registration
from web.actions.actor import SERVICE, Actor
from web.actions.lists.attendance import new_personal_link
from web.actions.lists.publishing import entries_by_organisation
from web.actions.outbox import queue, release, withdraw
from web.actions.site import Site
from web.clock import HERE
from web.documents import calendar_of, spoken_moment
from web.mail import render_mail

# When the mails leave on the day before, in Dutch time.
HOUR = time(9, 0)


@dataclass(frozen=True, slots=True)
class ListReminders:
    """What becomes of the mails. `to_write`: who can still get one; `silent`: who has a list and no mail.

    `unlisted`: who comes and stands in no list that was published, and so gets no mail either.
    """

    to_write: tuple[Registration, ...]
    silent: tuple[Registration, ...]
    unlisted: tuple[Registration, ...]
    waiting: tuple[Message, ...]
    left: tuple[Message, ...]
    leave_at: datetime


def list_reminders(session: Session, meeting: Meeting, *, at: datetime) -> ListReminders:
    """Who would be reminded now, and what was written already; nobody is written to twice."""
    mails = mails_of(session, meeting.id, (MessageKind.LIST_REMINDER,))
    standing = [mail for mail in mails if mail.state is not MessageState.WITHDRAWN]
    told = {mail.recipient for mail in standing if mail.state is not MessageState.FAILED}
    listed, unlisted = _by_list(session, meeting)
    without = addresses_without_mail(session, [one.email for one in listed])
    reachable = [one for one in listed if one.email and one.email not in without]
    return ListReminders(
        to_write=tuple(one for one in reachable if one.email not in told),
        silent=tuple(one for one in listed if one not in reachable),
        unlisted=tuple(unlisted),
        waiting=tuple(mail for mail in standing if mail.state is MessageState.WAITING),
        left=tuple(mail for mail in standing if mail.state is not MessageState.WAITING),
        leave_at=leave_at(meeting, at),
    )


def leave_at(meeting: Meeting, at: datetime) -> datetime:
    """Nine in the morning of the day before; now, when that has passed."""
    day = meeting.starts_at.astimezone(HERE).date() - timedelta(days=1)
    return max(at, datetime.combine(day, HOUR, tzinfo=HERE))


def write_list_reminders(session: Session, meeting: Meeting, *, site: Site, at: datetime) -> int:
    """How many mails now wait for their release: each with a new link, and none twice."""
    if meeting.cancelled_at is not None or at >= meeting.starts_at:
        return 0
    chosen = list_reminders(session, meeting, at=at).to_write
    written: set[str] = set()
    for registration in chosen:
        if registration.email not in written:
            _write(session, registration, site=site, at=at)
            written.add(registration.email)
    session.flush()
    return len(written)


def release_list_reminders(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> int:
    """How many mails will leave on the day before, or now when that day is there."""
    found = list_reminders(session, meeting, at=at)
    ids = [mail.id for mail in found.waiting]
    release(session, ids, actor=actor, at=at, leave_at=found.leave_at)
    return len(ids)


def drop_stale_reminder(session: Session, message_id: int, *, at: datetime) -> bool:
    """Whether this reminder waited so long that it must not leave any more, and is withdrawn.

    Its reader does not come or wants no mail, or the meeting changed, is off or has begun.
    """
    mail = session.get(Message, message_id)
    if mail is None or mail.kind is not MessageKind.LIST_REMINDER or mail.registration_id is None:
        return False
    registration = session.get_one(Registration, mail.registration_id)
    meeting = registration.meeting
    is_fresh = (
        registration.cancelled_at is None
        and registration.email == mail.recipient
        and not addresses_without_mail(session, [mail.recipient])
        and meeting.cancelled_at is None
        and meeting.sequence == mail.sequence
        and at < meeting.starts_at
    )
    if not is_fresh:
        withdraw(session, [mail], actor=SERVICE, at=at)
    return not is_fresh


def _by_list(session: Session, meeting: Meeting) -> tuple[list[Registration], list[Registration]]:
    """Who comes and has a list, and who comes without one; no one is in either before the lists are out."""
    publication = latest_publication(session, meeting.id)
    if publication is None:
        return [], []
    listed = entries_by_organisation(publication)
    coming = active_registrations(session, meeting.id)
    return (
        [one for one in coming if one.organisation_id in listed],
        [one for one in coming if one.organisation_id not in listed],
    )


def _write(session: Session, registration: Registration, *, site: Site, at: datetime) -> None:
    meeting, language = registration.meeting, registration.language
    mail = render_mail(
        "list_reminder",
        language,
        attendee=registration.name,
        meeting=meeting.title,
        when=spoken_moment(meeting.starts_at, language),
        place=meeting.place,
        link=new_personal_link(registration, base_url=site.base_url),
        site=site.base_url,
    )
    queue(
        session,
        MessageKind.LIST_REMINDER,
        registration.email,
        mail=mail,
        language=language,
        at=at,
        calendar=calendar_of(meeting, base_url=site.base_url, at=at),
        meeting=meeting,
        registration_id=registration.id,
    )
