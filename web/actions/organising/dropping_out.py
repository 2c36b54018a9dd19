"""Someone does not come after all, or comes unexpectedly: what would change, and how is it done?"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from matcher.repair import Agreed, Repair, repair
from matcher.review import RefusalReason, ReviewState
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import ProposalForm, ProposalMember
from models.publication import Publication
from models.queries.meetings import organisations_shown
from models.queries.proposals import (
    figures_of,
    latest_run,
    members_of,
    proposals_with_members,
    unmatched_of,
)
from models.queries.publications import coming_organisations, latest_publication
from models.queries.seating import latest_plan
from models.registration import Registration
from models.seating import SeatingPlan
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.lists.publishing import publish
from web.actions.log import record
from web.actions.organising.registrations import MeetingIsOverError, cancel, is_open
from web.actions.proposals import review
from web.actions.proposals.measuring import measuring_of
from web.actions.proposals.own_proposals import Instead, Workshop, open_workshop, propose_own
from web.actions.tables.seating import NobodyComesError, PlanActiveError, request_repair

Group = tuple[int, ...]


class RepairOutdatedError(ActionError):
    """What was chosen is no longer what has to change: someone came, went or decided meanwhile."""

    code = "repair_outdated"


@dataclass(frozen=True, slots=True)
class Offer:
    """One change that is offered. `key` names it in a form; `before` empty = new, `after` empty = it ends."""

    key: str
    form: ProposalForm
    before: tuple[Organisation, ...]
    after: tuple[Organisation, ...]


@dataclass(frozen=True, slots=True)
class Damage:
    """What those who do not come leave behind, and what can be done about it.

    `gone`: organisations of approved proposals of which nobody comes; `ended`: the pairs that so came to
    nothing; `alone`: who comes and would have no proposal; `unmeasured`: who came too late to be compared.
    `published`: the lists in force are of this run, so a repair goes onto them.
    """

    run: MatchingRun
    gone: tuple[Organisation, ...]
    ended: tuple[tuple[Organisation, ...], ...]
    offers: tuple[Offer, ...]
    alone: tuple[Organisation, ...]
    unmeasured: tuple[Organisation, ...]
    measuring: bool
    published: Publication | None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What was done: so many changes, the new version of the lists, and the plan that is being made."""

    changes: int
    publication: Publication | None
    plan: SeatingPlan | None


def drop_out(session: Session, registration: Registration, *, actor: Actor, at: datetime) -> None:
    """Note that someone does not come, also on the day itself; doing it twice changes nothing.

    Raises MeetingIsOverError once the meeting has ended, MeetingIsCancelledError.
    """
    if is_open(registration.meeting, at) or registration.meeting.cancelled_at is not None:
        cancel(session, registration, actor=actor, at=at)
        return
    if at >= registration.meeting.ends_at:
        raise MeetingIsOverError("the meeting has ended")
    if registration.cancelled_at is None:
        registration.cancelled_at, registration.place_number = at, None
        record(session, actor, "cancel_registration", "registration", registration.id, at=at)


def damage_of(session: Session, meeting: Meeting) -> Damage | None:
    """What has to change for the meeting's latest finished run; None when there is none yet."""
    run = latest_run(session, meeting.id, RunState.DONE)
    if run is None:
        return None
    coming = coming_organisations(session, meeting.id)
    agreed, workshop = _agreed(session, run, coming), open_workshop(session, run)
    mended = _mended(workshop, agreed, coming)
    involved = {one for group in (*agreed.pairs, *agreed.coalitions) for one in group}
    names = {row.id: row for row in organisations_shown(session, coming | involved)}
    measured = workshop.measured if workshop else frozenset()
    publication = latest_publication(session, meeting.id)
    return Damage(
        run=run,
        gone=_rows(names, involved - coming),
        ended=tuple(_rows(names, pair) for pair in mended.ended),
        offers=tuple(
            Offer(key, form, _rows(names, before), _rows(names, after))
            for key, (form, before, after) in _changes(mended).items()
        ),
        alone=_rows(names, set(mended.alone) & measured),
        unmeasured=_rows(names, coming - measured),
        measuring=measuring_of(session, run.id) is not None,
        published=publication if publication and publication.run_id == run.id else None,
    )


def apply_repair(
    session: Session,
    meeting: Meeting,
    chosen: Collection[str],
    *,
    note: str,
    base_url: str,
    actor: Actor,
    at: datetime,
) -> Repaired:
    """The chosen changes (keys of offers), done: proposals of one's own, new lists, tables that follow.

    Only lists with a change differ from those in force, and only who is on one gets a mail, which waits for
    its release. `note`: why a coalition was refused that another one replaces. Raises RepairOutdatedError,
    and what review and own_proposals raise.
    """
    run = latest_run(session, meeting.id, RunState.DONE)
    workshop = open_workshop(session, run) if run else None
    if run is None or workshop is None:
        raise RepairOutdatedError(f"meeting {meeting.id} has no run with figures")
    coming = coming_organisations(session, meeting.id)
    agreed = _agreed(session, run, coming)
    mended = _mended(workshop, agreed, coming)
    changes = _changes(mended)
    if unknown := set(chosen) - changes.keys():
        raise RepairOutdatedError(f"{len(unknown)} changes are not offered any more")
    wanted = [changes[key] for key in changes if key in set(chosen)]
    replaced = {before for _form, before, _after in wanted if before}
    _close(session, run, replaced | set(mended.ended), note=note, actor=actor, at=at)
    keep = (set(agreed.coalitions) - replaced) | {after for _form, _before, after in wanted}
    propose = partial(propose_own, session, workshop, without_party=True, actor=actor, at=at)
    instead = Instead(note, keep=frozenset(keep))
    made = {propose(after, form, instead=instead).id for form, _before, after in wanted if after}
    return Repaired(
        changes=len(wanted),
        publication=_publish(session, meeting, run, made, base_url=base_url, actor=actor, at=at),
        plan=_mend_tables(session, meeting, actor=actor, at=at),
    )


def _close(
    session: Session, run: MatchingRun, groups: Collection[Group], *, note: str, actor: Actor, at: datetime
) -> None:
    """Refuse what was approved of these groups: it is replaced, or cannot take place."""
    for proposal in proposals_with_members(session, run.id):
        if _group(proposal.members) in groups and proposal.state is ReviewState.APPROVED:
            review.refuse(session, proposal, RefusalReason.OTHER, note, actor=actor, at=at)


def _publish(
    session: Session,
    meeting: Meeting,
    run: MatchingRun,
    made: Collection[int],
    *,
    base_url: str,
    actor: Actor,
    at: datetime,
) -> Publication | None:
    """The lists in force with these proposals added; None when no lists of this run are in force."""
    before = latest_publication(session, meeting.id)
    if before is None or before.run_id != run.id:
        return None
    only = frozenset({entry.proposal_id for entry in before.entries} | set(made))
    return publish(session, meeting, base_url=base_url, actor=actor, at=at, only=only)


def _mend_tables(session: Session, meeting: Meeting, *, actor: Actor, at: datetime) -> SeatingPlan | None:
    if latest_plan(session, meeting.id, RunState.DONE) is None:
        return None
    try:
        return request_repair(session, meeting, actor=actor, at=at)
    except (PlanActiveError, NobodyComesError):  # one is being made already, or nobody is left to seat
        return None


def _agreed(session: Session, run: MatchingRun, coming: frozenset[int]) -> Agreed:
    members = members_of(session, run.id)
    figures = figures_of(session, run.id)
    approved = [each for each in figures if each.state is ReviewState.APPROVED]
    in_run = {one for group in members.values() for one in group}
    in_run |= {left.organisation_id for left in unmatched_of(session, run.id)}
    return Agreed(
        pairs=tuple((m[0], m[1]) for e in approved if len(m := members[e.id]) == 2),
        coalitions=tuple(members[e.id] for e in approved if e.form is ProposalForm.COALITION),
        refused=frozenset(members[e.id] for e in figures if e.state is ReviewState.REFUSED),
        newcomers=coming - in_run,
    )


def _mended(workshop: Workshop | None, agreed: Agreed, coming: frozenset[int]) -> Repair:
    if workshop is None:
        ended = tuple(pair for pair in agreed.pairs if not set(pair) <= coming)
        return Repair(ended, (), (), ())
    return repair(workshop.figures, agreed, coming, rules=workshop.rules, settings=workshop.settings)


def _changes(mended: Repair) -> Mapping[str, tuple[ProposalForm, Group, Group]]:
    """Every change by its key: the form, who it was, who it becomes."""
    coalitions = {
        f"{_ids(one.before)}>{_ids(one.after)}": (ProposalForm.COALITION, one.before, one.after)
        for one in mended.coalitions
    }
    pairs = {_ids(pair): (ProposalForm.PAIRING, (), pair) for pair in mended.pairs}
    return {**coalitions, **pairs}


def _ids(group: Collection[int]) -> str:
    return "-".join(str(one) for one in group)


def _group(members: Collection[ProposalMember]) -> Group:
    return tuple(member.organisation_id for member in members)


def _rows(names: Mapping[int, Organisation], ids: Collection[int]) -> tuple[Organisation, ...]:
    return tuple(sorted((names[one] for one in ids), key=lambda one: one.name.lower()))
