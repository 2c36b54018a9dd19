"""Wishes for a place, and who is kept apart."""

import pytest

from matcher.seats import Guest, SeatingSettings
from models.exchange import load_rules
from models.queries.seating import load_apart, pairs_kept_apart, wishes_of
from models.relation import NotWith
from models.seating_exchange import load_guests
from tests.builders import NOON, a_kind, a_meeting, a_person, a_region, a_registration, an_organisation
from web.actions.accounts.erasure import erase
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.accounts.own_data import own_data
from web.actions.actor import Actor
from web.actions.tables.seating import request_plan, run_seating
from web.actions.tables.seating_changes import publish_plan
from web.actions.tables.seating_wishes import (
    NotComingError,
    Wish,
    all_coming,
    allow_together,
    change_wish,
    choose_moderators,
    keep_apart,
    wish_of,
)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def told(session):
    return {"actor": Actor(person_id=a_person(session, "anna@example.org").id), "at": NOON}


@pytest.fixture
def guests(session, meeting):
    kind = a_kind(session)
    return [
        a_registration(session, meeting, an_organisation(session, name, kind=kind))
        for name in ("Bank", "Slager", "School")
    ]


def test_a_wish_is_kept_and_reaches_the_matcher(session, meeting, guests, told):
    change_wish(session, guests[0], Wish(table=2, near_door=True), **told)
    session.flush()

    assert wish_of(session, guests[0].id) == Wish(table=2, near_door=True)
    assert load_guests(session, meeting.id)[0] == Guest(
        guests[0].id, guests[0].organisation_id, "volunteers", "voedselbank", table=2, near_door=True
    )


def test_an_empty_wish_leaves_nothing(session, meeting, guests, told):
    change_wish(session, guests[0], Wish(stays=True), **told)
    session.flush()

    change_wish(session, guests[0], Wish(), **told)
    session.flush()

    assert wishes_of(session, meeting.id) == {}


def test_exactly_the_chosen_ones_lead_a_table_and_keep_their_other_wishes(session, meeting, guests, told):
    change_wish(session, guests[0], Wish(moderator=True, near_door=True), **told)
    session.flush()

    choose_moderators(session, meeting, frozenset({guests[1].id}), **told)

    assert wish_of(session, guests[0].id) == Wish(near_door=True)
    assert wish_of(session, guests[1].id) == Wish(moderator=True)


def test_two_are_kept_apart_whoever_asked_for_it(session, meeting, guests, told):
    bank, slager, school = (guest.organisation_id for guest in guests)
    everyone = [bank, slager, school]

    pair = keep_apart(session, meeting, (slager, bank), **told)
    assert keep_apart(session, meeting, (bank, slager), **told) is pair
    session.add(NotWith(organisation_id=school, other_id=bank, created_at=NOON))
    session.flush()

    apart = {(bank, slager), (bank, school)}
    assert load_apart(session, meeting.id, everyone) == apart
    assert load_apart(session, meeting.id, [bank, slager]) == {(bank, slager)}
    assert load_rules(session, meeting, everyone).forbidden == apart
    assert [one[1:] for one in pairs_kept_apart(session, meeting.id)] == [("Bank", "Slager")]


def test_a_pair_may_share_a_table_again(session, meeting, guests, told):
    bank, slager, _school = (guest.organisation_id for guest in guests)
    pair = keep_apart(session, meeting, (bank, slager), **told)
    other = a_meeting(session, meeting.region)

    allow_together(session, other.id, pair.id, **told)
    assert load_apart(session, meeting.id, [bank, slager]) == {(bank, slager)}

    allow_together(session, meeting.id, pair.id, **told)
    session.flush()
    assert load_apart(session, meeting.id, [bank, slager]) == set()


def test_one_who_does_not_come_cannot_be_kept_apart(session, meeting, guests, told):
    bank = guests[0].organisation_id
    elsewhere = an_organisation(session, "Elders")

    for other in (bank, elsewhere.id):
        with pytest.raises(NotComingError):
            keep_apart(session, meeting, (bank, other), **told)


def test_all_who_come_are_offered_by_name(session, meeting, guests):
    assert [one.name for one in all_coming(session, meeting.id)] == ["Bank", "School", "Slager"]


def test_people_see_where_they_sit_and_should_and_erasing_forgets_it(session, meeting, guests, told):
    guests[0].email = "gast@example.org"
    person = a_person(session, "gast@example.org")
    change_wish(session, guests[0], Wish(moderator=True, table=1), **told)
    plan = request_plan(session, meeting, SeatingSettings(1, 3, 2), **told)
    run_seating(session, plan.id, at=NOON, report=lambda *_: None)

    (attendance,) = own_data(session, person).attendances
    assert (attendance.tables, attendance.wishes) == (((1, 1), (2, 1)), ("moderator", "table:1"))

    forget_attendees(session, [guests[0]])
    assert wishes_of(session, meeting.id) == {}


def test_whoever_published_a_plan_leaves_a_blank_row(session, meeting, guests):
    person = a_person(session, "anna@example.org")
    told = {"actor": Actor(person_id=person.id), "at": NOON}
    plan = request_plan(session, meeting, SeatingSettings(1, 3, 1), **told)
    publish_plan(session, run_seating(session, plan.id, at=NOON, report=lambda *_: None), **told)
    session.flush()
    assert {one.what for one in own_data(session, person).decisions} == {"seat", "publish_plan"}

    erase(session, person, at=NOON)

    assert (person.name, plan.requested_by, plan.published_by) == ("–", None, person.id)
