"""What happens when someone is erased? Nothing of them stays; what others made stays without them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, exists, or_, select, update
from sqlalchemy.orm import Session

from models.checklist import MeetingTask
from models.log import ContactView, LogEntry
from models.matching_run import MatchingRun
from models.message import Message, MessageKind
from models.organisation import Organisation, OrganisationMember, OrganisationRole
from models.person import EmailChange, Person, RegionOrganiser, SignInToken, UserSession
from models.programme import PhaseTask
from models.proposal import Proposal, ProposalMember, ReviewDecision
from models.publication import MatchListEntry, Publication
from models.queries import own_data as stored
from models.queries.traces import take_hand_off, take_out
from models.region import Region
from models.registration import Registration
from models.seating import SeatingPlan
from web.actions.accounts.forgetting import forget_joining
from web.actions.accounts.forgetting_guests import NO_NAME, forget_guest
from web.actions.accounts.sounding_own_data import forget_on_board
from web.actions.actor import SERVICE
from web.actions.afterwards.nomination_answers import forget_named
from web.actions.log import record
from web.actions.outbox import queue, release
from web.mail import render_mail

# Shorter words, and first names alone, also stand in texts that do not speak of this person.
SHORTEST_WORD = 6


@dataclass(frozen=True, slots=True)
class Heir:
    """An organisation that goes on. `name`: who becomes its owner; empty when it has another one already."""

    organisation: Organisation
    name: str


@dataclass(frozen=True, slots=True)
class Consequences:
    """What erasing brings about.

    `alone`: organisations of which they are the only one; `shared`: organisations that go on with others.
    `upcoming`: registrations for meetings to come, which are cancelled; `left_regions`: regions that lose
    their only organiser. `decisions`: how many stay, without a name.
    """

    alone: tuple[Organisation, ...]
    shared: tuple[Heir, ...]
    upcoming: tuple[Registration, ...]
    left_regions: tuple[Region, ...]
    decisions: int


def consequences(session: Session, person: Person, *, at: datetime) -> Consequences:
    """What erasing this person would bring about."""
    organisations = [member.organisation for member in stored.memberships_of(session, person)]
    regions = stored.regions_organised_by(session, person.id)
    return Consequences(
        alone=tuple(one for one in organisations if len(one.members) == 1),
        shared=tuple(
            Heir(one, _described(_heir(one, person))) for one in organisations if len(one.members) > 1
        ),
        upcoming=tuple(
            one
            for one in stored.registrations_of_person(session, person)
            if one.cancelled_at is None and one.meeting.ends_at > at
        ),
        left_regions=tuple(
            region for region in regions if not _has_other_organiser(session, region.code, person)
        ),
        decisions=len(stored.decisions_of(session, person.id)),
    )


def erase(
    session: Session,
    person: Person,
    *,
    at: datetime,
    with_profiles: Sequence[int] = (),
    by_themself: bool = True,
) -> None:
    """Erase the person: from every table, and from the free texts where their name, address or number stands.

    `with_profiles`: organisations of which they are the only one, to be removed with them; the organisers
    are told of those, and of organisations that lose their last person. Of who decided or published
    something a blank row stays, to which the decision points.
    """
    words = _words_of(session, person)
    number = person.id
    _leave_organisations(session, person, frozenset(with_profiles), at=at)
    forget_guest(session, person, at=at)
    addresses = {person.email, *((change.new_email,) if (change := _waiting(session, person)) else ())}
    session.execute(delete(Message).where(Message.recipient.in_(addresses)))
    session.execute(delete(SignInToken).where(SignInToken.email.in_(addresses)))
    forget_on_board(session, number, addresses=addresses, at=at)
    forget_joining(session, number, addresses=addresses, words=words)
    _forget_log(session, number)
    take_hand_off(session, number)
    forget_named(session, number)
    _forget_person(session, person, at=at)
    session.flush()
    take_out(session, words)
    session.expire_all()
    record(session, SERVICE, "erase" if by_themself else "erase_unused", "person", number, at=at)


def _leave_organisations(session: Session, person: Person, removed: frozenset[int], *, at: datetime) -> None:
    for member in stored.memberships_of(session, person):
        organisation = member.organisation
        last = len(organisation.members) == 1
        heir = None if last else _heir(organisation, person)
        if heir is not None:
            heir.role = OrganisationRole.OWNER
            record(session, SERVICE, "became_owner", "person", heir.person_id, at=at)
        if last:
            _tell_organisers(session, organisation, person, removed=organisation.id in removed, at=at)
            record(session, SERVICE, "left_without_people", "organisation", organisation.id, at=at)
        organisation.members.remove(member)
        session.flush()
        if last and organisation.id in removed:
            remove_organisation(session, organisation)


def _heir(organisation: Organisation, person: Person) -> OrganisationMember | None:
    """Who becomes owner: the first of the others, unless one of them is owner already."""
    others = [member for member in organisation.members if member.person_id != person.id]
    if not others or any(member.role is OrganisationRole.OWNER for member in others):
        return None
    return others[0]


def _described(heir: OrganisationMember | None) -> str:
    return "" if heir is None else heir.name or heir.person.email


def _tell_organisers(
    session: Session, organisation: Organisation, person: Person, *, removed: bool, at: datetime
) -> None:
    for organiser in stored.organisers_near(session, organisation):
        if organiser.id == person.id:
            continue
        mail = render_mail("no_owner", organiser.language, organisation=organisation.name, removed=removed)
        message = queue(
            session, MessageKind.NO_OWNER, organiser.email, mail=mail, language=organiser.language, at=at
        )
        release(session, [message.id], actor=SERVICE, at=at)


def remove_organisation(session: Session, organisation: Organisation) -> None:
    """Remove the profile and the proposals that it stands in: without one of its members one is none."""
    theirs = select(ProposalMember.proposal_id).where(ProposalMember.organisation_id == organisation.id)
    proposals = session.scalars(select(Proposal.id).where(Proposal.id.in_(theirs))).all()
    session.execute(delete(MatchListEntry).where(MatchListEntry.proposal_id.in_(proposals)))
    session.execute(delete(Proposal).where(Proposal.id.in_(proposals)))
    session.execute(delete(Organisation).where(Organisation.id == organisation.id))
    session.expire_all()


def _forget_log(session: Session, number: int) -> None:
    session.execute(update(LogEntry).where(LogEntry.person_id == number).values(person_id=None))
    session.execute(
        update(LogEntry)
        .where(LogEntry.subject == "person", LogEntry.subject_id == str(number))
        .values(subject_id="", detail="")
    )
    session.execute(delete(ContactView).where(ContactView.person_id == number))
    for asked in (MatchingRun, SeatingPlan):
        session.execute(update(asked).where(asked.requested_by == number).values(requested_by=None))
    for arranged in (PhaseTask, MeetingTask):
        session.execute(update(arranged).where(arranged.done_by == number).values(done_by=None))


def _forget_person(session: Session, person: Person, *, at: datetime) -> None:
    session.execute(delete(UserSession).where(UserSession.person_id == person.id))
    session.execute(delete(RegionOrganiser).where(RegionOrganiser.person_id == person.id))
    change = _waiting(session, person)
    if change is not None:
        session.delete(change)
    session.flush()
    if not _is_pointed_to(session, person.id):
        session.execute(delete(Person).where(Person.id == person.id))
        session.expunge(person)
        return
    person.email = f"erased-{person.id}@erased.invalid"
    person.name, person.phone, person.erased_at = NO_NAME, "", at
    person.stops_mail = person.hides_contact = True


def _waiting(session: Session, person: Person) -> EmailChange | None:
    return stored.email_change_of(session, person.id)


def _is_pointed_to(session: Session, number: int) -> bool:
    decided = or_(
        exists().where(ReviewDecision.decided_by == number),
        exists().where(Proposal.decided_by == number),
        exists().where(Proposal.made_by == number),
        exists().where(Publication.published_by == number),
        exists().where(SeatingPlan.published_by == number),
    )
    return bool(session.scalar(select(decided)))


def _has_other_organiser(session: Session, code: str, person: Person) -> bool:
    others = exists().where(RegionOrganiser.region_code == code, RegionOrganiser.person_id != person.id)
    return bool(session.scalar(select(others)))


def _words_of(session: Session, person: Person) -> set[str]:
    """What texts may hold of this person: addresses, numbers, and full names, as they were written."""
    members = stored.memberships_of(session, person)
    registrations = stored.registrations_of_person(session, person)
    change = _waiting(session, person)
    names = {person.name, *(one.name for one in members), *(one.name for one in registrations)}
    phones = {phone for phone in (person.phone, *(one.phone for one in members)) if phone}
    others = {person.email, *(phones - _phones_of_others(session, person, phones))}
    if change is not None:
        others.add(change.new_email)
    full_names = {name for name in names if " " in name.strip()}
    return {word.strip() for word in full_names | others if len(word.strip()) >= SHORTEST_WORD}


def _phones_of_others(session: Session, person: Person, phones: set[str]) -> set[str]:
    """Which of these numbers a colleague has too, such as that of the office: it stays in texts."""
    shared = select(OrganisationMember.phone).where(
        OrganisationMember.phone.in_(phones), OrganisationMember.person_id != person.id
    )
    return set(session.scalars(shared))
