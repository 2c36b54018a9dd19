"""Which steps were promised, by whom, and which mails asked how they go?"""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from matcher.review import ReviewState
from models.encounter import Encounter
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import Proposal, ProposalMember
from models.publication import MatchListEntry
from models.queries.publications import latest_publication, names_show
from models.registration import Registration
from models.step import CheckRound, Step, StepLink


def steps_at(session: Session, meeting_id: int, organisation_id: int | None = None) -> Sequence[Step]:
    """The steps of a meeting, by name of the organisation and day; of one organisation, if it is given."""
    wanted = (
        select(Step)
        .join(Step.organisation)
        .where(Step.meeting_id == meeting_id)
        .order_by(Organisation.name, Step.organisation_id, Step.due_on, Step.id)
        .options(
            selectinload(Step.answers),
            joinedload(Step.organisation),
            joinedload(Step.partner),
            joinedload(Step.registration),
        )
    )
    if organisation_id is not None:
        wanted = wanted.where(Step.organisation_id == organisation_id)
    return session.scalars(wanted).all()


def steps_of_region(session: Session, code: str) -> Sequence[Step]:
    """All steps that were promised at meetings of this region, of the newest meeting first."""
    return session.scalars(
        select(Step)
        .join(Step.meeting)
        .join(Step.organisation)
        .where(Meeting.region_code == code)
        .order_by(Meeting.starts_at.desc(), Organisation.name, Step.due_on, Step.id)
        .options(selectinload(Step.answers), joinedload(Step.organisation), joinedload(Step.partner))
    ).all()


def meetings_with_steps(session: Session) -> Sequence[Meeting]:
    """The meetings at which a step was promised, earliest first."""
    return session.scalars(
        select(Meeting)
        .where(Meeting.id.in_(select(Step.meeting_id)), Meeting.cancelled_at.is_(None))
        .order_by(Meeting.starts_at, Meeting.id)
    ).all()


def who_came(session: Session, meeting_ids: Collection[int]) -> dict[int, dict[int, Organisation]]:
    """Of each of these meetings the organisations that were registered and did not cancel, by id, by name."""
    rows = session.execute(
        select(Registration.meeting_id, Organisation)
        .join(Registration.organisation)
        .where(Registration.meeting_id.in_(meeting_ids), Registration.cancelled_at.is_(None))
        .order_by(Organisation.name, Organisation.id)
    )
    found: dict[int, dict[int, Organisation]] = {one: {} for one in meeting_ids}
    for meeting_id, organisation in rows:
        found[meeting_id][organisation.id] = organisation
    return found


def step_texts(session: Session, registration_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """What each of these registrations promised, in the order in which it was written down."""
    rows = session.execute(
        select(Step.registration_id, Step.text)
        .where(Step.registration_id.in_(registration_ids))
        .order_by(Step.id)
    )
    found: dict[int, tuple[str, ...]] = {}
    for registration_id, text in rows:
        if registration_id is not None:
            found[registration_id] = (*found.get(registration_id, ()), text)
    return found


def agreed_partners(session: Session, meeting_id: int, organisation_id: int) -> Sequence[Organisation]:
    """With whom this organisation may do something: as its people said, and who stands on its list.

    First whom they agreed with, then whom they met, then the published list, best first.
    """
    said = session.scalars(
        select(Organisation)
        .join(Encounter, Encounter.partner_id == Organisation.id)
        .join(Registration, Registration.id == Encounter.registration_id)
        .where(
            Registration.meeting_id == meeting_id,
            Registration.organisation_id == organisation_id,
            Encounter.met_at.is_not(None),
            Organisation.id != organisation_id,
        )
        .order_by(Encounter.agreed_at.is_(None), Organisation.name)
    )
    return tuple(dict.fromkeys((*said, *_listed(session, meeting_id, organisation_id))))


def links_of(session: Session, meeting_id: int, round_: CheckRound | None = None) -> Sequence[StepLink]:
    """The mails that asked how the steps of this meeting go, oldest first; of one round, if it is given."""
    wanted = select(StepLink).where(StepLink.meeting_id == meeting_id)
    if round_ is not None:
        wanted = wanted.where(StepLink.round == round_)
    return session.scalars(
        wanted.order_by(StepLink.created_at, StepLink.organisation_id).options(joinedload(StepLink.message))
    ).all()


def links_at(session: Session, meeting_ids: Collection[int]) -> Sequence[StepLink]:
    """The mails that asked how the steps of these meetings go."""
    return session.scalars(
        select(StepLink).where(StepLink.meeting_id.in_(meeting_ids)).options(joinedload(StepLink.message))
    ).all()


def step_link(session: Session, token_hash: str) -> StepLink | None:
    """What this link is for."""
    return session.get(StepLink, token_hash)


def _listed(session: Session, meeting_id: int, organisation_id: int) -> Sequence[Organisation]:
    publication = latest_publication(session, meeting_id)
    if publication is None:
        return ()
    return session.scalars(
        select(Organisation)
        .join(ProposalMember, ProposalMember.organisation_id == Organisation.id)
        .join(MatchListEntry, MatchListEntry.proposal_id == ProposalMember.proposal_id)
        .join(Proposal, Proposal.id == ProposalMember.proposal_id)
        .where(
            MatchListEntry.publication_id == publication.id,
            MatchListEntry.organisation_id == organisation_id,
            Proposal.state == ReviewState.APPROVED,
            names_show(),
            Organisation.id != organisation_id,
        )
        .order_by(MatchListEntry.position, Organisation.name)
    ).all()
