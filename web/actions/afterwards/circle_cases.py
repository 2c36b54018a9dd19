"""How does a case from practice come to a learning circle? Someone brings it, the organiser reads it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.circles import Side, case_labels, side_of
from matcher.labels import Label, labels
from models.circle import CaseState, PracticeCase
from models.meeting import Meeting
from models.queries.circles import cases_at
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record

__all__ = ["CaseState", "Side"]

# The kinds of meeting in which social workers and case managers look at cases together.
CIRCLE_KINDS = frozenset({"leercirkel", "klantmanagers_sociaalwerkers"})


class CircleOver(ActionError):
    """The meeting is over or off, so nothing can be brought to it any more."""

    code = "circle_over"


class CaseUnknown(ActionError):
    """There is no such case, or no such kind of case."""

    code = "case_unknown"


class ReasonMissing(ActionError):
    """A case was refused, or other words were asked for, without saying why."""

    code = "reason_missing"


@dataclass(frozen=True, slots=True)
class CaseDraft:
    """What someone tells of a case; `label`: the slug of its kind."""

    label: str
    side: Side
    situation: str
    tried: str
    question: str


def is_circle(meeting: Meeting) -> bool:
    """Whether people bring cases to this meeting."""
    return meeting.kind_slug in CIRCLE_KINDS


def kinds_of_case() -> tuple[Label, ...]:
    """What a case can be about, by kind of label."""
    return tuple(labels()[slug] for slug in case_labels())


def own_case(session: Session, registration: Registration) -> PracticeCase | None:
    """The case that this guest brought, or None."""
    return session.get(PracticeCase, registration.id)


def case_texts(session: Session, registration: Registration) -> tuple[str, ...]:
    """All that this guest wrote of a case, what the organiser answered, and what was learnt from it."""
    case = own_case(session, registration)
    if case is None:
        return ()
    lesson = case.lesson
    learnt = (lesson.learnt, lesson.differently, lesson.obstacle) if lesson else ()
    told = (case.situation, case.tried, case.question, case.reason, *learnt)
    return tuple(text for text in told if text)


def usual_side(registration: Registration) -> Side:
    """The experience that people of this organisation usually bring."""
    return side_of(registration.organisation.kind_slug or "")


def bring_case(
    session: Session, registration: Registration, draft: CaseDraft, *, actor: Actor, at: datetime
) -> PracticeCase:
    """Write the case down, or change it; the organiser reads it (again). Raises CircleOver, CaseUnknown."""
    _require_open(registration.meeting, at)
    if draft.label not in case_labels():
        raise CaseUnknown(f"{draft.label!r} is no kind of case; choose one of case_labels()")
    case = own_case(session, registration) or PracticeCase(registration_id=registration.id)
    case.label_slug, case.side = draft.label, draft.side
    case.situation, case.tried, case.question = draft.situation, draft.tried, draft.question
    case.state, case.reason, case.written_at = CaseState.BROUGHT, "", at
    session.add(case)
    session.flush()
    record(session, actor, "bring_case", "registration", registration.id, at=at)
    return case


def withdraw_case(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> None:
    """Take the case away, with what was learnt from it."""
    case = own_case(session, registration)
    if case is None:
        return
    session.delete(case)
    session.flush()
    record(session, actor, "withdraw_case", "registration", registration.id, at=at)


def judge_case(
    session: Session,
    meeting: Meeting,
    registration_id: int,
    state: CaseState,
    reason: str,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Accept a case, refuse it, or ask for other words. Raises CaseUnknown, ReasonMissing."""
    case = next(
        (one for one in cases_at(session, meeting.id) if one.registration_id == registration_id), None
    )
    if case is None or state is CaseState.BROUGHT:
        raise CaseUnknown(f"no case of guest {registration_id} at meeting {meeting.id} to be {state}")
    if state is not CaseState.ACCEPTED and not reason.strip():
        raise ReasonMissing(f"say why the case of guest {registration_id} is {state}")
    case.state = state
    case.reason = "" if state is CaseState.ACCEPTED else reason.strip()
    session.flush()
    record(session, actor, "judge_case", "registration", registration_id, at=at, detail=state.value)


def accept_all(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> int:
    """How many cases were accepted that nobody had judged yet."""
    waiting = [one for one in cases_at(session, meeting.id) if one.state is CaseState.BROUGHT]
    for case in waiting:
        judge_case(session, meeting, case.registration_id, CaseState.ACCEPTED, "", actor=actor, at=at)
    return len(waiting)


def _require_open(meeting: Meeting, at: datetime) -> None:
    if not is_circle(meeting) or meeting.cancelled_at is not None or at >= meeting.ends_at:
        raise CircleOver(f"meeting {meeting.id} takes no cases now")
