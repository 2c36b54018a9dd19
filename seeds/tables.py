"""How does the meeting of the example get its tables? Made and published as on the site."""

from datetime import datetime

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.seating_exchange import load_guests, load_seating_rules
from web.actions.actor import Actor
from web.actions.jobs import claim, finish
from web.actions.tables.seating import request_plan, run_seating, usual_settings
from web.actions.tables.seating_changes import publish_plan
from web.actions.tables.seating_wishes import choose_moderators


def add_tables(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> None:
    """A published plan as the site offers it; each table is led by someone, at most one of a coalition."""
    settings = usual_settings(session, meeting)
    guests = load_guests(session, meeting.id)
    first_of = {guest.organisation: guest.id for guest in reversed(guests)}
    coalitions = load_seating_rules(session, meeting, first_of).coalitions
    busy = {one for members in coalitions for one in members}
    free = [one for one in first_of if one not in busy]
    chosen = [*(members[0] for members in coalitions), *sorted(free)][: settings.tables]
    leaders = frozenset(first_of[one] for one in chosen)
    choose_moderators(session, meeting, leaders, actor=actor, at=at)
    plan = request_plan(session, meeting, settings, actor=actor, at=at)
    job = claim(session, at=at)
    run_seating(session, plan.id, at=at, report=lambda _done, _total: None)
    if job is not None:
        finish(session, job.id, at=at)
    publish_plan(session, plan, actor=actor, at=at)
