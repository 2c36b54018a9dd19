"""Who hears that their organisation is asked for an initiative? One person of each, at once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models.initiative import Initiative
from models.message import MessageKind
from models.organisation import Organisation
from models.person import Language
from web.actions.actor import Actor
from web.actions.organisations.contacts import people_to_write
from web.actions.outbox import send_now
from web.actions.site import Site
from web.mail import render_mail


@dataclass(frozen=True, slots=True)
class Asked:
    """Names of organisations: `mailed` hears of it; of `silent` nobody wants mail, or nobody is known."""

    mailed: tuple[str, ...]
    silent: tuple[str, ...]


def tell_asked(session: Session, initiative: Initiative, *, site: Site, actor: Actor, at: datetime) -> Asked:
    """A mail to each organisation that is asked at this moment, and to none that was asked before."""
    asked = [
        one.organisation
        for one in initiative.partners
        if one.is_asked and one.asked_at == at and one.organisation is not None
    ]
    mailed = [one for one in asked if _tell(session, initiative, one, site=site, actor=actor, at=at)]
    return Asked(
        mailed=tuple(one.name for one in mailed),
        silent=tuple(one.name for one in asked if one not in mailed),
    )


def _tell(
    session: Session,
    initiative: Initiative,
    organisation: Organisation,
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> bool:
    person = next(iter(people_to_write(organisation)), None)
    if person is None:
        return False
    mail = render_mail(
        MessageKind.PARTNER_ASKED.value,
        person.language,
        reader=person.name,
        asker=_asker(initiative, actor, person.language),
        organisation=organisation.name,
        initiative=initiative.name,
        goal=initiative.goal,
        link=f"{site.base_url}/initiatieven/{initiative.id}",
        site=site.base_url,
    )
    send_now(session, MessageKind.PARTNER_ASKED, person, mail=mail, at=at)
    return True


def _asker(initiative: Initiative, actor: Actor, language: Language) -> str:
    """The partner for which this person asks, or else the organiser; a person is never named."""
    own = [one.organisation for one in initiative.taking_part if one.organisation_id in actor.edits]
    if own and own[0] is not None:
        return own[0].name
    organiser = {Language.DUTCH: "De organisator", Language.ENGLISH: "The organiser"}
    return f"{organiser[language]} ({initiative.region.name})"
