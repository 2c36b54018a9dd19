"""What would go where if these two organisations became one, and what stands in the way?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from matcher.review import ReviewState
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.proposal import Proposal, ProposalMember
from models.publication import MatchListEntry
from models.registration import Registration
from models.relation import Acquaintance, Collaboration
from web.actions.organisations.merge_moves import StatementsPlan, blanks_filled, plan_statements


class MergeObstacle(StrEnum):
    """Why two organisations cannot become one now."""

    SAME = "same"
    RUNNING = "running"
    TOO_MANY_PERSONS = "too_many_persons"
    APPROVED_TOGETHER = "approved_together"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way; `meeting` is its title, or empty."""

    code: MergeObstacle
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class MovedMember:
    """A person of the organisation that is taken in, and what they may do afterwards."""

    name: str
    role: OrganisationRole
    known: bool  # belongs to the other organisation already


@dataclass(frozen=True, slots=True)
class MovedRegistration:
    """A person who comes to a meeting."""

    name: str
    meeting: str


@dataclass(frozen=True, slots=True)
class MergePreview:
    """All that an organiser should see before two organisations become one.

    `filled`: columns that the one left blank. `dropped_proposals`: undecided ones that propose both to meet.
    """

    obstacles: tuple[Obstacle, ...]
    filled: tuple[str, ...]
    offers: StatementsPlan
    needs: StatementsPlan
    members: tuple[MovedMember, ...]
    registrations: tuple[MovedRegistration, ...]
    proposals: int
    dropped_proposals: int
    acquaintances: tuple[str, ...]


def preview(session: Session, kept: Organisation, absorbed: Organisation) -> MergePreview:
    """What would go where, without changing anything."""
    together = proposals_of_both(session, kept.id, absorbed.id)
    mine = select(func.count()).where(ProposalMember.organisation_id == absorbed.id)
    return MergePreview(
        obstacles=obstacles(session, kept, absorbed),
        filled=blanks_filled(kept, absorbed),
        offers=plan_statements(kept, absorbed, StatementRole.OFFER),
        needs=plan_statements(kept, absorbed, StatementRole.NEED),
        members=tuple(_moved(kept, member) for member in absorbed.members),
        registrations=tuple(
            MovedRegistration(guest.name, guest.meeting.title) for guest in _coming(session, absorbed.id)
        ),
        proposals=(session.scalar(mine) or 0) - len(together),
        dropped_proposals=len(together),
        acquaintances=_acquaintances(session, kept.id, absorbed.id),
    )


def obstacles(session: Session, kept: Organisation, absorbed: Organisation) -> tuple[Obstacle, ...]:
    """What stands in the way; empty = they can become one."""
    if kept.id == absorbed.id:
        return (Obstacle(MergeObstacle.SAME),)
    coming = [*_coming(session, kept.id), *_coming(session, absorbed.id)]
    found = [Obstacle(MergeObstacle.RUNNING, title) for title in _running(session, coming)]
    found += [Obstacle(MergeObstacle.TOO_MANY_PERSONS, title) for title in _crowded(coming)]
    if _approved_or_published(session, proposals_of_both(session, kept.id, absorbed.id)):
        found.append(Obstacle(MergeObstacle.APPROVED_TOGETHER))
    return tuple(found)


def proposals_of_both(session: Session, one: int, other: int) -> Sequence[int]:
    """Ids of the proposals that hold both organisations; nobody can meet themselves."""
    second = select(ProposalMember.proposal_id).where(ProposalMember.organisation_id == other)
    first = select(ProposalMember.proposal_id).where(ProposalMember.organisation_id == one)
    return session.scalars(first.where(ProposalMember.proposal_id.in_(second))).all()


def _moved(kept: Organisation, member: OrganisationMember) -> MovedMember:
    roles = {one.person_id: one.role for one in kept.members}
    owner = OrganisationRole.OWNER in (member.role, roles.get(member.person_id))
    role = OrganisationRole.OWNER if owner else OrganisationRole.EDITOR
    return MovedMember(member.name or member.person.email, role, member.person_id in roles)


def _coming(session: Session, organisation_id: int) -> Sequence[Registration]:
    coming = select(Registration).where(Registration.organisation_id == organisation_id)
    return session.scalars(coming.where(Registration.cancelled_at.is_(None)).order_by(Registration.id)).all()


def _running(session: Session, coming: Sequence[Registration]) -> Sequence[str]:
    meetings = {guest.meeting_id for guest in coming}
    active = select(Meeting.title).join(MatchingRun, MatchingRun.meeting_id == Meeting.id)
    return session.scalars(
        active.where(
            Meeting.id.in_(meetings), MatchingRun.state.in_((RunState.REQUESTED, RunState.RUNNING))
        ).order_by(Meeting.id)
    ).all()


def _crowded(coming: Sequence[Registration]) -> list[str]:
    counts = Counter(guest.meeting_id for guest in coming)
    meetings = {guest.meeting_id: guest.meeting for guest in coming}
    return [meetings[id_].title for id_, count in counts.items() if count > meetings[id_].maximum_persons]


def _approved_or_published(session: Session, proposal_ids: Sequence[int]) -> bool:
    approved = select(Proposal.id).where(Proposal.state == ReviewState.APPROVED)
    published = select(MatchListEntry.proposal_id)
    return (
        session.scalar(approved.where(Proposal.id.in_(proposal_ids)).limit(1)) is not None
        or session.scalar(published.where(MatchListEntry.proposal_id.in_(proposal_ids)).limit(1)) is not None
    )


def _acquaintances(session: Session, kept_id: int, absorbed_id: int) -> tuple[str, ...]:
    """Names of those with whom the second one works or is acquainted, as far as others may know."""
    known = select(Acquaintance.first_id, Acquaintance.second_id).where(
        (Acquaintance.first_id == absorbed_id) | (Acquaintance.second_id == absorbed_id)
    )
    works_with = select(Collaboration.organisation_id, Collaboration.other_id).where(
        Collaboration.organisation_id == absorbed_id, Collaboration.shared
    )
    rows = [*session.execute(known), *session.execute(works_with)]
    ids = {one for row in rows for one in row} - {kept_id, absorbed_id}
    names = select(Organisation.name).where(Organisation.id.in_(ids)).order_by(Organisation.name)
    return tuple(session.scalars(names))
