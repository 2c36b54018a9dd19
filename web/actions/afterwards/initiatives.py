"""How does an initiative begin, change and end? Written down by a partner or an organiser."""

import hashlib
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from models.initiative import Initiative, InitiativePartner, InitiativePhase, PartnerRole
from models.proposal import Proposal
from models.queries.initiatives import Counted, initiatives_of_programme, programme_for
from models.queries.programmes import programmes_in
from models.step import Step
from web.actions.actor import Actor
from web.actions.errors import ActionError, ChangedMeanwhileError
from web.actions.log import record
from web.clock import HERE

# With fewer it is the work of one organisation, and no coalition.
FEWEST_PARTNERS = 2


class InitiativeFault(StrEnum):
    """Why an initiative cannot be kept like this."""

    NO_PARTNERS = "no_partners"
    NO_START = "no_start"
    NO_END = "no_end"
    NO_REASON = "no_reason"
    IN_FUTURE = "in_future"
    ENDS_BEFORE_START = "ends_before_start"
    OTHER_PROGRAMME = "other_programme"


class InitiativeRefused(ActionError):
    """The initiative cannot be kept like this; `field` is what has to change."""

    code = "initiative_refused"

    def __init__(self, field: str, fault: InitiativeFault) -> None:
        super().__init__(f"the initiative is refused: {fault}; change {field}")
        self.field = field
        self.fault = fault


@dataclass(frozen=True, slots=True)
class InitiativeDraft:
    """What someone writes down of an initiative; days and reason belong to its phase."""

    name: str
    goal: str
    chances: str = ""
    pitfalls: str = ""
    first_actions: str = ""
    phase: InitiativePhase = InitiativePhase.IDEA
    started_on: date | None = None
    ended_on: date | None = None
    ended_why: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """What an initiative grows out of: a step, a coalition, or nothing. `others`: whom to ask."""

    region_code: str
    meeting_id: int | None = None
    step_id: int | None = None
    proposal_id: int | None = None
    others: tuple[int, ...] = ()


def begin_initiative(
    session: Session,
    draft: InitiativeDraft,
    origin: Origin,
    *,
    coordinator_id: int | None,
    actor: Actor,
    at: datetime,
) -> Initiative:
    """A new initiative. Who begins it for an organisation takes part; all others are asked first."""
    programme = programme_for(session, origin.region_code, origin.meeting_id)
    initiative = Initiative(
        region_code=origin.region_code,
        programme_id=programme.id if programme else None,
        step_id=origin.step_id,
        proposal_id=origin.proposal_id,
        coordinator_id=coordinator_id,
        name=draft.name.strip(),
        goal=draft.goal.strip(),
        created_at=at,
    )
    asked = [one for one in dict.fromkeys(origin.others) if one != coordinator_id]
    initiative.partners = [
        InitiativePartner(organisation_id=one, role=PartnerRole.PARTNER, asked_at=at) for one in asked
    ]
    if coordinator_id is not None:
        confirmed = at if coordinator_id in actor.edits else None
        role = PartnerRole.CORE_GROUP
        initiative.partners.insert(
            0,
            InitiativePartner(organisation_id=coordinator_id, role=role, asked_at=at, confirmed_at=confirmed),
        )
    _describe(initiative, draft)
    session.add(initiative)
    session.flush()
    record(session, actor, "begin_initiative", "initiative", initiative.id, at=at)
    return initiative


def initiative_fingerprint(initiative: Initiative) -> str:
    """SHA-256 of all that can be changed on its form: who saw another one was shown older words."""
    told = (initiative.programme_id, *(getattr(initiative, field.name) for field in fields(InitiativeDraft)))
    return hashlib.sha256(repr(told).encode()).hexdigest()


def open_initiative(session: Session, initiative_id: int, *, seen: str) -> Initiative:
    """The initiative, locked until the end of the transaction. `seen`: its fingerprint as the form showed it.

    Raises ChangedMeanwhileError.
    """
    initiative = session.get_one(
        Initiative, initiative_id, populate_existing=True, with_for_update={"of": Initiative}
    )
    if initiative_fingerprint(initiative) != seen:
        raise ChangedMeanwhileError(f"initiative {initiative_id} was saved by someone else")
    return initiative


def change_initiative(
    session: Session, initiative: Initiative, draft: InitiativeDraft, *, actor: Actor, at: datetime
) -> None:
    """Change what is told of it, and how far it is. Raises InitiativeRefused."""
    _require_sound(initiative, draft, at.astimezone(HERE).date())
    initiative.name, initiative.goal = draft.name.strip(), draft.goal.strip()
    _describe(initiative, draft)
    initiative.phase = draft.phase
    initiative.started_on = draft.started_on if draft.phase in _HAS_RUN else None
    ended = draft.phase is InitiativePhase.ENDED
    initiative.ended_on = draft.ended_on if ended else None
    initiative.ended_why = draft.ended_why.strip() if ended else ""
    session.flush()
    record(session, actor, "change_initiative", "initiative", initiative.id, at=at, detail=draft.phase.value)


def choose_programme(
    session: Session, initiative: Initiative, programme_id: int | None, *, actor: Actor, at: datetime
) -> None:
    """Let the initiative count for this programme of its region, or for none. Raises InitiativeRefused."""
    known = {one.id for one in programmes_in(session, {initiative.region_code})}
    if programme_id is not None and programme_id not in known:
        raise InitiativeRefused("programme", InitiativeFault.OTHER_PROGRAMME)
    if programme_id != initiative.programme_id:
        initiative.programme_id = programme_id
        session.flush()
        record(session, actor, "change_initiative", "initiative", initiative.id, at=at, detail="programme")


def origin_of_step(step: Step) -> Origin:
    """An initiative that grows out of this step, with its partner."""
    others = tuple(one for one in (step.organisation_id, step.partner_id) if one is not None)
    return Origin(step.meeting.region_code, step.meeting_id, step_id=step.id, others=others)


def origin_of_proposal(proposal: Proposal) -> Origin:
    """An initiative that grows out of this coalition or pair, with all its members."""
    meeting = proposal.run.meeting
    others = tuple(member.organisation_id for member in proposal.members)
    return Origin(meeting.region_code, meeting.id, proposal_id=proposal.id, others=others)


def count_for_programme(session: Session, programme_id: int) -> Counted:
    """How many initiatives of the programme have started, run now, and show a result that can be checked."""
    started = [one for one in initiatives_of_programme(session, programme_id) if one.started_on is not None]
    return Counted(
        started=len(started),
        running=sum(one.phase is InitiativePhase.RUNNING for one in started),
        proven=sum(bool(one.results) for one in started),
    )


_HAS_RUN = (InitiativePhase.RUNNING, InitiativePhase.ENDED)


def _describe(initiative: Initiative, draft: InitiativeDraft) -> None:
    initiative.chances, initiative.pitfalls = draft.chances.strip(), draft.pitfalls.strip()
    initiative.first_actions = draft.first_actions.strip()


def _require_sound(initiative: Initiative, draft: InitiativeDraft, today: date) -> None:
    running, ended = draft.phase is InitiativePhase.RUNNING, draft.phase is InitiativePhase.ENDED
    if running and initiative.phase is not draft.phase and len(initiative.taking_part) < FEWEST_PARTNERS:
        raise InitiativeRefused("phase", InitiativeFault.NO_PARTNERS)
    if running and draft.started_on is None:
        raise InitiativeRefused("started_on", InitiativeFault.NO_START)
    if ended and draft.ended_on is None:
        raise InitiativeRefused("ended_on", InitiativeFault.NO_END)
    if ended and not draft.ended_why.strip():
        raise InitiativeRefused("ended_why", InitiativeFault.NO_REASON)
    for field, day in (("started_on", draft.started_on), ("ended_on", draft.ended_on)):
        if draft.phase in _HAS_RUN and day is not None and day > today:
            raise InitiativeRefused(field, InitiativeFault.IN_FUTURE)
    if (
        ended
        and draft.started_on is not None
        and draft.ended_on is not None
        and draft.ended_on < draft.started_on
    ):
        raise InitiativeRefused("ended_on", InitiativeFault.ENDS_BEFORE_START)
