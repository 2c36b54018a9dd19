"""How does someone take part who knows poverty from their own life? As a full party that is one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from models.experience import (
    Company,
    Compensation,
    DayPart,
    Experience,
    ExpertRole,
    LifeMoment,
    Travel,
    Weekday,
    words_of,
)
from models.organisation import Audience, Organisation, Origin
from models.person import Person
from models.registration import Registration
from web.actions.actor import Actor
from web.actions.organisations.contacts import Contact, change_contacts
from web.actions.organisations.profile_steps import contacts_of
from web.actions.organisations.profiles import (
    Reach,
    WhoWeAre,
    change_about,
    change_reach,
    change_who_we_are,
    create_organisation,
    replace_statements,
)

EXPERT_KIND = "ervaringsdeskundigen"


class ShownContact(StrEnum):
    """What partners of an approved and published proposal see, beside the name at the table."""

    NOTHING = "nothing"
    EMAIL = "email"
    PHONE = "phone"
    BOTH = "both"


class ExpertStep(StrEnum):
    """The steps of someone who speaks from experience, in the order in which we propose them."""

    MYSELF = "myself"
    LIVED = "lived"
    TABLE = "table"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Myself:
    """How someone is called at the table (never their full own name), where they live, and as what."""

    name: str
    municipality_code: str | None
    role: ExpertRole


@dataclass(frozen=True, slots=True)
class Lived:
    """What someone went through, in general: slugs of moments and themes, own words, and what not to ask."""

    moments: frozenset[str] = frozenset()
    themes: frozenset[str] = frozenset()
    about: str = ""
    not_asked: str = ""


@dataclass(frozen=True, slots=True)
class AtTable:
    """What someone can tell or do at a table, and what they would need or ask."""

    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms and when someone comes, and which contact detail partners may see."""

    compensation: Compensation = Compensation.TO_DISCUSS
    agreed: str = ""
    days: frozenset[Weekday] = frozenset()
    dayparts: frozenset[DayPart] = frozenset()
    travel: Travel = Travel.UNKNOWN
    company: Company = Company.UNKNOWN
    remarks: str = ""
    shows: ShownContact = ShownContact.NOTHING
    phone: str = ""


def begin(
    session: Session,
    myself: Myself,
    person: Person,
    *,
    actor: Actor,
    at: datetime,
    origin: Origin = Origin.ENTERED,
) -> Organisation:
    """The new party of this one person. Their own name is taken over nowhere, only the chosen one."""
    organisation = create_organisation(
        session,
        myself.name,
        myself.municipality_code,
        owner=person,
        actor=actor,
        at=at,
        knowingly=True,
        origin=origin,
    )
    organisation.experience = Experience(role=myself.role)
    session.flush()
    change_myself(session, organisation, myself, actor=actor, at=at)
    return organisation


def change_myself(
    session: Session, organisation: Organisation, myself: Myself, *, actor: Actor, at: datetime
) -> None:
    """Store the name at the table, the municipality and the role; registrations follow the name."""
    before = organisation.name
    who = WhoWeAre(myself.name, EXPERT_KIND, myself.municipality_code, size="1")
    change_who_we_are(session, organisation, who, actor=actor, at=at)
    experience_of(organisation).role = myself.role
    named_so = select(Registration).where(
        Registration.organisation_id == organisation.id, Registration.name == before
    )
    for registration in session.scalars(named_so):
        registration.name = organisation.name
    _tell_contact(session, organisation, actor=actor, at=at)


def change_lived(
    session: Session, organisation: Organisation, lived: Lived, *, actor: Actor, at: datetime
) -> None:
    """Store what someone went through."""
    experience = experience_of(organisation)
    experience.moments = [session.get_one(LifeMoment, slug) for slug in sorted(lived.moments)]
    experience.not_asked = lived.not_asked.strip()
    change_about(session, organisation, lived.about, actor=actor, at=at)
    change_reach(session, organisation, Reach(themes=lived.themes), actor=actor, at=at)


def change_table(
    session: Session, organisation: Organisation, table: AtTable, *, actor: Actor, at: datetime
) -> None:
    """Store what someone offers and asks at a table."""
    for role, texts in ((StatementRole.OFFER, table.offers), (StatementRole.NEED, table.needs)):
        replace_statements(session, organisation, role, texts, actor=actor, at=at)


def change_terms(
    session: Session, organisation: Organisation, terms: Terms, *, actor: Actor, at: datetime
) -> None:
    """Store compensation, availability, and what partners may see."""
    experience = experience_of(organisation)
    experience.compensation = terms.compensation
    experience.agreed = "" if terms.compensation is Compensation.NONE else terms.agreed.strip()
    experience.days = words_of(terms.days, Weekday)
    experience.dayparts = words_of(terms.dayparts, DayPart)
    experience.travel = terms.travel
    experience.company = terms.company
    experience.remarks = terms.remarks.strip()
    _tell_contact(session, organisation, phone=terms.phone.strip(), shows=terms.shows, actor=actor, at=at)


def experience_of(organisation: Organisation) -> Experience:
    """What makes this organisation one person; raises LookupError for an ordinary one."""
    if organisation.experience is None:
        raise LookupError(f"organisation {organisation.id} is not one person who speaks from experience")
    return organisation.experience


def phone_of(organisation: Organisation) -> str:
    """The phone number that the person gave, or an empty text."""
    return next((contact.phone for contact in contacts_of(organisation)), "")


def shown_of(organisation: Organisation) -> ShownContact:
    """Which contact details partners may see of this person."""
    reached = {
        (contact.email_for is not Audience.ORGANISERS, contact.phone_for is not Audience.ORGANISERS)
        for contact in contacts_of(organisation)
    }
    return _SHOWN[next(iter(reached), (False, False))]


def undone_steps(organisation: Organisation) -> Sequence[ExpertStep]:
    """The steps in which something that matters is still blank."""
    experience = experience_of(organisation)
    filled = {
        ExpertStep.MYSELF: organisation.municipality_code is not None,
        ExpertStep.LIVED: bool(experience.moments or organisation.about),
        ExpertStep.TABLE: bool(organisation.statements_in(StatementRole.OFFER)),
        ExpertStep.TERMS: bool(experience.days),
    }
    return tuple(step for step in ExpertStep if not filled[step])


# What partners may see, by whether the mail address and the phone number are theirs to see.
_SHOWN = {
    (False, False): ShownContact.NOTHING,
    (True, False): ShownContact.EMAIL,
    (False, True): ShownContact.PHONE,
    (True, True): ShownContact.BOTH,
}


def _tell_contact(
    session: Session,
    organisation: Organisation,
    *,
    actor: Actor,
    at: datetime,
    phone: str | None = None,
    shows: ShownContact | None = None,
) -> None:
    """Make the person the only contact, under the name that they chose; what is None stays as it was."""
    shown = shown_of(organisation) if shows is None else shows
    contact = Contact(
        name=organisation.name,
        email=organisation.members[0].person.email,
        phone=phone_of(organisation) if phone is None else phone,
        name_for=_for_partners(shown is not ShownContact.NOTHING),
        email_for=_for_partners(shown in {ShownContact.EMAIL, ShownContact.BOTH}),
        phone_for=_for_partners(shown in {ShownContact.PHONE, ShownContact.BOTH}),
    )
    change_contacts(session, organisation, [contact], actor=actor, at=at)


def _for_partners(seen: bool) -> Audience:
    return Audience.PARTNERS if seen else Audience.ORGANISERS
