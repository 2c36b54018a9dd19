"""How many places does a meeting have left? Asked under a lock, so that nobody takes the same one."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.job import JobName
from models.meeting import Meeting
from models.queries.guests import count_coming, count_waiting
from web.actions.jobs import enqueue


@dataclass(frozen=True, slots=True)
class Places:
    """`capacity`: None = no limit. `taken`: persons who come; `waiting`: persons who wait for a place."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def left(self) -> int | None:
        """How many more persons fit; None = as many as want to come."""
        return None if self.capacity is None else max(self.capacity - self.taken, 0)

    @property
    def for_newcomers(self) -> int | None:
        """How many of these are for who asks now: none as long as others wait."""
        return 0 if self.waiting and self.capacity is not None else self.left


def places_of(session: Session, meeting: Meeting) -> Places:
    """How full the meeting is, to show."""
    return Places(meeting.capacity, count_coming(session, meeting.id), count_waiting(session, meeting.id))


def lock_places(session: Session, meeting: Meeting) -> Places:
    """How full the meeting is; until this transaction ends nobody else can take or give a place.

    PostgreSQL locks the row of the meeting; SQLite has one writer at a time.
    """
    capacity = session.scalar(
        select(Meeting.capacity).where(Meeting.id == meeting.id).with_for_update(key_share=True)
    )
    return Places(capacity, count_coming(session, meeting.id), count_waiting(session, meeting.id))


def lock_meeting(session: Session, meeting: Meeting) -> None:
    """Until this transaction ends, nobody else who asks for this lock decides on this meeting."""
    session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update(key_share=True))


def fill_later(session: Session, meeting_id: int, *, at: datetime) -> None:
    """Let who waits longest move up as soon as this transaction is committed, if anyone waits."""
    if count_waiting(session, meeting_id):
        enqueue(session, JobName.FILL_PLACES, {"meeting_id": meeting_id}, at=at)
