"""What do the tables hold of one person?"""

from collections.abc import Iterable, Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from models.board import BoardAnswer
from models.guest import WaitingGuest
from models.log import ContactView, LogEntry
from models.matching_run import MatchingRun
from models.message import Message
from models.organisation import Organisation, OrganisationMember
from models.person import EmailChange, Person, RegionOrganiser, SignInToken, UserSession
from models.proposal import Proposal, ProposalMember, ReviewDecision
from models.publication import Publication
from models.region import Region, RegionMunicipality
from models.registration import Registration


def memberships_of(session: Session, person: Person) -> Sequence[OrganisationMember]:
    """What organisations wrote down of this person, by name of the organisation."""
    return session.scalars(
        select(OrganisationMember)
        .join(OrganisationMember.organisation)
        .where(OrganisationMember.person_id == person.id)
        .order_by(Organisation.name, Organisation.id)
        .options(joinedload(OrganisationMember.organisation))
    ).all()


def registrations_of_person(session: Session, person: Person) -> Sequence[Registration]:
    """Where this person comes or came, cancelled ones too, earliest first.

    Theirs is a registration with their mail address, and one without an address on which an organisation of
    theirs wrote their name.
    """
    members = memberships_of(session, person)
    named = [
        and_(
            Registration.email == "",
            Registration.organisation_id == member.organisation_id,
            func.lower(Registration.name).in_({name.lower() for name in (member.name, person.name) if name}),
        )
        for member in members
    ]
    return session.scalars(
        select(Registration)
        .where(or_(Registration.email == person.email, *named))
        .order_by(Registration.id)
        .options(joinedload(Registration.organisation), joinedload(Registration.meeting))
    ).all()


def waiting_places_of(session: Session, person: Person) -> Sequence[WaitingGuest]:
    """Where this person waits for a place, with the same rule as registrations_of_person, earliest first."""
    named = [
        and_(
            WaitingGuest.email == "",
            WaitingGuest.organisation_id == member.organisation_id,
            func.lower(WaitingGuest.name).in_({name.lower() for name in (member.name, person.name) if name}),
        )
        for member in memberships_of(session, person)
    ]
    return session.scalars(
        select(WaitingGuest)
        .where(or_(WaitingGuest.email == person.email, *named))
        .order_by(WaitingGuest.id)
        .options(joinedload(WaitingGuest.organisation), joinedload(WaitingGuest.meeting))
    ).all()


def messages_to(session: Session, addresses: Iterable[str]) -> Sequence[Message]:
    """The mails to these addresses, newest first."""
    return session.scalars(
        select(Message).where(Message.recipient.in_(tuple(addresses))).order_by(Message.id.desc())
    ).all()


def decisions_of(session: Session, person_id: int) -> Sequence[tuple[ReviewDecision, Proposal]]:
    """The decisions that this person took, newest first, each with its proposal and the members of that."""
    members = selectinload(Proposal.members).joinedload(ProposalMember.organisation)
    rows = session.execute(
        select(ReviewDecision, Proposal)
        .join(Proposal, Proposal.id == ReviewDecision.proposal_id)
        .where(ReviewDecision.decided_by == person_id)
        .order_by(ReviewDecision.id.desc())
        .options(members, joinedload(Proposal.run).joinedload(MatchingRun.meeting))
    )
    return [(decision, proposal) for decision, proposal in rows]


def publications_of(session: Session, person_id: int) -> Sequence[Publication]:
    """The versions of match lists that this person published, newest first."""
    return session.scalars(
        select(Publication)
        .where(Publication.published_by == person_id)
        .order_by(Publication.id.desc())
        .options(joinedload(Publication.meeting))
    ).all()


def runs_of(session: Session, person_id: int) -> Sequence[MatchingRun]:
    """The runs that this person asked for, newest first."""
    return session.scalars(
        select(MatchingRun)
        .where(MatchingRun.requested_by == person_id)
        .order_by(MatchingRun.id.desc())
        .options(joinedload(MatchingRun.meeting))
    ).all()


def log_of(session: Session, person_id: int) -> Sequence[LogEntry]:
    """What the log holds of this person, newest first: what they did, and what was done to them."""
    about = and_(LogEntry.subject == "person", LogEntry.subject_id == str(person_id))
    return session.scalars(
        select(LogEntry).where(or_(LogEntry.person_id == person_id, about)).order_by(LogEntry.id.desc())
    ).all()


def views_of(
    session: Session, person_id: int
) -> Sequence[tuple[ContactView, Organisation | None, Region | None]]:
    """On which days contact details of this person were shown, newest first, and to whom."""
    rows = session.execute(
        select(ContactView, Organisation, Region)
        .outerjoin(Organisation, Organisation.id == ContactView.organisation_id)
        .outerjoin(Region, Region.code == ContactView.region_code)
        .where(ContactView.person_id == person_id)
        .order_by(ContactView.seen_on.desc(), ContactView.id.desc())
    )
    return [(view, organisation, region) for view, organisation, region in rows]


def sessions_of(session: Session, person_id: int) -> Sequence[UserSession]:
    """The browsers in which this person is signed in, newest first."""
    return session.scalars(
        select(UserSession).where(UserSession.person_id == person_id).order_by(UserSession.created_at.desc())
    ).all()


def sign_in_links_of(session: Session, email: str) -> Sequence[SignInToken]:
    """The sign-in links that were asked for with this address and are not removed yet, newest first."""
    return session.scalars(
        select(SignInToken).where(SignInToken.email == email).order_by(SignInToken.created_at.desc())
    ).all()


def email_change_of(session: Session, person_id: int) -> EmailChange | None:
    """The new address that still waits for a confirmation, or None."""
    return session.get(EmailChange, person_id)


def board_answers_of(session: Session, person_id: int) -> Sequence[BoardAnswer]:
    """What this person sent by the notice board, newest first."""
    return session.scalars(
        select(BoardAnswer)
        .where(BoardAnswer.person_id == person_id)
        .options(joinedload(BoardAnswer.statement))
        .order_by(BoardAnswer.created_at.desc(), BoardAnswer.id.desc())
    ).all()


def regions_organised_by(session: Session, person_id: int) -> Sequence[Region]:
    """The regions that this person organises, by name."""
    return session.scalars(
        select(Region)
        .join(RegionOrganiser, RegionOrganiser.region_code == Region.code)
        .where(RegionOrganiser.person_id == person_id)
        .order_by(Region.name)
    ).all()


def organisers_near(session: Session, organisation: Organisation) -> Sequence[Person]:
    """The organisers of the regions where this organisation is or works, by id."""
    codes = {place.code for place in organisation.area}
    if organisation.municipality_code is not None:
        codes.add(organisation.municipality_code)
    regions = select(RegionMunicipality.region_code).where(RegionMunicipality.municipality_code.in_(codes))
    return session.scalars(
        select(Person)
        .join(RegionOrganiser, RegionOrganiser.person_id == Person.id)
        .where(RegionOrganiser.region_code.in_(regions))
        .order_by(Person.id)
        .distinct()
    ).all()
