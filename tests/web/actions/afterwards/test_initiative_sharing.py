"""An initiative is shared once it ran with two partners, under a theme; and taken back at any moment."""

import pytest
from sqlalchemy import select

from models.initiative import InitiativePhase
from models.kind import TargetGroup
from models.log import LogEntry
from models.shared_initiative import SharedInitiative
from tests.after import DAY_AFTER, Aftermath
from tests.builders import a_theme
from tests.initiatives import begun
from tests.practices import running, the_theme
from web.actions.afterwards.initiative_sharing import (
    SharingFault,
    SharingRefused,
    likely_groups,
    likely_themes,
    share_initiative,
    shared_of,
    withdraw_initiative,
)


@pytest.fixture
def town(session):
    a_theme(session, "vangnet")
    a_theme(session, "preventie")
    session.add(TargetGroup(slug="kinderen", name_nl="Kinderen", name_en="Children"))
    return Aftermath(session)


def share(town, initiative, themes=("vangnet",), groups=()):
    share_initiative(town.session, initiative, themes, groups, actor=town.actor, at=DAY_AFTER)


def test_themes_and_groups_can_be_changed_later(session, town):
    initiative = running(town)
    share(town, initiative, groups=["kinderen", "onbekend"])
    share(town, initiative, themes=["preventie", "vangnet"])

    shared = shared_of(session, initiative.id)
    assert ([one.slug for one in shared.themes], shared.groups) == (["preventie", "vangnet"], [])


def test_what_is_withdrawn_is_gone_and_both_are_logged(session, town):
    initiative = running(town)
    share(town, initiative)
    withdraw_initiative(session, initiative, actor=town.actor, at=DAY_AFTER)
    withdraw_initiative(session, initiative, actor=town.actor, at=DAY_AFTER)

    assert session.scalars(select(SharedInitiative)).all() == []
    did = session.scalars(select(LogEntry.action).order_by(LogEntry.id)).all()
    assert did[-2:] == ["share_initiative", "withdraw_initiative"]


def test_an_idea_is_not_shared(session, town):
    with pytest.raises(SharingRefused) as refusal:
        share(town, begun(town))

    assert (refusal.value.fault, session.scalars(select(SharedInitiative)).all()) == (
        SharingFault.NOT_BEGUN,
        [],
    )


def test_what_ended_before_it_began_is_not_shared(town):
    initiative = begun(town)
    initiative.phase, initiative.ended_on, initiative.ended_why = (
        InitiativePhase.ENDED,
        DAY_AFTER.date(),
        "Geen tijd.",
    )

    with pytest.raises(SharingRefused) as refusal:
        share(town, initiative)

    assert refusal.value.fault is SharingFault.NOT_BEGUN


def test_the_work_of_one_organisation_is_not_shared(town):
    initiative = running(town)
    initiative.partners[1].left_on = DAY_AFTER.date()

    with pytest.raises(SharingRefused) as refusal:
        share(town, initiative)

    assert refusal.value.fault is SharingFault.TOO_FEW


def test_an_initiative_without_a_known_theme_is_not_shared(town):
    with pytest.raises(SharingRefused) as refusal:
        share(town, running(town), themes=["onbekend"])

    assert refusal.value.fault is SharingFault.NO_THEME


def test_likely_is_what_two_partners_told(session, town):
    initiative = running(town)
    vangnet, preventie = (the_theme(session, slug) for slug in ("vangnet", "preventie"))
    town.bank.themes, town.library.themes = [vangnet, preventie], [vangnet]
    town.bank.groups = [session.get(TargetGroup, "kinderen")]

    assert (likely_themes(initiative), likely_groups(initiative)) == (["vangnet"], [])
