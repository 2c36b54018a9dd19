"""How does an organisation of the example fill in its profile? Step by step, as on the site."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher.constraints import pair_of
from matcher.profiles import StatementRole
from models.organisation import Audience, Organisation, OrganisationRole, Origin
from models.region import Municipality
from models.relation import Acquaintance
from seeds.reading import SeedError, SeedOrganisation, read_rows
from web.actions.actor import SERVICE
from web.actions.organisations.contacts import Contact, change_contacts
from web.actions.organisations.members import change_role
from web.actions.organisations.profile_steps import contacts_of
from web.actions.organisations.profiles import (
    Reach,
    WhoWeAre,
    change_about,
    change_area,
    change_reach,
    change_who_we_are,
    confirm_profile,
    create_organisation,
    replace_statements,
)


def add_organisation(session: Session, seed: SeedOrganisation, *, at: datetime) -> Organisation:
    """The organisation with all that the data tell of it; steps without an answer stay undone."""
    codes = _municipality_codes(session, seed)
    organisation = create_organisation(
        session,
        seed.name,
        codes.get(seed.municipality),
        owner=None,
        actor=SERVICE,
        at=at,
        knowingly=True,
        origin=Origin.INVENTED if seed.invented else Origin.DOCUMENTED,
        source=_source(seed),
    )
    who = WhoWeAre(seed.name, seed.kind, codes.get(seed.municipality), seed.website, seed.size)
    change_who_we_are(session, organisation, who, actor=SERVICE, at=at)
    if seed.about:
        change_about(session, organisation, seed.about, actor=SERVICE, at=at)
    for role, texts in ((StatementRole.OFFER, seed.offers), (StatementRole.NEED, seed.needs)):
        if texts:
            replace_statements(session, organisation, role, texts, actor=SERVICE, at=at)
    if seed.area:
        area = frozenset(codes[name] for name in seed.area)
        change_area(session, organisation, area, actor=SERVICE, at=at)
    if seed.groups or seed.themes:
        reach = Reach(frozenset(seed.groups), frozenset(seed.themes))
        change_reach(session, organisation, reach, actor=SERVICE, at=at)
    if seed.contacts:
        change_contacts(session, organisation, _contacts(seed), actor=SERVICE, at=at)
        first = contacts_of(organisation)[0]
        change_role(session, organisation, first.person_id, OrganisationRole.OWNER, actor=SERVICE, at=at)
    if seed.invented and seed.about and seed.offers and seed.needs:
        confirm_profile(session, organisation, actor=SERVICE, at=at)
    return organisation


def add_acquaintances(session: Session, organisations: Mapping[str, Organisation]) -> None:
    """Note which of these organisations (by slug) know each other already, and from what."""
    for row in read_rows("acquaintances.toml", "acquaintance"):
        first, second = pair_of(organisations[row["one"]].id, organisations[row["other"]].id)
        session.add(Acquaintance(first_id=first, second_id=second, how=row["how"]))
    session.flush()


def _municipality_codes(session: Session, seed: SeedOrganisation) -> dict[str, str]:
    names = {name for name in (seed.municipality, *seed.area) if name}
    rows = session.execute(select(Municipality.name, Municipality.code).where(Municipality.name.in_(names)))
    codes = dict(rows.all())
    if names - codes.keys():
        raise SeedError(f"{seed.slug}: there are no municipalities {sorted(names - codes.keys())}")
    return codes


def _source(seed: SeedOrganisation) -> str:
    """Where the facts come from; says so when the kind of organisation is not one of them."""
    return f"{seed.source}; de soort organisatie is aangenomen" if seed.kind_assumed else seed.source


def _contacts(seed: SeedOrganisation) -> list[Contact]:
    return [
        Contact(
            name=contact.name,
            email=contact.email,
            function=contact.function,
            phone=contact.phone,
            may_decide=contact.may_decide,
            name_for=Audience.MEETING,
            email_for=Audience.PARTNERS,
            phone_for=Audience.PARTNERS,
        )
        for contact in seed.contacts
    ]
