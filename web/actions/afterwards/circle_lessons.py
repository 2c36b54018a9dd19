"""What did a learning circle teach? Told per case, read by its organisers, and shared with other regions."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.circle import CaseLesson, CaseState, LearningCircle, PracticeCase
from models.meeting import Meeting
from models.queries.circles import cases_at, shared_circles
from models.queries.meetings import everyone_coming
from web.actions.actor import Actor
from web.actions.afterwards.circle_cases import CaseUnknown
from web.actions.errors import ActionError
from web.actions.lists.encounters import MeetingStage, NotYetError, stage_of
from web.actions.log import record


class NothingLearnt(ActionError):
    """There is no lesson yet, so there is nothing to share."""

    code = "nothing_learnt"


class LessonsShared(ActionError):
    """Organisers of other regions read the lessons by now, so only the organiser changes them."""

    code = "lessons_shared"


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """What those who talked about a case tell of it; all empty = nothing stays."""

    learnt: str
    differently: str
    obstacle: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing was told."""
        return not (self.learnt or self.differently or self.obstacle)


@dataclass(frozen=True, slots=True)
class CircleReport:
    """A circle without names: how many came, the accepted cases, and the lesson of each if there is one."""

    meeting: Meeting
    guests: int
    organisations: int
    cases: tuple[PracticeCase, ...]
    shared_at: datetime | None

    @property
    def told(self) -> int:
        """Of how many cases something was learnt."""
        return sum(case.lesson is not None for case in self.cases)


def report_of(session: Session, meeting: Meeting) -> CircleReport:
    """What the circle of this meeting taught so far."""
    coming = everyone_coming(session, meeting.id)
    circle = session.get(LearningCircle, meeting.id)
    return CircleReport(
        meeting=meeting,
        guests=len(coming),
        organisations=len({guest.organisation_id for guest in coming}),
        cases=_accepted(session, meeting),
        shared_at=circle.shared_at if circle else None,
    )


def shared_reports(session: Session) -> tuple[CircleReport, ...]:
    """The circles of all regions that were shared, the newest first, with the cases that taught something."""
    found = []
    for circle in shared_circles(session):
        whole = report_of(session, circle.meeting)
        told = tuple(case for case in whole.cases if case.lesson is not None)
        if told:
            found.append(
                CircleReport(whole.meeting, whole.guests, whole.organisations, told, whole.shared_at)
            )
    return tuple(found)


def accepted_case(session: Session, meeting: Meeting, registration_id: int) -> PracticeCase:
    """This case of the circle. Raises CaseUnknown."""
    for case in _accepted(session, meeting):
        if case.registration_id == registration_id:
            return case
    raise CaseUnknown(f"guest {registration_id} of meeting {meeting.id} has no accepted case")


def tell_lesson(
    session: Session, meeting: Meeting, case: PracticeCase, draft: LessonDraft, *, actor: Actor, at: datetime
) -> None:
    """Write down what was learnt from a case, in place of what stood there. Raises NotYetError."""
    if stage_of(meeting, at) is MeetingStage.BEFORE:
        raise NotYetError(f"meeting {meeting.id} is on a later day")
    if draft.is_empty:
        case.lesson = None
    else:
        lesson = case.lesson or CaseLesson(registration_id=case.registration_id)
        lesson.learnt, lesson.differently, lesson.obstacle = draft.learnt, draft.differently, draft.obstacle
        lesson.told_at = at
        case.lesson = lesson
    session.flush()
    record(session, actor, "tell_lesson", "registration", case.registration_id, at=at)


def can_tell(session: Session, meeting: Meeting, at: datetime) -> bool:
    """Whether those who talked can write down what they learnt: from the day on, until it is shared."""
    return stage_of(meeting, at) is not MeetingStage.BEFORE and not _is_shared(session, meeting)


def tell_own_lesson(
    session: Session, meeting: Meeting, case: PracticeCase, draft: LessonDraft, *, actor: Actor, at: datetime
) -> None:
    """What those who talked about the case tell themselves. Raises LessonsShared, NotYetError."""
    if _is_shared(session, meeting):
        raise LessonsShared(f"the lessons of meeting {meeting.id} are shared; its organiser can change them")
    tell_lesson(session, meeting, case, draft, actor=actor, at=at)


def share_lessons(session: Session, meeting: Meeting, *, shared: bool, actor: Actor, at: datetime) -> None:
    """Let organisers of every region read the lessons, or not any more. Raises NothingLearnt."""
    if shared and not report_of(session, meeting).told:
        raise NothingLearnt(f"meeting {meeting.id} has no lesson; write one down first")
    circle = session.get(LearningCircle, meeting.id) or LearningCircle(meeting_id=meeting.id)
    circle.shared_at = at if shared else None
    session.add(circle)
    session.flush()
    record(session, actor, "share_lessons" if shared else "unshare_lessons", "meeting", meeting.id, at=at)


def _is_shared(session: Session, meeting: Meeting) -> bool:
    circle = session.get(LearningCircle, meeting.id)
    return circle is not None and circle.shared_at is not None


def _accepted(session: Session, meeting: Meeting) -> tuple[PracticeCase, ...]:
    cases = cases_at(session, meeting.id)
    return tuple(case for case in cases if case.state is CaseState.ACCEPTED)
