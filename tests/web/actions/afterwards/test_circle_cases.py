"""Guests bring a case before the meeting is over; the organiser accepts, refuses, or asks for other words."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from models.circle import CaseState, PracticeCase
from models.person import Person
from tests.builders import NOON
from tests.circle import CircleDay
from web.actions.accounts.erasure import erase
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.accounts.own_data import own_data
from web.actions.afterwards.circle_cases import (
    CaseDraft,
    CaseUnknown,
    CircleOver,
    ReasonMissing,
    Side,
    accept_all,
    bring_case,
    judge_case,
    kinds_of_case,
    usual_side,
    withdraw_case,
)
from web.clock import now


@pytest.fixture
def town(session):
    return CircleDay(session)


def judged(town, state, reason="", guest=None):
    guest = guest or town.guests[town.team.id]
    judge_case(town.session, town.meeting, guest.id, state, reason, actor=town.actor, at=NOON)
    return town.session.get_one(PracticeCase, guest.id)


def test_a_case_that_is_changed_is_read_again(town):
    town.bring(town.team)
    judged(town, CaseState.REWORD, "Haal het dorp weg.")

    case = town.bring(town.team, situation="Iemand gaat uit elkaar, ergens.")

    assert (case.state, case.reason) == (CaseState.BROUGHT, "")
    assert case.situation == "Iemand gaat uit elkaar, ergens."


def test_usual_side_follows_from_the_organisation(town):
    assert [usual_side(town.guests[one.id]) for one in (town.team, town.benefits)] == [
        Side.SOCIAL_WORK,
        Side.CASE_MANAGEMENT,
    ]


@pytest.mark.parametrize("state", [CaseState.REFUSED, CaseState.REWORD])
def test_refusing_or_asking_for_other_words_needs_a_reason(town, state):
    town.bring(town.team)

    with pytest.raises(ReasonMissing):
        judged(town, state, "  ")

    assert judged(town, state, " Te herkennen. ").reason == "Te herkennen."


def test_the_database_keeps_no_refusal_without_a_reason(session, town):
    case = town.bring(town.team)

    case.state = CaseState.REFUSED

    with pytest.raises(IntegrityError):
        session.flush()


def test_a_case_of_who_does_not_come_cannot_be_judged(town):
    town.bring(town.team)
    town.cancel(town.team)

    with pytest.raises(CaseUnknown):
        judged(town, CaseState.ACCEPTED)


def test_accepting_all_leaves_what_was_judged(town):
    for one in (town.team, town.desk):
        town.bring(one)
    judged(town, CaseState.REFUSED, "Te herkennen.")

    assert accept_all(town.session, town.meeting, actor=town.actor, at=NOON) == 1
    assert town.session.get_one(PracticeCase, town.guests[town.desk.id].id).state is CaseState.ACCEPTED


@pytest.mark.parametrize("change", ["over", "off", "another kind"])
def test_nothing_is_brought_to_what_is_no_circle_to_come(town, change):
    if change == "over":
        town.starts_in(timedelta(hours=-3))
    elif change == "off":
        town.meeting.cancelled_at = NOON
    else:
        town.meeting.kind_slug = "gesprekskring"

    with pytest.raises(CircleOver):
        town.bring(town.team)


def test_a_kind_of_case_that_nobody_knows_is_refused(session, town):
    draft = CaseDraft("zeppelin", Side.OTHER, "Iets.", "", "")

    with pytest.raises(CaseUnknown):
        bring_case(session, town.guests[town.team.id], draft, actor=town.actor, at=now())
    assert "scheiding" in {label.slug for label in kinds_of_case()}


def test_a_case_is_taken_away(session, town):
    town.bring(town.team)

    withdraw_case(session, town.guests[town.team.id], actor=town.actor, at=now())

    assert session.query(PracticeCase).count() == 0


def test_of_who_is_forgotten_only_what_was_accepted_stays(session, town):
    for one in (town.team, town.desk):
        town.bring(one)
    judged(town, CaseState.ACCEPTED)

    forget_attendees(session, [town.guests[town.team.id], town.guests[town.desk.id]])

    assert [one.registration_id for one in session.query(PracticeCase)] == [town.guests[town.team.id].id]


def test_own_data_holds_the_case_and_erasing_takes_the_name_out_of_it(session, town):
    person = Person(email="pia@example.org", name="Pia Voorbeeld", created_at=NOON)
    session.add(person)
    guest = town.guests[town.team.id]
    guest.email, guest.name = person.email, person.name
    town.bring(town.team, situation="Pia Voorbeeld belde zelf.")
    judged(town, CaseState.ACCEPTED)

    told = own_data(session, person).attendances[0].case
    erase(session, person, at=now())

    assert told == ("Pia Voorbeeld belde zelf.", "Gebeld.", "Wie kan helpen?")
    assert session.get_one(PracticeCase, guest.id).situation == "… belde zelf."
