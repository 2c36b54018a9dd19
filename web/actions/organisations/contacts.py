"""Who comes to the table for an organisation, and what happens when such a contact is added or removed?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.organisation import Audience, Organisation, OrganisationMember, OrganisationRole
from models.person import Person
from web.actions.accounts.people import tidy_email
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.organisations.profile_steps import Step, contacts_of
from web.actions.organisations.profiles import mark_saved


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at the table, as their organisation describes them; `may_decide` None = not known.

    `name_for`, `email_for`, `phone_for`: to whom each detail may be shown, as this person agreed.
    """

    name: str
    email: str
    function: str = ""
    phone: str = ""
    may_decide: bool | None = None
    name_for: Audience = Audience.ORGANISERS
    email_for: Audience = Audience.ORGANISERS
    phone_for: Audience = Audience.ORGANISERS


class SameContactTwiceError(ActionError):
    """Two contacts of one organisation have the same mail address."""

    code = "same_contact_twice"


def change_contacts(
    session: Session,
    organisation: Organisation,
    contacts: Sequence[Contact],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Make these the contacts of the organisation; each may sign in and edit its profile.

    A person known elsewhere is linked by mail address, and keeps their own name and phone there. Who is no
    longer a contact loses access, except owners and whoever saves this; members who were none keep it.
    """
    by_email = {tidy_email(contact.email): contact for contact in contacts}
    if len(by_email) < len(contacts):
        raise SameContactTwiceError(
            "two contacts have one mail address; give each their own, or leave one out"
        )
    members = {member.person.email: member for member in organisation.members}
    for email, member in members.items():
        if email not in by_email and member.is_contact:
            _remove(organisation, member, actor)
    for email, contact in by_email.items():
        member = members.get(email) or _new_member(session, organisation, email, contact=contact, at=at)
        _describe(member, contact)
        if member.person_id == actor.person_id and not member.person.name:
            member.person.name = contact.name  # they tell it themselves, and had not told it before
    mark_saved(session, organisation, Step.CONTACTS, actor=actor, at=at)


def save_contact(
    session: Session,
    organisation: Organisation,
    contact: Contact,
    *,
    replaced: OrganisationMember | None,
    actor: Actor,
    at: datetime,
) -> None:
    """Put one contact on the list, in the place of `replaced` or as someone new; see change_contacts."""
    others = [_as_told(member) for member in contacts_of(organisation) if member is not replaced]
    change_contacts(session, organisation, [*others, contact], actor=actor, at=at)


def remove_contact(
    session: Session, organisation: Organisation, contact: OrganisationMember, *, actor: Actor, at: datetime
) -> None:
    """Take one contact off the list; see change_contacts for who keeps access."""
    others = [_as_told(member) for member in contacts_of(organisation) if member is not contact]
    change_contacts(session, organisation, others, actor=actor, at=at)


def people_to_write(organisation: Organisation) -> list[Person]:
    """Who of this organisation wants mail, whom to write to first: contacts, and of those the owner."""
    members = sorted(
        organisation.members,
        key=lambda one: (not one.is_contact, one.role is not OrganisationRole.OWNER, one.person_id),
    )
    return [member.person for member in members if not member.person.stops_mail]


def _as_told(member: OrganisationMember) -> Contact:
    return Contact(
        name=member.name,
        email=member.person.email,
        function=member.function,
        phone=member.phone,
        may_decide=member.may_decide,
        name_for=member.name_for,
        email_for=member.email_for,
        phone_for=member.phone_for,
    )


def _remove(organisation: Organisation, member: OrganisationMember, actor: Actor) -> None:
    if member.role is OrganisationRole.OWNER or member.person_id == actor.person_id:
        member.is_contact = False
    else:
        organisation.members.remove(member)


def _new_member(
    session: Session, organisation: Organisation, email: str, *, contact: Contact, at: datetime
) -> OrganisationMember:
    person = session.scalar(select(Person).where(Person.email == email))
    if person is None:
        person = Person(email=email, name=contact.name, phone=contact.phone, created_at=at)
    member = OrganisationMember(person=person, role=OrganisationRole.EDITOR)
    organisation.members.append(member)
    return member


def _describe(member: OrganisationMember, contact: Contact) -> None:
    member.name = contact.name
    member.phone = contact.phone
    member.function = contact.function
    member.may_decide = contact.may_decide
    member.name_for, member.email_for, member.phone_for = (
        contact.name_for,
        contact.email_for,
        contact.phone_for,
    )
    member.is_contact = True
