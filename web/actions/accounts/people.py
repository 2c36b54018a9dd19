"""Who is who? People, and the regions that they organise."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.person import Language, Person, RegionOrganiser
from models.region import Region
from web.actions.actor import SERVICE, Actor
from web.actions.errors import ActionError
from web.actions.log import record


class RegionUnknown(ActionError):
    """There is no region with this code."""

    code = "region_unknown"


def tidy_email(email: str) -> str:
    """The address as we store and compare it."""
    return email.strip().lower()


def find_or_add(session: Session, email: str, *, language: Language, at: datetime) -> Person:
    """The person with this address; someone new is added, still without a name."""
    address = tidy_email(email)
    person = session.scalar(select(Person).where(Person.email == address))
    if person is None:
        person = Person(email=address, name="", language=language, created_at=at)
        session.add(person)
        session.flush()
        record(session, SERVICE, "added", "person", person.id, at=at)
    return person


def organised_regions(session: Session, actor: Actor) -> Sequence[Region]:
    """The regions that the actor organises, by name."""
    regions = select(Region).where(Region.code.in_(actor.organises)).order_by(Region.name)
    return session.scalars(regions).all()


def make_organiser(
    session: Session, email: str, *, name: str, regions: Sequence[str], at: datetime
) -> Person:
    """The person, who organises these regions from now on (beside others). Raises RegionUnknown."""
    person = find_or_add(session, email, language=Language.DUTCH, at=at)
    person.name = name.strip() or person.name
    for code in regions:
        if session.get(Region, code) is None:
            raise RegionUnknown(f"there is no region {code}; codes look like AM06")
        if session.get(RegionOrganiser, (person.id, code)) is None:
            session.add(RegionOrganiser(person_id=person.id, region_code=code))
            record(session, SERVICE, "made_organiser", "person", person.id, at=at, detail=code)
    session.flush()
    return person
