"""How does an organiser run a programme? Its regions and meetings, its phases, and how far it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.meeting import Meeting, MeetingKind
from models.programme import Phase, PhaseTask, Programme, ProgrammeMeeting, ProgrammePart
from models.queries.findings import has_findings
from models.queries.programmes import kinds_held
from models.region import Region
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record


@dataclass(frozen=True, slots=True)
class ProgrammeDraft:
    """What an organiser tells of a programme; `regions`: codes."""

    name: str
    aim: str
    wanted_examples: int
    starts_on: date
    ends_on: date
    regions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartDraft:
    """A meeting that each region gets, or one for all of them; `id`: of the part that changes, None = new.

    See models.programme.ProgrammePart.
    """

    kind: str
    name: str = ""
    national: bool = False
    after_earlier: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """A phase; `tasks`: one text for each thing to arrange."""

    name: str
    starts_on: date
    ends_on: date
    tasks: tuple[str, ...]


class ProgrammeFault(StrEnum):
    """What can be wrong with a programme or a phase; the web turns each into a sentence."""

    NAME_TAKEN = "name_taken"
    ENDS_BEFORE_START = "ends_before_start"
    NO_REGION = "no_region"
    OUTSIDE_OWN_REGIONS = "outside_own_regions"
    REGION_HAS_MEETINGS = "region_has_meetings"
    OUTSIDE_PROGRAMME = "outside_programme"
    PART_TWICE = "part_twice"
    PART_HAS_MEETINGS = "part_has_meetings"
    PART_HAS_FINDINGS = "part_has_findings"
    NOTHING_BEFORE = "nothing_before"
    OTHER_KIND = "other_kind"
    UNKNOWN_CHOICE = "unknown_choice"


class ProgrammeRefusedError(ActionError):
    """The draft has a fault, at this field; `detail` names what it is about. Nothing was changed."""

    code = "programme_refused"

    def __init__(self, field: str, fault: ProgrammeFault, detail: str = "") -> None:
        super().__init__(f"{field}: {fault} {detail}".rstrip())
        self.field, self.fault, self.detail = field, fault, detail


def save_programme(
    session: Session, draft: ProgrammeDraft, programme: Programme | None, *, actor: Actor, at: datetime
) -> Programme:
    """Store a new programme (None), or the change of this one. Raises ProgrammeRefusedError.

    A new one needs at least one region of the organiser's own: who makes it must be able to change it.
    """
    _require_sound(session, draft, programme, actor)
    told = programme or Programme(created_at=at)
    told.name, told.aim, told.wanted_examples = draft.name.strip(), draft.aim.strip(), draft.wanted_examples
    told.starts_on, told.ends_on = draft.starts_on, draft.ends_on
    told.regions = list(session.scalars(select(Region).where(Region.code.in_(draft.regions))))
    session.add(told)
    session.flush()
    action = "change_programme" if programme else "create_programme"
    record(session, actor, action, "programme", told.id, at=at)
    return told


def save_phases(
    session: Session, programme: Programme, drafts: Sequence[PhaseDraft], *, actor: Actor, at: datetime
) -> None:
    """Make these the phases, in this order; a thing that is done stays done where its text stays.

    Raises ProgrammeRefusedError with the field `phases-N`.
    """
    for number, draft in enumerate(drafts):
        if draft.ends_on < draft.starts_on:
            raise ProgrammeRefusedError(f"phases-{number}", ProgrammeFault.ENDS_BEFORE_START)
        if draft.starts_on < programme.starts_on or draft.ends_on > programme.ends_on:
            raise ProgrammeRefusedError(f"phases-{number}", ProgrammeFault.OUTSIDE_PROGRAMME)
    done = {task.text: task for phase in programme.phases for task in phase.tasks if task.done_at}
    fresh = [_phase(position, draft, done) for position, draft in enumerate(drafts)]
    programme.phases.clear()
    session.flush()
    programme.phases = fresh
    session.flush()
    record(session, actor, "change_phases", "programme", programme.id, at=at)


def tick(session: Session, task: PhaseTask, *, done: bool, actor: Actor, at: datetime) -> None:
    """Say that a thing is arranged, or take that back."""
    task.done_at, task.done_by = (at, actor.person_id) if done else (None, None)
    record(session, actor, "tick_task" if done else "untick_task", "phase_task", task.id, at=at)


def save_parts(
    session: Session, programme: Programme, drafts: Sequence[PartDraft], *, actor: Actor, at: datetime
) -> None:
    """Make these the parts, in this order; meetings stay with the part that they belong to.

    Raises ProgrammeRefusedError with the field `parts-N`, or `parts` for a part that was left out.
    """
    _require_sound_parts(session, programme, drafts)
    stored = {part.id: part for part in programme.parts}
    programme.parts = [
        _part(position, draft, stored.get(draft.id or 0)) for position, draft in enumerate(drafts)
    ]
    session.flush()
    session.expire(programme, ["parts"])
    record(session, actor, "change_parts", "programme", programme.id, at=at)


def place_meeting(
    session: Session, meeting: Meeting, programme: Programme | None, part: ProgrammePart | None = None
) -> None:
    """Let a meeting belong to this programme, as this part of it, or to none.

    Raises ProgrammeRefusedError when the part is of another programme, or of another kind than the meeting.
    """
    if part is not None and (programme is None or part.programme_id != programme.id):
        raise ProgrammeRefusedError("programme", ProgrammeFault.UNKNOWN_CHOICE)
    if part is not None and part.kind_slug != meeting.kind_slug:
        raise ProgrammeRefusedError("programme", ProgrammeFault.OTHER_KIND, part.kind_slug)
    session.execute(delete(ProgrammeMeeting).where(ProgrammeMeeting.meeting_id == meeting.id))
    if programme is not None:
        place = ProgrammeMeeting(meeting_id=meeting.id, programme_id=programme.id)
        place.part_id = part.id if part else None
        session.add(place)
    session.flush()


def _part(position: int, draft: PartDraft, stored: ProgrammePart | None) -> ProgrammePart:
    part = stored or ProgrammePart()
    part.position, part.kind_slug, part.name = position, draft.kind, draft.name.strip()
    part.national, part.after_earlier = draft.national, draft.after_earlier
    return part


def _phase(position: int, draft: PhaseDraft, done: dict[str, PhaseTask]) -> Phase:
    tasks = [
        PhaseTask(
            position=place,
            text=text,
            done_at=done[text].done_at if text in done else None,
            done_by=done[text].done_by if text in done else None,
        )
        for place, text in enumerate(draft.tasks)
    ]
    return Phase(
        position=position,
        name=draft.name.strip(),
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        tasks=tasks,
    )


def _require_sound(
    session: Session, draft: ProgrammeDraft, programme: Programme | None, actor: Actor
) -> None:
    same = select(Programme.id).where(Programme.name == draft.name.strip())
    taken = session.scalar(same if programme is None else same.where(Programme.id != programme.id))
    if taken is not None:
        raise ProgrammeRefusedError("name", ProgrammeFault.NAME_TAKEN)
    if draft.ends_on < draft.starts_on:
        raise ProgrammeRefusedError("ends_on", ProgrammeFault.ENDS_BEFORE_START)
    if not draft.regions:
        raise ProgrammeRefusedError("regions", ProgrammeFault.NO_REGION)
    if not actor.organises & set(draft.regions):
        raise ProgrammeRefusedError("regions", ProgrammeFault.OUTSIDE_OWN_REGIONS)
    left = {meeting.region_code for meeting in programme.meetings} if programme else set()
    if left - set(draft.regions):
        raise ProgrammeRefusedError("regions", ProgrammeFault.REGION_HAS_MEETINGS)


def _require_sound_parts(session: Session, programme: Programme, drafts: Sequence[PartDraft]) -> None:
    kinds = set(session.scalars(select(MeetingKind.slug)))
    held = kinds_held(session, programme.id)
    own = {part.id: part for part in programme.parts}
    seen: set[tuple[bool, str]] = set()
    scopes: set[bool] = set()
    for number, draft in enumerate(drafts):
        field, called = f"parts-{number}", (draft.national, draft.name.strip().casefold() or draft.kind)
        if draft.kind not in kinds or (draft.id is not None and draft.id not in own):
            raise ProgrammeRefusedError(field, ProgrammeFault.UNKNOWN_CHOICE)
        if called in seen:
            raise ProgrammeRefusedError(field, ProgrammeFault.PART_TWICE)
        if draft.after_earlier and draft.national not in scopes:
            raise ProgrammeRefusedError(field, ProgrammeFault.NOTHING_BEFORE)
        if draft.id is not None and held.get(draft.id, draft.kind) != draft.kind:
            raise ProgrammeRefusedError(field, ProgrammeFault.PART_HAS_MEETINGS)
        seen.add(called)
        scopes.add(draft.national)
    for gone in held.keys() - {draft.id for draft in drafts}:
        part = own[gone]
        raise ProgrammeRefusedError("parts", ProgrammeFault.PART_HAS_MEETINGS, part.name or part.kind.name_nl)
    _require_findings_kept(session, programme, drafts)


def _require_findings_kept(session: Session, programme: Programme, drafts: Sequence[PartDraft]) -> None:
    """What regions wrote for a national meeting stays readable: it stays, and stays national."""
    kept = {draft.id for draft in drafts if draft.national}
    for part in programme.parts:
        if part.id not in kept and has_findings(session, part.id):
            name = part.name or part.kind.name_nl
            raise ProgrammeRefusedError("parts", ProgrammeFault.PART_HAS_FINDINGS, name)
