"""Who decides for an organisation, who was invited, and who asks to join?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Exists, exists, func, or_, select
from sqlalchemy.orm import Session, joinedload

from models.membership import Invitation, JoinRequest, JoinState
from models.organisation import Organisation, OrganisationArea, OrganisationMember, OrganisationRole
from models.person import Person, RegionOrganiser
from models.region import RegionMunicipality


def owners_of(session: Session, organisation_id: int) -> Sequence[Person]:
    """The people who own the organisation's profile, by id."""
    owners = select(Person).join(OrganisationMember, OrganisationMember.person_id == Person.id)
    return session.scalars(
        owners.where(
            OrganisationMember.organisation_id == organisation_id,
            OrganisationMember.role == OrganisationRole.OWNER,
        ).order_by(Person.id)
    ).all()


def regions_of(session: Session, organisation_id: int) -> frozenset[str]:
    """Codes of the regions where the organisation is at home; without a seat, those where it works."""
    seat = select(RegionMunicipality.region_code).join(
        Organisation, Organisation.municipality_code == RegionMunicipality.municipality_code
    )
    area = select(RegionMunicipality.region_code).join(
        OrganisationArea, OrganisationArea.municipality_code == RegionMunicipality.municipality_code
    )
    at_home = frozenset(session.scalars(seat.where(Organisation.id == organisation_id)))
    return at_home or frozenset(
        session.scalars(area.where(OrganisationArea.organisation_id == organisation_id))
    )


def deciders_of(session: Session, organisation_id: int) -> Sequence[Person]:
    """Who decides on a request to join: the owners; when there is none, the organisers of its regions."""
    owners = owners_of(session, organisation_id)
    if owners:
        return owners
    organisers = select(Person).where(
        Person.organised_regions.any(RegionOrganiser.region_code.in_(regions_of(session, organisation_id)))
    )
    return session.scalars(organisers.order_by(Person.id)).all()


def open_requests(session: Session, organisation_id: int) -> Sequence[JoinRequest]:
    """The requests to join this organisation on which nobody has decided, oldest first."""
    asked = select(JoinRequest).where(JoinRequest.state == JoinState.ASKED)
    return session.scalars(
        asked.where(JoinRequest.organisation_id == organisation_id).order_by(JoinRequest.id)
    ).all()


def latest_requests_of(session: Session, person_id: int, since: datetime) -> Sequence[JoinRequest]:
    """What this person asked: everything open, and what was decided after this moment; newest first."""
    return session.scalars(
        select(JoinRequest)
        .where(
            JoinRequest.person_id == person_id,
            or_(JoinRequest.state == JoinState.ASKED, JoinRequest.decided_at > since),
        )
        .options(joinedload(JoinRequest.organisation))
        .order_by(JoinRequest.id.desc())
    ).all()


def requests_of(session: Session, person_id: int) -> Sequence[JoinRequest]:
    """All that this person asked, newest first."""
    mine = select(JoinRequest).where(JoinRequest.person_id == person_id)
    return session.scalars(
        mine.options(joinedload(JoinRequest.organisation)).order_by(JoinRequest.id.desc())
    ).all()


def invitations_to(session: Session, email: str) -> Sequence[Invitation]:
    """The invitations to this address, newest first."""
    mine = select(Invitation).where(Invitation.email == email)
    return session.scalars(
        mine.options(joinedload(Invitation.organisation)).order_by(Invitation.id.desc())
    ).all()


def requests_for_organisers(session: Session, region_code: str) -> Sequence[JoinRequest]:
    """The open requests to join organisations without an owner that are at home in this region."""
    asked = (
        select(JoinRequest)
        .join(Organisation, Organisation.id == JoinRequest.organisation_id)
        .join(RegionMunicipality, RegionMunicipality.municipality_code == Organisation.municipality_code)
        .where(RegionMunicipality.region_code == region_code, JoinRequest.state == JoinState.ASKED)
        .where(~_has_owner())
    )
    return session.scalars(asked.options(joinedload(JoinRequest.organisation)).order_by(JoinRequest.id)).all()


def without_owner(session: Session, region_code: str) -> frozenset[int]:
    """Ids of the organisations that are at home in this region and that nobody owns yet."""
    here = select(Organisation.id).join(
        RegionMunicipality, RegionMunicipality.municipality_code == Organisation.municipality_code
    )
    return frozenset(
        session.scalars(here.where(RegionMunicipality.region_code == region_code, ~_has_owner()))
    )


def open_invitations(session: Session, organisation_id: int) -> Sequence[Invitation]:
    """The invitations that were neither used nor withdrawn, expired ones too, oldest first."""
    return session.scalars(
        select(Invitation)
        .where(
            Invitation.organisation_id == organisation_id,
            Invitation.used_at.is_(None),
            Invitation.withdrawn_at.is_(None),
        )
        .order_by(Invitation.id)
    ).all()


def count_invitations(session: Session, organisation_id: int, since: datetime) -> int:
    """How many invitations this organisation sent after this moment."""
    sent = select(func.count()).where(
        Invitation.organisation_id == organisation_id, Invitation.created_at > since
    )
    return session.scalar(sent) or 0


def _has_owner() -> Exists:
    return exists().where(
        OrganisationMember.organisation_id == Organisation.id,
        OrganisationMember.role == OrganisationRole.OWNER,
    )
