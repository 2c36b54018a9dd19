"""What is published for a meeting, for whom, and what stands on whose list?"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from matcher.review import ReviewState
from models.agreement import Agreement
from models.kind import Kind
from models.matching_run import MatchingRun, RunState
from models.message import Message, MessageKind
from models.organisation import Organisation, OrganisationMember
from models.person import Person
from models.proposal import Proposal, ProposalMember
from models.publication import MatchListEntry, Publication, Reserve
from models.queries.proposals import latest_run
from models.registration import Registration


def latest_done_run(session: Session, meeting_id: int) -> MatchingRun | None:
    """The meeting's newest run that is done, or None."""
    return latest_run(session, meeting_id, RunState.DONE)


def latest_publication(session: Session, meeting_id: int) -> Publication | None:
    """The publication that is in force, or None as long as nothing was published."""
    return session.scalars(
        select(Publication)
        .where(Publication.meeting_id == meeting_id)
        .order_by(Publication.number.desc())
        .limit(1)
        .options(selectinload(Publication.entries))
    ).first()


def publication_before(session: Session, publication: Publication) -> Publication | None:
    """The version before this one, or None when it is the first."""
    return session.scalars(
        select(Publication)
        .where(Publication.meeting_id == publication.meeting_id, Publication.number < publication.number)
        .order_by(Publication.number.desc())
        .limit(1)
        .options(selectinload(Publication.entries))
    ).first()


def approved_proposals(session: Session, run_id: int) -> Sequence[Proposal]:
    """The approved proposals of a run with their members, in the order of their ids."""
    return session.scalars(
        select(Proposal)
        .where(Proposal.run_id == run_id, Proposal.state == ReviewState.APPROVED)
        .order_by(Proposal.id)
        .options(selectinload(Proposal.members), selectinload(Proposal.parts))
    ).all()


def active_registrations(session: Session, meeting_id: int) -> Sequence[Registration]:
    """Everyone who comes, by name of the organisation, then in the order in which they were registered."""
    return session.scalars(
        select(Registration)
        .join(Registration.organisation)
        .where(Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None))
        .order_by(Organisation.name, Organisation.id, Registration.id)
        .options(joinedload(Registration.organisation))
    ).all()


def addresses_without_mail(session: Session, addresses: Sequence[str]) -> frozenset[str]:
    """Which of these addresses belong to people who want no mail."""
    wanting_none = select(Person.email).where(Person.email.in_(addresses), Person.stops_mail.is_(True))
    return frozenset(session.scalars(wanting_none))


def registration_with_link(session: Session, link_hash: str) -> Registration | None:
    """The registration that this personal link belongs to; None when unknown, replaced or cancelled."""
    return session.scalars(
        select(Registration).where(
            or_(Registration.link_hash == link_hash, Registration.earlier_link_hash == link_hash),
            Registration.cancelled_at.is_(None),
        )
    ).one_or_none()


def published_registration(session: Session, email: str) -> Registration | None:
    """The newest registration of this mail address for a meeting that has a publication, or None."""
    return session.scalars(
        select(Registration)
        .where(
            Registration.email == email,
            Registration.cancelled_at.is_(None),
            exists().where(Publication.meeting_id == Registration.meeting_id),
        )
        .order_by(Registration.id.desc())
        .limit(1)
    ).first()


def meeting_under_review(session: Session) -> int | None:
    """The meeting whose finished run is the newest of those that were never published, or None."""
    return session.scalars(
        select(MatchingRun.meeting_id)
        .where(
            MatchingRun.state == RunState.DONE,
            ~exists().where(Publication.meeting_id == MatchingRun.meeting_id),
        )
        .order_by(MatchingRun.id.desc())
        .limit(1)
    ).first()


def newest_list_mails(session: Session, meeting_id: int) -> dict[int, Message]:
    """The newest match-list mail of each registration of the meeting, by id of the registration."""
    mails = session.scalars(
        select(Message)
        .where(Message.meeting_id == meeting_id, Message.kind == MessageKind.MATCH_LIST)
        .order_by(Message.id)
    )
    return {mail.registration_id: mail for mail in mails if mail.registration_id is not None}


def listed_proposals(session: Session, publication_id: int, organisation_id: int) -> Sequence[Proposal]:
    """What stands on an organisation's list and is still approved, best first, with all that is shown."""
    member_organisation = selectinload(Proposal.members).joinedload(ProposalMember.organisation)
    return session.scalars(
        select(Proposal)
        .join(MatchListEntry, MatchListEntry.proposal_id == Proposal.id)
        .where(
            MatchListEntry.publication_id == publication_id,
            MatchListEntry.organisation_id == organisation_id,
            Proposal.state == ReviewState.APPROVED,
        )
        .order_by(MatchListEntry.position)
        .options(
            selectinload(Proposal.reasons),
            selectinload(Proposal.agreements),
            member_organisation.joinedload(Organisation.kind).joinedload(Kind.sector),
            member_organisation.joinedload(Organisation.municipality),
        )
    ).all()


def coming_organisations(session: Session, meeting_id: int) -> frozenset[int]:
    """The organisations for which at least one person comes to the meeting."""
    return frozenset(
        session.scalars(
            select(Registration.organisation_id).where(
                Registration.meeting_id == meeting_id, Registration.cancelled_at.is_(None)
            )
        )
    )


def arrived_organisations(session: Session, meeting_id: int) -> frozenset[int]:
    """The organisations of which someone was seen at the door."""
    return frozenset(
        session.scalars(
            select(Registration.organisation_id).where(
                Registration.meeting_id == meeting_id, Registration.arrived_at.is_not(None)
            )
        )
    )


def reserves_of(session: Session, publication_id: int, organisation_id: int) -> Sequence[Reserve]:
    """Whom this organisation may look for when a partner does not turn up, best first."""
    return session.scalars(
        select(Reserve)
        .where(Reserve.publication_id == publication_id, Reserve.organisation_id == organisation_id)
        .order_by(Reserve.position)
        .options(joinedload(Reserve.partner).joinedload(Organisation.kind))
    ).all()


def shared_meetings(session: Session, viewer_id: int, partner_id: int) -> frozenset[int]:
    """The meetings where an approved proposal stands on the lists of both, and to which both come."""
    ours, theirs = aliased(MatchListEntry), aliased(MatchListEntry)
    newer = aliased(Publication)
    rows = session.scalars(
        select(Publication.meeting_id)
        .join(ours, ours.publication_id == Publication.id)
        .join(theirs, (theirs.publication_id == Publication.id) & (theirs.proposal_id == ours.proposal_id))
        .join(Proposal, Proposal.id == ours.proposal_id)
        .where(
            ours.organisation_id == viewer_id,
            theirs.organisation_id == partner_id,
            Proposal.state == ReviewState.APPROVED,
            names_show(),
            ~exists().where(newer.meeting_id == Publication.meeting_id, newer.number > Publication.number),
            _comes(viewer_id),
            _comes(partner_id),
        )
    )
    return frozenset(rows)


def names_show() -> ColumnElement[bool]:
    """That the members of a proposal may see each other's name: it is not held back, or all agreed."""
    return or_(Proposal.names_held.is_(False), ~_silent_member())


def contacts_not_hidden(session: Session, organisation_ids: Sequence[int]) -> Sequence[OrganisationMember]:
    """The contacts of these organisations, by name, but for persons who hide their details everywhere."""
    members = session.scalars(
        select(OrganisationMember).where(
            OrganisationMember.organisation_id.in_(organisation_ids),
            OrganisationMember.is_contact.is_(True),
            OrganisationMember.person.has(Person.hides_contact.is_(False)),
        )
    ).all()
    return sorted(members, key=lambda member: (member.organisation_id, member.name, member.person_id))


def _silent_member() -> ColumnElement[bool]:
    """Someone in the proposal who did not agree (yet) that names are shown."""
    member = aliased(ProposalMember)
    agreed = exists().where(
        Agreement.proposal_id == member.proposal_id,
        Agreement.organisation_id == member.organisation_id,
        Agreement.agrees.is_(True),
    )
    return exists().where(member.proposal_id == Proposal.id, ~agreed.correlate(member)).correlate(Proposal)


def _comes(organisation_id: int) -> ColumnElement[bool]:
    return exists().where(
        Registration.meeting_id == Publication.meeting_id,
        Registration.organisation_id == organisation_id,
        Registration.cancelled_at.is_(None),
    )
