"""How do those of the example take part who speak from experience? As on the site, under a chosen name."""

import tomllib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.experience import Company, Compensation, DayPart, ExpertRole, Travel, Weekday
from models.meeting import Meeting
from models.organisation import Organisation, Origin
from models.person import Language
from models.region import Municipality
from seeds.reading import DATA, SeedError
from web.actions.accounts.people import find_or_add
from web.actions.actor import SERVICE
from web.actions.organisations.experience import (
    AtTable,
    Lived,
    Myself,
    ShownContact,
    Terms,
    begin,
    change_lived,
    change_table,
    change_terms,
)
from web.actions.organising.registrations import Attendee, register


@dataclass(frozen=True, slots=True)
class SeedExpert:
    """Someone who speaks from experience; `meetings` are slugs. The other fields are those of the tables."""

    name: str
    role: str
    email: str
    municipality: str
    moments: list[str]
    themes: list[str]
    about: str
    offers: list[str]
    needs: list[str]
    compensation: str
    agreed: str
    days: list[str]
    dayparts: list[str]
    travel: str
    company: str
    shows: str
    meetings: list[str]
    not_asked: str = ""
    remarks: str = ""
    phone: str = ""


def read_experts() -> tuple[SeedExpert, ...]:
    """All of them, in the order of the file; raises SeedError."""
    entries = tomllib.loads((DATA / "experts.toml").read_text(encoding="utf-8"))["expert"]
    try:
        return tuple(SeedExpert(**entry) for entry in entries)
    except TypeError as error:
        raise SeedError(f"experts.toml: {error}") from error


def add_expert(session: Session, seed: SeedExpert, *, at: datetime) -> Organisation:
    """The party of this person with all that the data tell of it."""
    place = session.scalar(select(Municipality.code).where(Municipality.name == seed.municipality))
    if place is None:
        raise SeedError(f"experts.toml: there is no municipality {seed.municipality}")
    person = find_or_add(session, seed.email, language=Language.DUTCH, at=at)
    myself = Myself(seed.name, place, ExpertRole(seed.role))
    expert = begin(session, myself, person, actor=SERVICE, at=at, origin=Origin.INVENTED)
    lived = Lived(frozenset(seed.moments), frozenset(seed.themes), seed.about, seed.not_asked)
    change_lived(session, expert, lived, actor=SERVICE, at=at)
    change_table(session, expert, AtTable(tuple(seed.offers), tuple(seed.needs)), actor=SERVICE, at=at)
    change_terms(session, expert, _terms(seed), actor=SERVICE, at=at)
    return expert


def register_expert(session: Session, meeting: Meeting, expert: Organisation, *, at: datetime) -> None:
    """Register this person under the name that they chose."""
    person = expert.members[0].person
    register(session, meeting, expert, [Attendee(expert.name, person.email)], actor=SERVICE, at=at)


def _terms(seed: SeedExpert) -> Terms:
    return Terms(
        compensation=Compensation(seed.compensation),
        agreed=seed.agreed,
        days=frozenset(map(Weekday, seed.days)),
        dayparts=frozenset(map(DayPart, seed.dayparts)),
        travel=Travel(seed.travel),
        company=Company(seed.company),
        remarks=seed.remarks,
        shows=ShownContact(seed.shows),
        phone=seed.phone,
    )
