"""How does an initiative come among the good practices, and out again? Its editors say so."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.initiative import Initiative, InitiativePhase
from models.kind import TargetGroup, Theme
from models.organisation import Organisation
from models.shared_initiative import SharedInitiative
from web.actions.actor import Actor
from web.actions.afterwards.initiatives import FEWEST_PARTNERS
from web.actions.errors import ActionError
from web.actions.log import record


class SharingFault(StrEnum):
    """Why an initiative cannot stand among the good practices."""

    NOT_BEGUN = "not_begun"
    TOO_FEW = "too_few"
    NO_THEME = "no_theme"


class SharingRefused(ActionError):
    """The initiative cannot stand among the good practices; `fault` says why."""

    code = "sharing_refused"

    def __init__(self, fault: SharingFault) -> None:
        super().__init__(f"the initiative is not shared: {fault}")
        self.fault = fault


def fault_of(initiative: Initiative) -> SharingFault | None:
    """Why this initiative cannot stand among the good practices now, whatever is filled in; None = it can."""
    ran = initiative.phase in (InitiativePhase.RUNNING, InitiativePhase.ENDED)
    if not ran or initiative.started_on is None:
        return SharingFault.NOT_BEGUN
    return SharingFault.TOO_FEW if len(initiative.taking_part) < FEWEST_PARTNERS else None


def stands_shared(initiative: Initiative) -> bool:
    """Whether a shared initiative is shown: not while it has too few partners, or went back to an idea."""
    return fault_of(initiative) is None


def shared_of(session: Session, initiative_id: int) -> SharedInitiative | None:
    """How this initiative was shared; None = it was not."""
    return session.get(SharedInitiative, initiative_id)


def share_initiative(
    session: Session,
    initiative: Initiative,
    themes: Collection[str],
    groups: Collection[str],
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """Put it among the good practices, or change by which themes and groups it is found.

    Raises SharingRefused.
    """
    _lock(session, initiative)
    fault = fault_of(initiative)
    chosen = session.scalars(select(Theme).where(Theme.slug.in_(themes))).all()
    if fault is not None or not chosen:
        raise SharingRefused(fault or SharingFault.NO_THEME)
    shared = shared_of(session, initiative.id)
    if shared is None:
        shared = SharedInitiative(initiative_id=initiative.id, shared_at=at)
        session.add(shared)
    shared.themes = list(chosen)
    shared.groups = list(session.scalars(select(TargetGroup).where(TargetGroup.slug.in_(groups))))
    session.flush()
    record(session, actor, "share_initiative", "initiative", initiative.id, at=at)


def withdraw_initiative(session: Session, initiative: Initiative, *, actor: Actor, at: datetime) -> None:
    """It does not stand among the good practices any more; twice is the same as once."""
    _lock(session, initiative)
    shared = shared_of(session, initiative.id)
    if shared is not None:
        session.delete(shared)
        session.flush()
        record(session, actor, "withdraw_initiative", "initiative", initiative.id, at=at)


def likely_themes(initiative: Initiative) -> list[str]:
    """The slugs of the themes that two of its partners at least work on."""
    told = [theme.slug for one in _there(initiative) for theme in one.themes]
    return sorted({slug for slug in told if told.count(slug) >= FEWEST_PARTNERS})


def likely_groups(initiative: Initiative) -> list[str]:
    """The slugs of the groups that two of its partners at least reach."""
    told = [group.slug for one in _there(initiative) for group in one.groups]
    return sorted({slug for slug in told if told.count(slug) >= FEWEST_PARTNERS})


def _lock(session: Session, initiative: Initiative) -> None:
    """Whoever shares or withdraws it at the same moment waits here."""
    session.execute(select(Initiative.id).where(Initiative.id == initiative.id).with_for_update())


def _there(initiative: Initiative) -> list[Organisation]:
    return [one.organisation for one in initiative.taking_part if one.organisation is not None]
