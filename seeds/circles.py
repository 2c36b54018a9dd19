"""Which cases were brought to the example's learning circle, and what did they teach? As on the site."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from models.circle import PracticeCase
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.invitations import registrations_of
from seeds.reading import read_rows
from web.actions.actor import SERVICE, Actor
from web.actions.afterwards.circle_cases import CaseDraft, accept_all, bring_case, usual_side
from web.actions.afterwards.circle_groups import propose_groups, show_groups
from web.actions.afterwards.circle_lessons import LessonDraft, share_lessons, tell_lesson


def add_circles(
    session: Session,
    meetings: Mapping[str, Meeting],
    organisations: Mapping[str, Organisation],
    *,
    actor: Actor,
) -> None:
    """The cases of each circle, its groups, and lessons that are shared with other regions."""
    rows = read_rows("circles.toml", "case")
    for slug in dict.fromkeys(row["meeting"] for row in rows):
        meeting = meetings[slug]
        before = meeting.starts_at - timedelta(days=3)
        told = [
            (_bring(session, meeting, organisations[row["organisation"]], row), row)
            for row in rows
            if row["meeting"] == slug
        ]
        accept_all(session, meeting, actor=actor, at=before)
        propose_groups(session, meeting, actor=actor, at=before)
        show_groups(session, meeting, shown=True, actor=actor, at=before)
        for case, row in told:
            draft = LessonDraft(row.get("learnt", ""), row.get("differently", ""), row.get("obstacle", ""))
            tell_lesson(session, meeting, case, draft, actor=SERVICE, at=meeting.ends_at)
        share_lessons(session, meeting, shared=True, actor=actor, at=meeting.ends_at)


def _bring(
    session: Session, meeting: Meeting, organisation: Organisation, row: Mapping[str, Any]
) -> PracticeCase:
    guest = registrations_of(session, meeting.id, organisation.id)[0]
    draft = CaseDraft(row["label"], usual_side(guest), row["situation"], row["tried"], row["question"])
    return bring_case(session, guest, draft, actor=SERVICE, at=meeting.starts_at - timedelta(days=7))
