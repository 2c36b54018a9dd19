"""From which state to which may a question to the sounding board go? One at a time, under a lock."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.sounding import WITH_ADVISER, QuestionState, SoundingQuestion
from web.actions.errors import ActionError

# So long an adviser has before we remind them, and the organiser sees that it takes long.
PATIENCE = timedelta(days=14)


class QuestionMoved(ActionError):
    """Somebody else did something with this question meanwhile."""

    code = "changed_meanwhile"


def lock(session: Session, question: SoundingQuestion, *states: QuestionState) -> None:
    """Hold the question until the transaction ends, as it stands now; QuestionMoved in other states."""
    session.execute(select(SoundingQuestion.id).where(SoundingQuestion.id == question.id).with_for_update())
    session.refresh(question)
    if question.state not in states:
        wanted = ", ".join(states)
        raise QuestionMoved(f"question {question.id} is {question.state}, not {wanted}; look again")


def to_open(question: SoundingQuestion) -> None:
    """Let it wait for an adviser again; what came before stays in the log."""
    question.state = QuestionState.OPEN
    question.adviser_id = None
    question.assigned_at = question.accepted_at = question.reminded_at = None


def is_overdue(question: SoundingQuestion, at: datetime) -> bool:
    """Whether an adviser has it for longer than we asked."""
    since = question.assigned_at
    return question.state in WITH_ADVISER and since is not None and since + PATIENCE <= at
