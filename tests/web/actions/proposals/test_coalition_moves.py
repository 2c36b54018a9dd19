"""Moves on the coalition board: nobody is lost, nothing is double, and each can be taken back."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.constraints import pair_of
from matcher.review import ReviewState
from models.queries.coalition_board import moves_of
from models.relation import NotWith
from tests.arena import Arena
from tests.builders import NOON, a_run
from web.actions.accounts.own_data import own_data
from web.actions.proposals.coalition_moves import (
    NEW_CARD,
    BoardOutdatedError,
    CardUnknownError,
    MovedMeanwhileError,
    NoMoveToUndoError,
    NotOnThisCardError,
    layout_of,
    move,
    undo_move,
    undoable,
)

pytestmark = pytest.mark.both_databases
LATER = NOON + timedelta(hours=1)


@pytest.fixture
def arena(session):
    return Arena(session)


def cards(session, arena):
    layout = layout_of(session, arena.run)
    return [[arena.ids.index(one) for one in layout.members(card)] for card in layout.cards]


def go(session, arena, number, seen, to, person=None):
    return move(session, arena.run, arena.ids[number], seen=seen, to=to, actor=arena.actor(person), at=LATER)


def test_board_begins_with_the_proposals_of_the_run(session, arena):
    assert cards(session, arena) == [[0, 1, 2], [3, 4, 5]]


def test_refused_coalitions_are_empty_and_the_approved_one_has_its_members(session, arena):
    arena.first.state, arena.first.decided_by, arena.first.decided_at = (
        ReviewState.REFUSED,
        arena.anna.id,
        NOON,
    )
    decided = {"state": ReviewState.APPROVED, "decided_by": arena.anna.id, "decided_at": NOON}
    arena.coalition(arena.organisations[0], arena.organisations[3], arena.organisations[6], **decided)

    assert cards(session, arena) == [[], [], [0, 3, 6]]


def test_a_move_is_kept_with_who_and_when(session, arena):
    made = go(session, arena, 2, 1, 2)

    assert cards(session, arena) == [[0, 1], [2, 3, 4, 5]]
    assert (made.number, made.from_card, made.to_card, made.moved_by, made.moved_at) == (
        1,
        1,
        2,
        arena.anna.id,
        LATER,
    )
    assert go(session, arena, 2, 2, 2) is None


def test_off_the_cards_on_again_and_to_a_new_card(session, arena):
    go(session, arena, 2, 1, None)
    go(session, arena, 6, None, 1)
    go(session, arena, 7, None, NEW_CARD)

    assert cards(session, arena) == [[0, 1, 6], [3, 4, 5], [7]]


def test_undo_takes_back_ones_own_moves_one_by_one_and_leaves_those_of_others(session, arena):
    go(session, arena, 0, 1, 2)
    go(session, arena, 1, 1, None, arena.bert)
    go(session, arena, 3, 2, NEW_CARD)

    undo_move(session, arena.run, actor=arena.actor(), at=LATER)
    undo_move(session, arena.run, actor=arena.actor(), at=LATER)

    assert cards(session, arena) == [[0, 2], [3, 4, 5], []]
    assert [one.undoes for one in moves_of(session, arena.run.id)] == [1, 3, None, None, None]
    with pytest.raises(NoMoveToUndoError):
        undo_move(session, arena.run, actor=arena.actor(), at=LATER)


def test_what_a_colleague_moved_since_cannot_be_undone(session, arena):
    go(session, arena, 0, 1, 2)
    go(session, arena, 0, 2, None, arena.bert)

    assert undoable(session, arena.run.id, arena.actor()) is None
    assert undoable(session, arena.run.id, arena.actor(arena.bert)).to_card is None


def test_a_move_from_where_it_no_longer_is_is_refused(session, arena):
    go(session, arena, 0, 1, 2, arena.bert)

    with pytest.raises(MovedMeanwhileError):
        go(session, arena, 0, 1, None)

    assert cards(session, arena) == [[1, 2], [0, 3, 4, 5]]


def test_moves_to_and_of_what_is_not_there_are_refused(session, arena):
    for number, seen, to in ((0, 1, 9), (6, None, 77)):
        with pytest.raises(CardUnknownError):
            go(session, arena, number, seen, to)
    with pytest.raises(CardUnknownError):
        move(session, arena.run, 12345, seen=None, to=1, actor=arena.actor(), at=LATER)

    assert cards(session, arena) == [[0, 1, 2], [3, 4, 5]]


def test_who_would_rather_not_meet_is_refused_both_ways_and_back(session, arena):
    session.add(NotWith(organisation_id=arena.ids[0], other_id=arena.ids[3], reason="", created_at=NOON))
    session.flush()

    for number, seen, to in ((0, 1, 2), (3, 2, 1)):
        with pytest.raises(NotOnThisCardError):
            go(session, arena, number, seen, to)


def test_a_newer_run_has_a_board_of_its_own(session, arena):
    a_run(session, arena.meeting)

    with pytest.raises(BoardOutdatedError):
        go(session, arena, 0, 1, 2)


def test_moves_stand_among_what_an_organiser_can_read_of_themself(session, arena):
    go(session, arena, 0, 1, 2)

    (deed,) = own_data(session, arena.anna).decisions

    assert (deed.what, deed.meeting, deed.organisations, deed.at) == (
        "move_coalition",
        "Kring",
        ("Organisatie 1",),
        LATER,
    )


steps = st.lists(
    st.tuples(st.integers(0, 8), st.sampled_from([None, NEW_CARD, 1, 2, 3, 9]), st.booleans()), max_size=12
)


@given(steps, st.booleans())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sequence_of_moves_loses_or_doubles_anyone(session, arena, steps, apart):
    with session.begin_nested() as trial:
        pair = pair_of(arena.ids[0], arena.ids[4])
        if apart:
            session.add(NotWith(organisation_id=pair[0], other_id=pair[1], reason="", created_at=NOON))
            session.flush()
        for number, to, back in steps:
            seen = layout_of(session, arena.run).places.get(arena.ids[number])
            try:
                if back:
                    undo_move(session, arena.run, actor=arena.actor(), at=LATER)
                else:
                    go(session, arena, number, seen, to)
            except (CardUnknownError, NoMoveToUndoError, NotOnThisCardError):
                continue
        layout = layout_of(session, arena.run)
        on_cards = [one for card in layout.cards for one in layout.members(card)]
        free = [one for one in arena.ids if layout.places.get(one) is None]
        together = {frozenset(layout.members(card)) for card in layout.cards}
        trial.rollback()
    assert sorted([*on_cards, *free]) == arena.ids
    assert not (apart and any(set(pair) <= members for members in together))
