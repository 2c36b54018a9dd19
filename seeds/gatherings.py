"""How do the meetings of the example come about, and who comes? Created and registered as on the site."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.region import Municipality, Region
from seeds.reading import SeedError, SeedMeeting, SeedRegistration
from web.actions.actor import SERVICE, Actor
from web.actions.organising.checklist import checklist_of, tick_task
from web.actions.organising.meeting_draft import MeetingDraft
from web.actions.organising.meetings import create_meeting
from web.actions.organising.registrations import Attendee, register


def add_meeting(session: Session, seed: SeedMeeting, *, actor: Actor, at: datetime) -> Meeting:
    """The meeting, with the parties of its kind."""
    draft = MeetingDraft(
        kind=seed.kind,
        title=seed.title,
        starts_at=seed.starts_at,
        ends_at=seed.ends_at,
        goal=seed.goal,
        working_form=seed.working_form,
        place=seed.place,
        rsvp_by=seed.rsvp_by,
        final_invitation_by=seed.final_invitation_by,
        maximum_persons=seed.maximum_persons,
        area=_codes(session, seed),
        themes=seed.themes,
        source=seed.source,
    )
    return create_meeting(session, session.get_one(Region, seed.region), draft, actor=actor, at=at)


def arrange(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> None:
    """Tick off on the check-list what had to be arranged before this moment."""
    for line in checklist_of(session, meeting, at).late:
        tick_task(session, line.task, done=True, actor=actor, at=at)


def register_all(
    session: Session,
    meeting: Meeting,
    registrations: Sequence[SeedRegistration],
    organisations: Mapping[str, Organisation],
    *,
    at: datetime,
) -> None:
    """Register these contacts of these organisations (by slug), in the order of the data."""
    for registration in registrations:
        organisation = organisations[registration.organisation]
        emails = {member.name: member.person.email for member in organisation.members}
        people = [Attendee(name, emails[name]) for name in registration.names]
        register(session, meeting, organisation, people, actor=SERVICE, at=at)


def _codes(session: Session, seed: SeedMeeting) -> tuple[str, ...]:
    rows = session.execute(
        select(Municipality.name, Municipality.code).where(Municipality.name.in_(seed.area))
    )
    codes = dict(rows.all())
    unknown = set(seed.area) - codes.keys()
    if unknown:
        raise SeedError(f"{seed.slug}: there are no municipalities {sorted(unknown)}")
    return tuple(codes[name] for name in seed.area)
