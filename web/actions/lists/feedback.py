"""What did attendees think of a meeting? Three answers each, and what organisers see of all together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.feedback import Feedback, Worth
from models.meeting import Meeting
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.lists.encounters import MeetingStage, NotYetError, stage_of
from web.actions.log import record


@dataclass(frozen=True, slots=True)
class FeedbackDraft:
    """What someone answered; nothing has to be."""

    met_new: bool | None
    worth: Worth | None
    advice: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was answered at all."""
        return self.met_new is None and self.worth is None and not self.advice


@dataclass(frozen=True, slots=True)
class Opinions:
    """What all answers of a meeting say. `quotes`: their own words, in no order that tells who wrote them."""

    answered: int
    met_new: int
    met_nobody_new: int
    worth: Mapping[Worth, int]
    quotes: tuple[str, ...]


def feedback_of(session: Session, registration: Registration) -> Feedback | None:
    """What this attendee answered before, or None."""
    return session.get(Feedback, registration.id)


def opinion_of(session: Session, registration: Registration) -> tuple[str, ...]:
    """What this attendee answered: `met_new` or `met_nobody_new`, the worth, their own words."""
    row = feedback_of(session, registration)
    if row is None:
        return ()
    met = {True: "met_new", False: "met_nobody_new", None: ""}[row.met_new]
    return tuple(filter(None, (met, row.worth.value if row.worth else "", row.advice)))


def give_feedback(
    session: Session, registration: Registration, draft: FeedbackDraft, *, actor: Actor, at: datetime
) -> None:
    """Store the answers in place of what was answered before; without any, nothing stays.

    Raises NotYetError before the day of the meeting.
    """
    if stage_of(registration.meeting, at) is MeetingStage.BEFORE:
        raise NotYetError(f"meeting {registration.meeting_id} is on a later day")
    row = feedback_of(session, registration)
    if draft.is_empty:
        if row is not None:
            session.delete(row)
    else:
        row = row or Feedback(registration_id=registration.id)
        row.met_new, row.worth, row.advice = draft.met_new, draft.worth, draft.advice
        row.answered_at = at
        session.add(row)
    session.flush()
    record(session, actor, "give_feedback", "registration", registration.id, at=at)


def opinions_at(session: Session, meeting: Meeting) -> Opinions:
    """What was answered, in numbers and in quotes without names."""
    rows = session.scalars(
        select(Feedback)
        .join(Registration, Registration.id == Feedback.registration_id)
        .where(Registration.meeting_id == meeting.id)
    ).all()
    return Opinions(
        answered=len(rows),
        met_new=sum(row.met_new is True for row in rows),
        met_nobody_new=sum(row.met_new is False for row in rows),
        worth=Counter(row.worth for row in rows if row.worth is not None),
        quotes=tuple(sorted(row.advice for row in rows if row.advice)),
    )
