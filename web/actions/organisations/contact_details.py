"""Which details of a contact may be shown to whom? Each detail has an audience of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.kind import Kind
from models.log import ContactView
from models.meeting import Meeting
from models.organisation import Audience, Organisation, OrganisationMember
from models.queries.meetings import everyone_coming
from models.queries.publications import contacts_not_hidden


@dataclass(frozen=True, slots=True)
class ShownContact:
    """Someone of an organisation, as far as they agreed: what they did not agree to is empty."""

    person_id: int
    name: str
    function: str
    email: str
    phone: str


@dataclass(frozen=True, slots=True)
class Coming:
    """An organisation that comes to a meeting, with the contacts who agreed that everyone there sees them."""

    organisation_id: int
    name: str
    kind: Kind | None
    contacts: tuple[ShownContact, ...]


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks: an organisation, or the organisers of a region; the other one is None."""

    organisation_id: int | None = None
    region_code: str | None = None


# Whoever is in a later audience is also in the ones before.
_REACHES = {
    Audience.ORGANISERS: frozenset(Audience),
    Audience.PARTNERS: frozenset({Audience.PARTNERS, Audience.MEETING}),
    Audience.MEETING: frozenset({Audience.MEETING}),
}


def contacts_for(
    session: Session, organisation_ids: Sequence[int], audience: Audience
) -> dict[int, tuple[ShownContact, ...]]:
    """What this audience may see of the contacts of these organisations, by organisation, then by name.

    A contact of whom nothing may be seen, or who hides their details everywhere, is left out.
    """
    contacts: dict[int, tuple[ShownContact, ...]] = {}
    for member in contacts_not_hidden(session, organisation_ids):
        shown = _shown(member, audience)
        if shown.name or shown.email or shown.phone:
            contacts[member.organisation_id] = (*contacts.get(member.organisation_id, ()), shown)
    return contacts


def everyone_at(session: Session, meeting: Meeting) -> tuple[Coming, ...]:
    """The organisations that come, by name, with what everyone at the meeting may see of their contacts."""
    coming: dict[int, Organisation] = {
        registration.organisation_id: registration.organisation
        for registration in everyone_coming(session, meeting.id)
    }
    contacts = contacts_for(session, tuple(coming), Audience.MEETING)
    return tuple(
        Coming(organisation_id, one.name, one.kind, contacts.get(organisation_id, ()))
        for organisation_id, one in coming.items()
    )


def unseen_today(
    session: Session, viewer: Viewer, shown: Sequence[ShownContact], *, on: date
) -> tuple[int, ...]:
    """The persons of these contacts whom this viewer was not shown yet on this day."""
    wanted = {contact.person_id for contact in shown}
    known = session.scalars(
        select(ContactView.person_id).where(
            ContactView.person_id.in_(wanted),
            ContactView.seen_on == on,
            ContactView.organisation_id == viewer.organisation_id
            if viewer.organisation_id is not None
            else ContactView.region_code == viewer.region_code,
        )
    )
    return tuple(sorted(wanted - set(known)))


def note_views(session: Session, viewer: Viewer, person_ids: Sequence[int], *, on: date) -> None:
    """Remember that this viewer was shown contact details of these persons on this day."""
    session.add_all(
        ContactView(
            person_id=person_id,
            organisation_id=viewer.organisation_id,
            region_code=viewer.region_code,
            seen_on=on,
        )
        for person_id in person_ids
    )


def _shown(member: OrganisationMember, audience: Audience) -> ShownContact:
    reached = _REACHES[audience]
    named = member.name_for in reached
    return ShownContact(
        person_id=member.person_id,
        name=member.name if named else "",
        function=member.function if named else "",
        email=member.person.email if member.email_for in reached else "",
        phone=member.phone if member.phone_for in reached else "",
    )
