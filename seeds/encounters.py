"""Whom did people of the example speak to at past meetings, and what did they think of it?"""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from models.feedback import Worth
from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.invitations import registrations_of
from models.queries.publications import active_registrations
from seeds.reading import read_rows
from web.actions.actor import SERVICE
from web.actions.lists.encounters import PaperLine, write_down
from web.actions.lists.feedback import FeedbackDraft, give_feedback

# Every so many people leave the questions unanswered.
SILENT = 4


def add_encounters(
    session: Session, meetings: Mapping[str, Meeting], organisations: Mapping[str, Organisation]
) -> None:
    """Who promised a step with a partner spoke to that partner; most people say how it was."""
    rows = read_rows("steps.toml", "step")
    for row in rows:
        if "partner" not in row:
            continue
        meeting, partner = meetings[row["meeting"]], organisations[row["partner"]]
        guests = registrations_of(session, meeting.id, organisations[row["organisation"]].id)
        coming = {guest.organisation_id for guest in active_registrations(session, meeting.id)}
        if partner.id in coming:
            line = PaperLine(partner.id, met=True, agreed=True, useful=True)
            write_down(session, guests[0], [line], actor=SERVICE, at=meeting.ends_at)
    quotes = [row["text"] for row in read_rows("feedback.toml", "advice")]
    for meeting in dict.fromkeys(meetings[row["meeting"]] for row in rows):
        _tell(session, meeting, quotes)


def _tell(session: Session, meeting: Meeting, quotes: list[str]) -> None:
    worths = (Worth.MUCH, Worth.SOME, Worth.MUCH, Worth.NOTHING, Worth.MUCH)
    for number, guest in enumerate(active_registrations(session, meeting.id)):
        if number % SILENT == SILENT - 1:
            continue
        advice = quotes[number % len(quotes)] if number % 2 == 0 else ""
        draft = FeedbackDraft(number % 3 != 2, worths[number % len(worths)], advice)
        give_feedback(session, guest, draft, actor=SERVICE, at=meeting.ends_at)
