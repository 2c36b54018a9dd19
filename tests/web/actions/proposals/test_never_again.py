"""Never again: refused and kept apart, or nothing at all."""

import pytest

from matcher.review import RefusalReason, ReviewState
from models.queries.seating import load_apart
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.never_again import NotAPairError, never_again
from web.actions.proposals.pins import pin_proposal
from web.actions.proposals.review import IsPinnedError, KeptApartError, approve, refuse, undo

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def pair(arena):
    return arena.pair(*arena.organisations[6:8])


def test_a_pair_is_refused_and_kept_apart(session, arena, pair):
    never_again(session, pair, actor=arena.actor(), at=NOON)

    assert pair.state is ReviewState.REFUSED
    assert load_apart(session, arena.meeting.id, arena.ids) == {(arena.ids[6], arena.ids[7])}
    with pytest.raises(KeptApartError):
        approve(session, pair, actor=arena.actor(), at=NOON)


def test_a_refused_pair_is_kept_apart_too(session, arena, pair):
    refuse(session, pair, RefusalReason.KNOWN_ALREADY, actor=arena.actor(), at=NOON)

    never_again(session, pair, actor=arena.actor(), at=NOON)

    assert [one.reason for one in pair.decisions] == [RefusalReason.KNOWN_ALREADY]
    assert len(load_apart(session, arena.meeting.id, arena.ids)) == 1


def test_of_a_coalition_it_must_be_said_which_two(session, arena):
    with pytest.raises(NotAPairError):
        never_again(session, arena.first, actor=arena.actor(), at=NOON)

    assert arena.first.decisions == []


def test_a_pinned_pair_is_not_put_apart(session, arena, pair):
    pin_proposal(session, pair, actor=arena.actor(), at=NOON)

    with pytest.raises(IsPinnedError):
        never_again(session, pair, actor=arena.actor(), at=NOON)


def test_an_approval_cannot_be_brought_back_by_undoing_the_refusal(session, arena, pair):
    approve(session, pair, actor=arena.actor(), at=NOON)
    never_again(session, pair, actor=arena.actor(), at=NOON)

    with pytest.raises(KeptApartError):
        undo(session, pair, actor=arena.actor(), at=NOON)
