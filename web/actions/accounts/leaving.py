"""How does someone who speaks from experience leave, so that nothing of them stays?"""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models.message import Message
from models.organisation import Organisation, OrganisationMember
from models.person import RegionOrganiser
from models.registration import Registration
from web.actions.accounts.erasure import erase, remove_organisation
from web.actions.actor import Actor
from web.actions.log import record
from web.actions.organisations.experience import experience_of


def leave(session: Session, organisation: Organisation, *, actor: Actor, at: datetime) -> None:
    """Remove the party with all that it told, was proposed for and was written, and its person too.

    A person who belongs to another organisation or organises meetings stays, for that other part. Raises
    LookupError for an ordinary organisation.
    """
    experience_of(organisation)
    person = organisation.members[0].person
    if not _has_other_part(session, person.id, organisation.id):
        erase(session, person, at=at, with_profiles=[organisation.id])
        return
    registered = select(Registration.id).where(Registration.organisation_id == organisation.id)
    session.execute(delete(Message).where(Message.registration_id.in_(registered)))
    record(session, actor, "left", "organisation", organisation.id, at=at)
    remove_organisation(session, organisation)


def _has_other_part(session: Session, person_id: int, organisation_id: int) -> bool:
    elsewhere = select(OrganisationMember.person_id).where(
        OrganisationMember.person_id == person_id, OrganisationMember.organisation_id != organisation_id
    )
    organises = select(RegionOrganiser.person_id).where(RegionOrganiser.person_id == person_id)
    return any(session.scalar(part.limit(1)) is not None for part in (elsewhere, organises))
