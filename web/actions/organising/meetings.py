"""How does an organiser prepare a meeting? Create it, change it, say which parties should come."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from models.meeting import Meeting, MeetingKind, MeetingKindParty
from models.region import Region
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.organising.checklist import add_usual_tasks
from web.actions.organising.meeting_draft import MeetingDraft, area_of, dates_of, require_sound, themes_of
from web.actions.organising.parties import PartyDraft, meeting_parties, require_sound_parties, same_parties
from web.actions.organising.places import fill_later


def create_meeting(
    session: Session, region: Region, draft: MeetingDraft, *, actor: Actor, at: datetime
) -> Meeting:
    """A new meeting of the region, with the parties of its kind; its date may have passed.

    Raises MeetingRefusedError.
    """
    require_sound(session, draft, None)
    meeting = Meeting(region_code=region.code, created_at=at)
    _apply(session, meeting, draft)
    meeting.parties = meeting_parties(meeting.kind.parties)
    session.add(meeting)
    session.flush()
    add_usual_tasks(session, meeting)
    record(session, actor, "create_meeting", "meeting", meeting.id, at=at)
    return meeting


def change_meeting(
    session: Session, meeting: Meeting, draft: MeetingDraft, *, actor: Actor, at: datetime
) -> None:
    """Change what is known of the meeting; raises MeetingRefusedError.

    Another kind brings its own parties, unless an organiser had changed those of the meeting.
    """
    require_sound(session, draft, meeting)
    parties_follow_kind = same_parties(meeting.parties, meeting.kind.parties)
    kind_before = meeting.kind_slug
    _apply(session, meeting, draft)
    if meeting.kind_slug != kind_before and parties_follow_kind:
        _replace_parties(session, meeting, meeting.kind.parties)
    session.flush()
    fill_later(session, meeting.id, at=at)
    record(session, actor, "change_meeting", "meeting", meeting.id, at=at)


def change_parties(
    session: Session,
    meeting: Meeting,
    parties: Sequence[PartyDraft],
    *,
    actor: Actor,
    at: datetime,
    anyone: bool = False,
) -> None:
    """Say which sides should sit at the table, in this order, or that `anyone` may sit with anyone.

    Raises PartyRefusedError.
    """
    require_sound_parties(session, parties, anyone=anyone)
    _replace_parties(session, meeting, parties)
    record(session, actor, "change_parties", "meeting", meeting.id, at=at)


def save_courage(session: Session, meeting: Meeting, courage: float, *, actor: Actor, at: datetime) -> None:
    """Keep the courage that the organiser chose: a fraction, 0 = safe, 1 = daring."""
    meeting.courage = courage
    record(session, actor, "save_courage", "meeting", meeting.id, at=at, detail=f"{courage:.2f}")


def _apply(session: Session, meeting: Meeting, draft: MeetingDraft) -> None:
    meeting.kind = session.get_one(MeetingKind, draft.kind)
    meeting.title = draft.title.strip()
    meeting.goal = draft.goal.strip()
    meeting.working_form = draft.working_form.strip()
    meeting.place = draft.place.strip()
    meeting.starts_at = draft.starts_at
    meeting.ends_at = draft.ends_at
    meeting.joint_start_minutes = draft.joint_start_minutes
    meeting.rsvp_by, meeting.final_invitation_by = dates_of(draft)
    meeting.maximum_persons = draft.maximum_persons
    meeting.capacity = draft.capacity
    meeting.minimum_proposals = draft.minimum_proposals
    meeting.maximum_proposals = draft.maximum_proposals
    meeting.source = draft.source
    meeting.area = area_of(session, draft)
    meeting.themes = themes_of(session, draft)


def _replace_parties(
    session: Session, meeting: Meeting, parties: Iterable[PartyDraft | MeetingKindParty]
) -> None:
    meeting.parties = []
    session.flush()  # the old names go first, so that a new party may have one of them
    meeting.parties = meeting_parties(parties)
    session.flush()
