"""How does a question get its answer, and where does that go? Back to its region, perhaps to everyone."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.sounding import WITH_ADVISER, HandedBack, QuestionState, SoundingQuestion
from web.actions.actor import Actor
from web.actions.afterwards.sounding_mails import mail_organisation, tell_organisers
from web.actions.afterwards.sounding_moves import lock, to_open
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.site import Site

_ANSWERED = QuestionState.ANSWERED


class AdviserKeepsIt(ActionError):
    """The adviser does not want everyone to read the answer."""

    code = "adviser_keeps_it"


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What the adviser answers; `may_publish`: whether everyone may read it, once the organiser agrees."""

    text: str
    may_publish: bool


def accept_question(session: Session, question: SoundingQuestion, *, actor: Actor, at: datetime) -> None:
    """The adviser says that they will answer. Raises QuestionMoved."""
    lock(session, question, QuestionState.ASKED)
    question.state, question.accepted_at = QuestionState.ACCEPTED, at
    session.flush()
    record(session, actor, "accept_question", "sounding_question", question.id, at=at)


def hand_back(
    session: Session, question: SoundingQuestion, reason: str, *, site: Site, actor: Actor, at: datetime
) -> None:
    """The adviser cannot answer it; it waits for somebody else, and is never theirs again.

    Raises QuestionMoved.
    """
    lock(session, question, *WITH_ADVISER)
    session.add(
        HandedBack(question_id=question.id, adviser_id=question.adviser_id, reason=reason, handed_at=at)
    )
    to_open(question)
    session.flush()
    session.refresh(question, ["handed_back", "adviser"])
    tell_organisers(session, question, reason=reason, site=site, at=at)
    record(session, actor, "hand_back_question", "sounding_question", question.id, at=at)


def give_answer(
    session: Session,
    question: SoundingQuestion,
    draft: AnswerDraft,
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> None:
    """The answer, of which the organiser hears at once. Raises QuestionMoved."""
    lock(session, question, *WITH_ADVISER)
    question.state, question.answer, question.answered_at = _ANSWERED, draft.text, at
    question.may_publish = draft.may_publish
    session.flush()
    tell_organisers(session, question, reason="", site=site, at=at)
    record(session, actor, "answer_question", "sounding_question", question.id, at=at)


def let_publish(
    session: Session, question: SoundingQuestion, allowed: bool, *, actor: Actor, at: datetime
) -> None:
    """The adviser changes whether everyone may read it; without that nobody reads it any more.

    Raises QuestionMoved.
    """
    lock(session, question, _ANSWERED)
    question.may_publish = allowed
    if not allowed:
        question.published_at = None
    session.flush()
    action = "allow_public_answer" if allowed else "refuse_public_answer"
    record(session, actor, action, "sounding_question", question.id, at=at)


def return_answer(
    session: Session, question: SoundingQuestion, *, site: Site, actor: Actor, at: datetime
) -> int:
    """How many people of the organisation get the answer by mail; from now on it reads it at its own pages.

    Returning it twice sends nothing more. Raises QuestionMoved.
    """
    lock(session, question, _ANSWERED)
    if question.returned_at is not None:
        return 0
    question.returned_at = at
    session.flush()
    record(session, actor, "return_answer", "sounding_question", question.id, at=at)
    return mail_organisation(session, question, site=site, actor=actor, at=at)


def judge_answer(
    session: Session, question: SoundingQuestion, helped: bool, *, actor: Actor, at: datetime
) -> None:
    """The organiser says whether it helped. Raises QuestionMoved."""
    lock(session, question, _ANSWERED)
    question.helped = helped
    session.flush()
    record(session, actor, "judge_answer", "sounding_question", question.id, at=at)


def publish_answer(
    session: Session, question: SoundingQuestion, public: bool, *, actor: Actor, at: datetime
) -> None:
    """Let everyone read question and answer, or no longer. Raises QuestionMoved and AdviserKeepsIt."""
    lock(session, question, _ANSWERED)
    if public and not question.may_publish:
        raise AdviserKeepsIt(f"the adviser of question {question.id} does not want it public")
    question.published_at = at if public else None
    session.flush()
    action = "publish_answer" if public else "unpublish_answer"
    record(session, actor, action, "sounding_question", question.id, at=at)
