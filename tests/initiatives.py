"""What does an initiative start from in tests? The town after its meeting, with partners who said yes."""

from models.initiative import PartnerRole
from tests.after import DAY_AFTER
from web.actions.actor import Actor
from web.actions.afterwards.initiative_partners import (
    answer_partner,
    ask_partner,
)
from web.actions.afterwards.initiatives import (
    InitiativeDraft,
    Origin,
    begin_initiative,
)

DRAFT = InitiativeDraft("Brood op de plank", "Samen brood delen.")


def member_of(organisation):
    return Actor(person_id=organisation.members[0].person_id, edits=frozenset({organisation.id}))


def begun(town, origin=None, *, coordinator=None):
    coordinator = coordinator or town.bank
    return begin_initiative(
        town.session,
        DRAFT,
        origin or Origin("AM06"),
        coordinator_id=coordinator.id,
        actor=member_of(coordinator),
        at=DAY_AFTER,
    )


def joined(town, initiative, *organisations):
    for one in organisations:
        ask_partner(town.session, initiative, one.id, PartnerRole.PARTNER, actor=town.actor, at=DAY_AFTER)
        answer_partner(town.session, initiative, one.id, yes=True, actor=member_of(one), at=DAY_AFTER)


def seen(initiative):
    lead = initiative.coordinator_id
    return [
        (one.organisation_id, "lead" if one.organisation_id == lead else one.role.value, one.takes_part)
        for one in initiative.partners
    ]
