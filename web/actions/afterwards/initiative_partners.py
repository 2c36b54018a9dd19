"""Who takes part in an initiative? Asked by its coordinator or an organiser, confirmed by itself."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.orm import Session

from models.initiative import Initiative, InitiativePartner, PartnerRole
from models.organisation import Organisation
from web.actions.actor import Actor
from web.actions.errors import ActionError
from web.actions.log import record
from web.clock import HERE

MOST_PARTNERS = 30


class PartnerUnknown(ActionError):
    """The organisation is not there any more, or is no partner of this initiative."""

    code = "other_unknown"


class TooManyPartners(ActionError):
    """The initiative has so many partners that nobody could oversee more."""

    code = "too_many_partners"


def ask_partner(
    session: Session,
    initiative: Initiative,
    organisation_id: int,
    role: PartnerRole,
    *,
    leads: bool = False,
    actor: Actor,
    at: datetime,
) -> InitiativePartner:
    """Ask an organisation to take part, or give it another role; `leads`: it becomes the coordinator.

    Who belongs to the organisation and asks for it has confirmed with that. Raises PartnerUnknown and
    TooManyPartners.
    """
    if session.get(Organisation, organisation_id) is None:
        raise PartnerUnknown(f"there is no organisation {organisation_id} any more; choose another one")
    partner = _find(initiative, organisation_id)
    if partner is None:
        if len(initiative.partners) >= MOST_PARTNERS:
            raise TooManyPartners(f"initiative {initiative.id} has {MOST_PARTNERS} partners already")
        partner = InitiativePartner(organisation_id=organisation_id, role=PartnerRole.PARTNER, asked_at=at)
        initiative.partners.append(partner)
    if partner.left_on is not None:
        partner.left_on, partner.confirmed_at, partner.asked_at = None, None, at
    if leads:
        initiative.coordinator_id = organisation_id
    elif initiative.coordinator_id == organisation_id:
        initiative.coordinator_id = None
    partner.role = role
    if organisation_id in actor.edits:
        partner.confirmed_at = partner.confirmed_at or at
    session.flush()
    record(session, actor, "ask_partner", "initiative", initiative.id, at=at)
    return partner


def answer_partner(
    session: Session, initiative: Initiative, organisation_id: int, *, yes: bool, actor: Actor, at: datetime
) -> None:
    """The organisation takes part; or it does not, or not any more: then only what was true stays.

    Raises PartnerUnknown.
    """
    partner = _find(initiative, organisation_id)
    if partner is None:
        raise PartnerUnknown(f"organisation {organisation_id} is no partner of initiative {initiative.id}")
    if not yes and initiative.coordinator_id == organisation_id:
        initiative.coordinator_id = None
    if yes:
        partner.confirmed_at, partner.left_on = partner.confirmed_at or at, None
    elif partner.confirmed_at is None:
        initiative.partners.remove(partner)
    else:
        partner.left_on = partner.left_on or at.astimezone(HERE).date()
    session.flush()
    record(
        session, actor, "join_initiative" if yes else "leave_initiative", "initiative", initiative.id, at=at
    )


def asked_of(initiative: Initiative, organisations: Collection[int]) -> list[InitiativePartner]:
    """Which of these organisations are asked to take part, and have not answered."""
    return [one for one in initiative.partners if one.is_asked and one.organisation_id in organisations]


def merge_partners(
    session: Session, initiatives: Collection[Initiative], kept_id: int, absorbed_id: int
) -> None:
    """Where both take part, the place that stays tells of either; the other one is left out by the merge."""
    for initiative in initiatives:
        kept, absorbed = _find(initiative, kept_id), _find(initiative, absorbed_id)
        if kept is None or absorbed is None or absorbed.confirmed_at is None:
            continue
        if kept.confirmed_at is None or (kept.left_on is not None and absorbed.left_on is None):
            kept.left_on = absorbed.left_on
        kept.confirmed_at = min(one.confirmed_at for one in (kept, absorbed) if one.confirmed_at is not None)
    session.flush()


def _find(initiative: Initiative, organisation_id: int) -> InitiativePartner | None:
    return next((one for one in initiative.partners if one.organisation_id == organisation_id), None)
