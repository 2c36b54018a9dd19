"""Who knows whom: told by organisers, with the day, once per pair."""

from datetime import date

import pytest

from tests.arena import Arena
from tests.builders import NOON, a_meeting
from web.actions.organisations.acquaintances import Known, acquaint, acquainted_at, forget_acquaintance
from web.actions.tables.seating_wishes import NotComingError

pytestmark = pytest.mark.both_databases

SPRING = date(2026, 3, 20)


@pytest.fixture
def arena(session):
    return Arena(session)


def tell(arena, one, other, day=None):
    pair = (arena.ids[one], arena.ids[other])
    return acquaint(arena.session, arena.meeting, pair, met_on=day, actor=arena.actor(), at=NOON)


def test_two_know_each_other_once_and_a_later_word_adds_the_day(session, arena):
    first = tell(arena, 1, 0)
    tell(arena, 0, 1, SPRING)
    tell(arena, 0, 1)

    assert acquainted_at(session, arena.meeting) == [
        Known(first.id, ("Organisatie 1", "Organisatie 2"), "", SPRING)
    ]


@pytest.mark.parametrize("pair", [(0, 0), (0, 8)])
def test_only_two_different_ones_that_come_can_know_each_other(session, arena, pair):
    arena.cancel(8)

    with pytest.raises(NotComingError):
        tell(arena, *pair)


def test_forgetting_holds_for_those_who_come_and_twice_is_no_fault(session, arena):
    known = tell(arena, 0, 1)
    elsewhere = a_meeting(session, arena.region)

    forget_acquaintance(session, elsewhere, known.id, actor=arena.actor(), at=NOON)
    assert len(acquainted_at(session, arena.meeting)) == 1

    for _twice in range(2):
        forget_acquaintance(session, arena.meeting, known.id, actor=arena.actor(), at=NOON)
    assert acquainted_at(session, arena.meeting) == []
