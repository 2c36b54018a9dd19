"""Someone who speaks from experience is a party of one, under the name that they chose."""

import pytest

from matcher.profiles import StatementRole
from models.exchange import load_profiles
from models.experience import Company, Compensation, DayPart, ExpertRole, Travel, Weekday
from tests.builders import NOON, a_kind, a_meeting, a_moment, a_person, a_region, a_registration, a_theme
from web.actions.actor import Actor
from web.actions.organisations.experience import (
    AtTable,
    ExpertStep,
    Lived,
    Myself,
    ShownContact,
    Terms,
    begin,
    change_lived,
    change_myself,
    change_table,
    change_terms,
    experience_of,
    shown_of,
    undone_steps,
)
from web.actions.organisations.profile_steps import contacts_of

CANARY = "Kanarie Echtenaam"


@pytest.fixture
def region(session):
    return a_region(session, "AM06", "GM0232")


@pytest.fixture
def person(session):
    person = a_person(session, "zon@example.org")
    person.name = CANARY
    return person


@pytest.fixture
def actor(person):
    return Actor(person_id=person.id)


@pytest.fixture
def expert(session, region, person, actor):
    a_kind(session, "ervaringsdeskundigen", "experience")
    myself = Myself("Meneer Zonneklaar", "GM0232", ExpertRole.EXPERT)
    return begin(session, myself, person, actor=actor, at=NOON)


def test_begin_makes_a_party_that_knows_only_the_chosen_name(expert):
    (contact,) = contacts_of(expert)

    assert (expert.name, expert.kind_slug, expert.is_public) == (
        "Meneer Zonneklaar",
        "ervaringsdeskundigen",
        False,
    )
    assert (contact.name, shown_of(expert)) == ("Meneer Zonneklaar", ShownContact.NOTHING)
    assert undone_steps(expert) == (ExpertStep.LIVED, ExpertStep.TABLE, ExpertStep.TERMS)


def test_change_myself_takes_the_registrations_along(session, expert, region, actor):
    registration = a_registration(session, a_meeting(session, region), expert)
    registration.name = expert.name

    myself = Myself("Zonnetje", "GM0232", ExpertRole.AMBASSADOR)
    change_myself(session, expert, myself, actor=actor, at=NOON)

    assert (expert.name, registration.name, contacts_of(expert)[0].name) == ("Zonnetje",) * 3
    assert experience_of(expert).role is ExpertRole.AMBASSADOR


def test_what_someone_went_through_goes_into_matching(session, expert, actor):
    a_moment(session)
    a_theme(session)

    lived = Lived(frozenset({"uit_elkaar"}), frozenset({"vangnet"}), "Mijn post lag in een la.", "Mijn kind")
    change_lived(session, expert, lived, actor=actor, at=NOON)
    change_table(session, expert, AtTable(("Ik lees uw brief",), ("Een kring",)), actor=actor, at=NOON)
    (profile,) = load_profiles(session, [expert.id])

    assert profile.about == "Wij gingen uit elkaar. Mijn post lag in een la."
    assert (profile.themes, profile.sector) == (frozenset({"vangnet"}), "experience")
    assert [offer.text for offer in profile.offers] == ["Ik lees uw brief"]
    assert "Mijn kind" not in str(profile)


def test_change_terms_stores_all_of_it(session, expert, actor):
    terms = Terms(
        compensation=Compensation.VOUCHER,
        agreed=" een bon ",
        days=frozenset({Weekday.TUESDAY, Weekday.MONDAY}),
        dayparts=frozenset({DayPart.EVENING}),
        travel=Travel.FETCHED,
        company=Company.WANTS_SOMEONE,
        remarks="bij de deur",
        shows=ShownContact.PHONE,
        phone="06-00000077",
    )

    change_terms(session, expert, terms, actor=actor, at=NOON)

    told = experience_of(expert)
    assert (told.compensation, told.agreed, told.days, told.dayparts) == (
        Compensation.VOUCHER,
        "een bon",
        "monday tuesday",
        "evening",
    )
    assert (contacts_of(expert)[0].phone, shown_of(expert)) == ("06-00000077", ShownContact.PHONE)


def test_no_compensation_forgets_what_was_agreed(session, expert, actor):
    terms = Terms(compensation=Compensation.NONE, agreed="een bon")

    change_terms(session, expert, terms, actor=actor, at=NOON)

    assert experience_of(expert).agreed == ""


def test_undone_steps_are_empty_when_all_was_told(session, expert, actor):
    change_lived(session, expert, Lived(about="Een la vol post."), actor=actor, at=NOON)
    change_table(session, expert, AtTable(("Ik lees mee",)), actor=actor, at=NOON)
    change_terms(session, expert, Terms(days=frozenset({Weekday.MONDAY})), actor=actor, at=NOON)

    assert undone_steps(expert) == ()
    assert [s.text for s in expert.statements_in(StatementRole.OFFER)] == ["Ik lees mee"]
