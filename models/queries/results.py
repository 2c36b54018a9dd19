"""What became of the proposals of a programme, and who came to its meetings? As few grouped queries."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from matcher.review import ReviewState
from models.encounter import Encounter
from models.initiative import Initiative
from models.kind import Kind
from models.matching_run import MatchingRun, RunState
from models.meeting import Meeting
from models.organisation import Organisation
from models.programme import ProgrammeMeeting
from models.proposal import Proposal, ProposalMember
from models.registration import Registration
from models.step import Step


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting that was not cancelled."""

    id: int
    region_code: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class GuestRow:
    """An organisation at a meeting: so many persons were registered, and so many came in at the door."""

    meeting_id: int
    organisation_id: int
    registered: int
    came: int


@dataclass(frozen=True, slots=True)
class ProposalRow:
    """A proposal of the newest finished run of a meeting, with its members and their sectors."""

    id: int
    meeting_id: int
    approved: bool
    surprise: float
    members: frozenset[int]
    sectors: frozenset[str]


@dataclass(frozen=True, slots=True)
class GrownRow:
    """An initiative, and what it grew out of at which meeting: `members` of a proposal, or of a step.

    `whole`: the proposal had exactly these members; a step names two, who may stand in several proposals.
    """

    meeting_id: int
    members: frozenset[int]
    whole: bool
    started_on: date | None
    ended_on: date | None


def meetings_of_programme(session: Session, programme_id: int) -> list[MeetingRow]:
    """The meetings of the programme that take or took place, earliest first."""
    rows = session.execute(
        select(Meeting.id, Meeting.region_code, Meeting.starts_at, Meeting.ends_at)
        .join(ProgrammeMeeting, ProgrammeMeeting.meeting_id == Meeting.id)
        .where(ProgrammeMeeting.programme_id == programme_id, Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return [MeetingRow(*row) for row in rows]


def guests_of_programme(session: Session, programme_id: int) -> list[GuestRow]:
    """Who was registered for its meetings and did not cancel."""
    rows = session.execute(
        select(
            Registration.meeting_id,
            Registration.organisation_id,
            func.count(Registration.id),
            func.count(Registration.arrived_at),
        )
        .where(Registration.meeting_id.in_(_meetings(programme_id)), Registration.cancelled_at.is_(None))
        .group_by(Registration.meeting_id, Registration.organisation_id)
    )
    return [GuestRow(*row) for row in rows]


def proposals_of_programme(session: Session, programme_id: int) -> list[ProposalRow]:
    """What was proposed last at each meeting of the programme; who left the site is not among the members."""
    proposals = session.execute(
        select(Proposal.id, MatchingRun.meeting_id, Proposal.state, Proposal.surprise)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .where(Proposal.run_id.in_(_newest_runs(programme_id)))
        .order_by(Proposal.id)
    ).all()
    members = session.execute(
        select(ProposalMember.proposal_id, ProposalMember.organisation_id, Kind.sector_slug)
        .join(Proposal, Proposal.id == ProposalMember.proposal_id)
        .join(Organisation, Organisation.id == ProposalMember.organisation_id)
        .outerjoin(Kind, Kind.slug == Organisation.kind_slug)
        .where(Proposal.run_id.in_(_newest_runs(programme_id)))
        .order_by(ProposalMember.proposal_id)
    )
    who = {key: list(rows) for key, rows in groupby(members, key=itemgetter(0))}
    return [
        ProposalRow(
            id=number,
            meeting_id=meeting_id,
            approved=state is ReviewState.APPROVED,
            surprise=surprise,
            members=frozenset(organisation for _key, organisation, _sector in who.get(number, ())),
            sectors=frozenset(sector for _key, _one, sector in who.get(number, ()) if sector),
        )
        for number, meeting_id, state, surprise in proposals
    ]


def met_proposals(session: Session, programme_id: int) -> dict[int, bool]:
    """The proposals of which two members met, as one of them says; True = and will do something together."""
    sayer, partner = aliased(ProposalMember), aliased(ProposalMember)
    rows = session.execute(
        select(Proposal.id, func.count(Encounter.agreed_at))
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .join(sayer, sayer.proposal_id == Proposal.id)
        .join(partner, partner.proposal_id == Proposal.id)
        .join(
            Registration,
            (Registration.meeting_id == MatchingRun.meeting_id)
            & (Registration.organisation_id == sayer.organisation_id),
        )
        .join(
            Encounter,
            (Encounter.registration_id == Registration.id)
            & (Encounter.partner_id == partner.organisation_id),
        )
        .where(
            Proposal.run_id.in_(_newest_runs(programme_id)),
            sayer.organisation_id != partner.organisation_id,
            Encounter.met_at.is_not(None),
        )
        .group_by(Proposal.id)
    )
    return {number: bool(agreed) for number, agreed in rows}


def promised_proposals(session: Session, programme_id: int) -> set[int]:
    """The proposals of which one member promised a step with another."""
    one, other = aliased(ProposalMember), aliased(ProposalMember)
    return set(
        session.scalars(
            select(Proposal.id)
            .join(MatchingRun, MatchingRun.id == Proposal.run_id)
            .join(Step, Step.meeting_id == MatchingRun.meeting_id)
            .join(one, (one.proposal_id == Proposal.id) & (one.organisation_id == Step.organisation_id))
            .join(other, (other.proposal_id == Proposal.id) & (other.organisation_id == Step.partner_id))
            .where(Proposal.run_id.in_(_newest_runs(programme_id)))
            .distinct()
        )
    )


def meetings_told_of(session: Session, programme_id: int) -> set[int]:
    """The meetings of which anything at all was told afterwards: who met whom, or what somebody will do."""
    met = (
        select(Registration.meeting_id)
        .join(Encounter, Encounter.registration_id == Registration.id)
        .where(Registration.meeting_id.in_(_meetings(programme_id)))
    )
    promised = select(Step.meeting_id).where(Step.meeting_id.in_(_meetings(programme_id)))
    return set(session.scalars(met.union(promised)))


def grown_initiatives(session: Session, programme_id: int) -> list[GrownRow]:
    """The initiatives that grew out of a proposal or a step at a meeting of the programme."""
    meetings = _meetings(programme_id)
    days = Initiative.id, Initiative.started_on, Initiative.ended_on
    of_steps = session.execute(
        select(*days, Step.meeting_id, Step.organisation_id, Step.partner_id)
        .join(Step, Step.id == Initiative.step_id)
        .where(Step.meeting_id.in_(meetings), Step.partner_id.is_not(None))
    )
    grown = [
        GrownRow(meeting, frozenset((one, other)), False, started, ended)
        for _id, started, ended, meeting, one, other in of_steps
        if other is not None  # the query has left these out
    ]
    of_proposals = session.execute(
        select(*days, MatchingRun.meeting_id, ProposalMember.organisation_id)
        .join(Proposal, Proposal.id == Initiative.proposal_id)
        .join(MatchingRun, MatchingRun.id == Proposal.run_id)
        .join(ProposalMember, ProposalMember.proposal_id == Proposal.id)
        .where(MatchingRun.meeting_id.in_(meetings))
        .order_by(Initiative.id)
    )
    for _id, rows in groupby(of_proposals, key=itemgetter(0)):
        found = list(rows)
        _number, started, ended, meeting, _one = found[0]
        grown.append(GrownRow(meeting, frozenset(row[4] for row in found), True, started, ended))
    return grown


def _meetings(programme_id: int) -> Select[int]:
    return (
        select(ProgrammeMeeting.meeting_id)
        .join(Meeting, Meeting.id == ProgrammeMeeting.meeting_id)
        .where(ProgrammeMeeting.programme_id == programme_id, Meeting.cancelled_at.is_(None))
    )


def _newest_runs(programme_id: int) -> Select[int]:
    """Of each meeting the newest run that is done: what its desk shows."""
    return (
        select(func.max(MatchingRun.id))
        .where(MatchingRun.meeting_id.in_(_meetings(programme_id)), MatchingRun.state == RunState.DONE)
        .group_by(MatchingRun.meeting_id)
    )
