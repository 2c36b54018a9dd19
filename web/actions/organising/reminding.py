"""On which days is who has not answered reminded, without anyone doing anything?"""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from models.guest import MeetingReminder
from models.meeting import Meeting
from models.queries.guests import due_reminders, reminders_of
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.organising.inviting import remind
from web.actions.outbox import release
from web.actions.site import Site
from web.clock import HERE

# Whoever was written to more recently is not reminded yet.
SILENT_FOR = timedelta(days=2)
# Days before the last day to answer, as a proposal.
USUAL_DAYS = (7, 2)
MOST_REMINDERS = 5


class ReminderRefused(ActionError):
    """The day has passed or is not before the meeting, or there are enough days already."""

    code = "reminder_refused"


def plan_reminder(session: Session, meeting: Meeting, day: date, *, actor: Actor, at: datetime) -> None:
    """Remind on this day; planning it twice is fine. Raises ReminderRefused."""
    today, last = at.astimezone(HERE).date(), meeting.starts_at.astimezone(HERE).date()
    planned = reminders_of(session, meeting.id)
    if day in {one.day for one in planned}:
        return
    if not today <= day < last or len(planned) >= MOST_REMINDERS:
        raise ReminderRefused(f"choose a day from {today} up to {last}, and at most {MOST_REMINDERS} days")
    session.add(MeetingReminder(meeting_id=meeting.id, day=day))
    session.flush()
    record(session, actor, "planned_reminder", "meeting", meeting.id, at=at)


def drop_reminder(session: Session, meeting: Meeting, day: date, *, actor: Actor, at: datetime) -> None:
    """Do not remind on this day after all; a day that was not planned, or is done, is left alone."""
    planned = session.get(MeetingReminder, (meeting.id, day))
    if planned is not None and planned.done_at is None:
        session.delete(planned)
        session.flush()
        record(session, actor, "dropped_reminder", "meeting", meeting.id, at=at)


def usual_days(meeting: Meeting, at: datetime) -> tuple[date, ...]:
    """The days to propose that have not passed, earliest first."""
    today = at.astimezone(HERE).date()
    last = meeting.rsvp_by or meeting.starts_at.astimezone(HERE).date()
    return tuple(day for days in USUAL_DAYS if (day := last - timedelta(days=days)) > today)


def send_reminders(session: Session, *, site: Site, at: datetime) -> int:
    """How many reminders left today; a day that was missed is made up for, once."""
    sent = 0
    for due in due_reminders(session, at.astimezone(HERE).date(), at):
        messages = remind(session, due.meeting, site=site, at=at, silent_for=SILENT_FOR)
        release(session, [message.id for message in messages], actor=SERVICE, at=at)
        due.done_at = at
        sent += len(messages)
        session.flush()
    return sent
