"""What will organisations do after a meeting? Steps are written down, changed, taken off, and told of."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy.orm import Session

from models.meeting import Meeting
from models.organisation import Organisation
from models.queries.publications import coming_organisations
from models.queries.steps import steps_at
from models.registration import Registration
from models.step import AnswerWay, CheckRound, Step, StepAnswer, StepState
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.clock import HERE

# As the invitation asks: two concrete steps for the coming half year. More is allowed, up to a point.
ASKED_STEPS = 2
MOST_STEPS = 12  # of one organisation at one meeting
FURTHEST = timedelta(days=730)
MONTHS_AFTER = {CheckRound.HALFWAY: 3, CheckRound.END: 6}
# The same answer within this time is one answer: a button that was tapped twice.
ONE_TAP = timedelta(minutes=10)


class StepFault(StrEnum):
    """Why a step cannot be written down like this."""

    TOO_EARLY = "too_early"
    IN_PAST = "in_past"
    TOO_FAR = "too_far"
    PARTNER_UNKNOWN = "partner_unknown"
    OTHER_PERSON = "other_person"
    TOO_MANY = "too_many"


class StepRefused(ActionError):
    """The step cannot be written down; `field` is what has to change, `day` what would be right."""

    code = "step_refused"

    def __init__(self, field: str, fault: StepFault, day: date | None = None) -> None:
        super().__init__(f"the step is refused: {fault}; change {field}")
        self.field = field
        self.fault = fault
        self.day = day


@dataclass(frozen=True, slots=True)
class StepDraft:
    """What someone promises. With a known organisation (`partner_id`) or somebody in free words, or alone."""

    text: str
    due_on: date
    partner_id: int | None = None
    partner_name: str = ""
    registration_id: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The step; `stood_there`: it was written down before, and nothing was changed."""

    step: Step
    stood_there: bool


def is_time(meeting: Meeting, at: datetime) -> bool:
    """Whether steps can be written down: from the day of the meeting on, and not when it is off."""
    return meeting.cancelled_at is None and day_of(meeting) <= at.astimezone(HERE).date()


def day_of(meeting: Meeting) -> date:
    """The Dutch day of the meeting."""
    return meeting.starts_at.astimezone(HERE).date()


def check_day(meeting: Meeting, round_: CheckRound) -> date:
    """The Dutch day from which we ask how the steps go: half-way, and at the end of the half year."""
    return _months_later(day_of(meeting), MONTHS_AFTER[round_])


def save_step(
    session: Session,
    meeting: Meeting,
    organisation_id: int,
    draft: StepDraft,
    *,
    changed: Step | None = None,
    earliest: date | None = None,
    actor: Actor,
    at: datetime,
) -> Saved:
    """Write a step down, or change it. The same words of the same organisation are one step, however often.

    `earliest`: the first day that it may be due; None = today. Raises StepRefused.
    """
    # One writer at a time for an organisation: a form that is sent twice at one moment makes one step.
    session.get_one(Organisation, organisation_id, with_for_update={"of": Organisation})
    _require_sound(session, meeting, organisation_id, draft, changed=changed, earliest=earliest, at=at)
    own = steps_at(session, meeting.id, organisation_id)
    twin = next((one for one in own if one is not changed and _same(one.text, draft.text)), None)
    if twin is not None:
        return Saved(twin, stood_there=True)
    if changed is None and len(own) >= MOST_STEPS:
        raise StepRefused("text", StepFault.TOO_MANY)
    step = changed or Step(meeting_id=meeting.id, organisation_id=organisation_id, created_at=at)
    step.text, step.due_on = draft.text.strip(), draft.due_on
    step.with_partner, step.partner_id = draft.partner_id is not None, draft.partner_id
    step.partner_name = "" if step.with_partner else draft.partner_name.strip()
    step.registration_id = draft.registration_id
    session.add(step)
    session.flush()
    record(session, actor, "change_step" if changed else "add_step", "step", step.id, at=at)
    return Saved(step, stood_there=False)


def remove_step(session: Session, step: Step, *, actor: Actor, at: datetime) -> None:
    """Take a step off that was written down by mistake, with what was told of it."""
    record(session, actor, "remove_step", "step", step.id, at=at)
    session.delete(step)
    session.flush()


def answer_step(
    session: Session, step: Step, state: StepState, why: str, *, way: AnswerWay, actor: Actor, at: datetime
) -> None:
    """Tell how a step goes. The same answer tapped twice counts once; another reason replaces the first."""
    last = step.answers[-1] if step.answers else None
    if last is not None and last.state is state and at - last.answered_at < ONE_TAP:
        last.why = why.strip() or last.why
        return
    step.answers.append(StepAnswer(state=state, why=why.strip(), way=way, answered_at=at))
    session.flush()
    record(session, actor, "answer_step", "step", step.id, at=at, detail=state.value)


def step_of(session: Session, step_id: int, *, meeting_id: int, organisation_id: int) -> Step | None:
    """This step, if it is one of this organisation at this meeting."""
    step = session.get(Step, step_id)
    found = step is not None and (step.meeting_id, step.organisation_id) == (meeting_id, organisation_id)
    return step if found else None


def _require_sound(
    session: Session,
    meeting: Meeting,
    organisation_id: int,
    draft: StepDraft,
    *,
    changed: Step | None,
    earliest: date | None,
    at: datetime,
) -> None:
    today = at.astimezone(HERE).date()
    if not is_time(meeting, at):
        raise StepRefused("text", StepFault.TOO_EARLY, day_of(meeting))
    first = earliest or today
    if draft.due_on < first and not (changed is not None and changed.due_on == draft.due_on):
        raise StepRefused("due_on", StepFault.IN_PAST, first)
    if draft.due_on > today + FURTHEST:
        raise StepRefused("due_on", StepFault.TOO_FAR, today + FURTHEST)
    known = changed is not None and changed.partner_id == draft.partner_id
    if draft.partner_id is not None and not known:
        others = coming_organisations(session, meeting.id) - {organisation_id}
        if draft.partner_id not in others:
            raise StepRefused("partner", StepFault.PARTNER_UNKNOWN)
    if draft.registration_id is not None:
        guest = session.get(Registration, draft.registration_id)
        if guest is None or (guest.meeting_id, guest.organisation_id) != (meeting.id, organisation_id):
            raise StepRefused("person", StepFault.OTHER_PERSON)


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same, but for capitals, blanks and a full stop at the end."""
    first, second = (" ".join(text.casefold().split()).rstrip(".!") for text in (one, other))
    return first == second


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
