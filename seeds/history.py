"""What happened at past meetings of the example? Who came in, and what was proposed and decided before."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.queries.meetings import everyone_coming
from seeds.organiser import ExampleOrganiser
from web.actions.actor import Actor
from web.actions.organising.door import check_in

# The proposals were made, and judged the day after, so long before the meeting.
PROPOSED_BEFORE = timedelta(days=9)
# Of every so many who were registered, one stayed away.
ABSENT = 7


def add_history(
    session: Session,
    meetings: Iterable[Meeting],
    organiser: ExampleOrganiser,
    *,
    match: Callable[[Meeting, datetime], None],
) -> None:
    """Let each of these meetings be prepared as it was. `match`: what makes proposals at a moment."""
    for meeting in meetings:
        proposed = meeting.starts_at - PROPOSED_BEFORE
        match(meeting, proposed)
        organiser.review(session, meeting, at=proposed + timedelta(days=1))
        _let_in(session, meeting, actor=organiser.actor)


def _let_in(session: Session, meeting: Meeting, *, actor: Actor) -> None:
    for number, guest in enumerate(everyone_coming(session, meeting.id), start=1):
        if number % ABSENT:
            check_in(session, guest, actor=actor, at=meeting.starts_at + timedelta(minutes=number))
