from datetime import date

import pytest

from models.initiative import Initiative, PartnerRole
from tests.after import DAY_AFTER, HALFWAY, Aftermath
from tests.builders import NOON, an_organisation
from tests.initiatives import begun, joined, member_of, seen
from web.actions.accounts.erasure import remove_organisation
from web.actions.afterwards.initiative_partners import (
    PartnerUnknown,
    answer_partner,
    ask_partner,
)
from web.actions.organisations.merging import merge, undo_merge
from web.actions.permissions import edits_initiative

pytestmark = pytest.mark.both_databases


@pytest.fixture
def town(session):
    return Aftermath(session)


def test_a_new_coordinator_takes_over_and_edits_once_it_confirmed(town):
    initiative = begun(town)
    session = town.session
    told = {"actor": town.actor, "at": DAY_AFTER}
    ask_partner(session, initiative, town.school.id, PartnerRole.CORE_GROUP, leads=True, **told)

    def editors():
        everyone = (town.bank, town.school, town.library)
        return [
            one.name
            for one in everyone
            if edits_initiative(session, member_of(one), initiative_id=initiative.id)
        ]

    assert editors() == []
    answer_partner(session, initiative, town.school.id, yes=True, actor=member_of(town.school), at=DAY_AFTER)
    assert editors() == ["School"]
    assert seen(initiative)[0] == (town.bank.id, "core_group", True)


def test_who_declines_is_gone_and_who_leaves_stays_told(town):
    initiative = begun(town)
    joined(town, initiative, town.school)
    ask_partner(town.session, initiative, town.library.id, PartnerRole.CHAIR, actor=town.actor, at=DAY_AFTER)

    for one in (town.school, town.library):
        answer_partner(town.session, initiative, one.id, yes=False, actor=member_of(one), at=HALFWAY)

    assert [(one.organisation_id, one.left_on) for one in initiative.partners] == [
        (town.bank.id, None),
        (town.school.id, date(2026, 7, 1)),
    ]
    with pytest.raises(PartnerUnknown):
        answer_partner(town.session, initiative, town.library.id, yes=True, actor=town.actor, at=HALFWAY)
    with pytest.raises(PartnerUnknown):
        ask_partner(town.session, initiative, 999, PartnerRole.PARTNER, actor=town.actor, at=HALFWAY)


def test_a_partner_that_is_erased_leaves_a_place_without_a_name(town):
    initiative = begun(town)
    joined(town, initiative, town.school)

    remove_organisation(town.session, town.school)
    town.session.expire_all()

    assert seen(initiative) == [
        (town.bank.id, "lead", True),
        (None, "partner", False),
    ]
    remove_organisation(town.session, town.bank)
    town.session.expire_all()
    told = {"actor": town.actor, "at": HALFWAY}
    ask_partner(town.session, initiative, town.library.id, PartnerRole.CHAIR, leads=True, **told)
    assert len(initiative.partners) == 3


@pytest.mark.parametrize("both", [False, True])
def test_a_merge_brings_the_place_along_and_taking_it_back_restores_it(town, both):
    twin = an_organisation(town.session, "De Tweeling")
    initiative = begun(town)
    if both:
        ask_partner(town.session, initiative, twin.id, PartnerRole.CHAIR, actor=town.actor, at=DAY_AFTER)
    before = sorted(seen(initiative))

    merged = merge(town.session, twin.id, town.bank.id, actor=town.actor, at=NOON)

    town.session.expire_all()
    number = initiative.id
    assert seen(town.session.get_one(Initiative, number)) == [(twin.id, "lead", True)]
    undo_merge(town.session, merged.id, actor=town.actor, at=NOON)
    town.session.expire_all()
    assert sorted(seen(town.session.get_one(Initiative, number))) == before
