"""Groups come of the cases that were accepted; the organiser changes them, and guests see them once shown."""

import pytest

from matcher.circles import AloneCode
from tests.builders import NOON
from tests.circle import CircleDay
from web.actions.accounts.forgetting_guests import forget_attendees
from web.actions.afterwards.circle_cases import Side, accept_all
from web.actions.afterwards.circle_groups import (
    GroupFull,
    GuestUnknown,
    circle_of,
    move_guest,
    own_talk,
    propose_groups,
    show_groups,
)


@pytest.fixture
def town(session):
    return CircleDay(session)


def ids(town, *organisations):
    return tuple(town.guests[one.id].id for one in organisations)


def groups(town):
    return [
        tuple(sorted(seat.registration.id for seat in talk.seats))
        for talk in circle_of(town.session, town.meeting).talks
    ]


def move(town, one, other=None):
    guest, partner = town.guests[one.id].id, town.guests[other.id].id if other else None
    move_guest(town.session, town.meeting, guest, partner, actor=town.actor, at=NOON)


def test_only_accepted_cases_count(town):
    town.bring(town.team)
    assert propose_groups(town.session, town.meeting, actor=town.actor, at=NOON) == 0
    assert {one.code for one in circle_of(town.session, town.meeting).alone} == {AloneCode.NO_CASE}

    accept_all(town.session, town.meeting, actor=town.actor, at=NOON)
    propose_groups(town.session, town.meeting, actor=town.actor, at=NOON)

    assert groups(town) == [ids(town, town.team, town.desk, town.benefits)]


def test_what_someone_says_of_their_experience_counts(town):
    town.cancel(town.desk)
    found = []
    for side in (Side.SOCIAL_WORK, Side.CASE_MANAGEMENT):
        town.bring(town.team, side=side)
        accept_all(town.session, town.meeting, actor=town.actor, at=NOON)
        propose_groups(town.session, town.meeting, actor=town.actor, at=NOON)
        found.append(groups(town))

    assert found == [[ids(town, town.team, town.benefits)], []]


def test_guests_see_their_group_once_it_is_shown(session, town):
    guest = town.talk()
    assert {seat.registration.organisation.name for seat in own_talk(session, guest).seats} == {
        "Wijkteam",
        "Raadslieden",
        "Sociale dienst",
    }

    show_groups(session, town.meeting, shown=False, actor=town.actor, at=NOON)

    assert own_talk(session, guest) is None


def test_a_group_of_which_one_is_left_is_none(session, town):
    guest = town.talk()
    town.cancel(town.benefits)
    town.cancel(town.desk)

    assert (own_talk(session, guest), groups(town)) == (None, [])
    assert [one.code for one in circle_of(session, town.meeting).alone] == [AloneCode.NO_OTHER_SIDE]


def test_the_organiser_moves_people(town):
    town.talk()

    move(town, town.desk)
    assert groups(town) == [ids(town, town.team, town.benefits)]
    move(town, town.desk, town.team)
    assert groups(town) == [ids(town, town.team, town.desk, town.benefits)]
    move(town, town.team, town.desk)
    assert groups(town) == [ids(town, town.team, town.desk, town.benefits)]


def test_a_pair_that_loses_one_ends_and_a_new_one_begins(town):
    town.talk()
    move(town, town.desk)
    move(town, town.team, town.desk)

    assert groups(town) == [ids(town, town.team, town.desk)]


def test_a_group_holds_three(session, town):
    town.talk()
    fourth = town._comes("UWV", "uwv", "executive_agency")

    with pytest.raises(GroupFull):
        move(town, fourth, town.team)


def test_only_who_comes_is_moved(session, town):
    town.talk()
    town.cancel(town.desk)

    for one, other in ((town.desk, town.team), (town.team, town.desk), (town.team, town.team)):
        with pytest.raises(GuestUnknown):
            move(town, one, other)


def test_who_is_forgotten_is_in_no_group(session, town):
    guest = town.talk()

    forget_attendees(session, [guest])

    assert groups(town) == [ids(town, town.desk, town.benefits)]
