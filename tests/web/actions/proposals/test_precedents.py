"""A proposal gets the most comparable practice elsewhere, never one of its own region, or none."""

import pytest
from sqlalchemy import select

from models.region import RegionMunicipality
from tests.after import Aftermath
from tests.builders import a_kind, a_region
from tests.practices import shared, the_theme
from web.actions.afterwards.initiative_sharing import withdraw_initiative
from web.actions.afterwards.practices import find_practice
from web.actions.proposals.precedents import precedents_of


@pytest.fixture
def town(session):
    return Aftermath(session)


def on_theme(session, slug, *organisations):
    for one in organisations:
        one.themes = [the_theme(session, slug)]
    session.flush()


def test_a_bailiff_and_a_school_get_the_lesson_of_elsewhere(session, town):
    town.bank.kind = a_kind(session, "deurwaarder", "creditor")
    on_theme(session, "preventie", town.bank, town.school)
    region = a_region(session, "AM14", "GM0307")
    town.meeting.region_code = region.code
    for one in (town.bank, town.school):
        one.municipality_code = "GM0307"
    proposal = town.approve(town.bank, town.school)

    assert precedents_of(session, [proposal]) == {proposal.id: find_practice(session, "salland-les")}


def test_nothing_is_shown_of_the_region_of_the_meeting_or_of_a_member(session, town):
    town.bank.kind = a_kind(session, "deurwaarder", "creditor")
    on_theme(session, "preventie", town.bank, town.school)
    proposal = town.approve(town.bank, town.school)
    here = precedents_of(session, [proposal])
    a_region(session, "AM14")
    town.meeting.region_code = "AM14"
    session.flush()

    members = session.scalars(select(RegionMunicipality.region_code)).all()
    assert (here, members, precedents_of(session, [proposal])) == ({}, ["AM06"], {})


def test_nothing_far_fetched_is_shown(session, town):
    on_theme(session, "preventie", town.bank, town.library)

    assert precedents_of(session, [town.approve(town.bank, town.library)]) == {}
    assert precedents_of(session, []) == {}


def test_an_initiative_elsewhere_is_a_precedent_until_it_is_withdrawn(session, town):
    a_region(session, "AM08")
    initiative = shared(town, "AM08")
    on_theme(session, "vangnet", town.bank, town.library)
    proposal = town.approve(town.bank, town.library)

    found = precedents_of(session, [proposal])
    withdraw_initiative(session, initiative, actor=town.actor, at=initiative.created_at)

    assert [one.slug for one in found.values()] == [f"initiatief-{initiative.id}"]
    assert precedents_of(session, [proposal]) == {}


def test_the_initiative_of_the_own_region_is_no_precedent(session, town):
    shared(town)
    on_theme(session, "vangnet", town.bank, town.library)

    assert precedents_of(session, [town.approve(town.bank, town.library)]) == {}
