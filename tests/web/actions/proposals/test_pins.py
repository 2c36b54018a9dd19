"""Pins: what comes back in every run. What contradicts something else is refused, and says what."""

import pytest
from sqlalchemy import select

from matcher.review import RefusalReason, ReviewState
from models.log import LogEntry
from models.pin import Pin, PinKind
from models.queries.promises import Made, pin_ids, promises_made, standing_together
from models.relation import NotWith
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.pins import (
    PinApartError,
    PinOverlapError,
    PinRefusedError,
    PinSizeError,
    pin,
    pin_of,
    pin_proposal,
    unpin,
)
from web.actions.proposals.review import IsPinnedError, approve, hold, refuse
from web.actions.tables.seating_wishes import TogetherError, keep_apart

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


def put(arena, *numbers, kind=PinKind.PROPOSAL):
    members = [arena.ids[number] for number in numbers]
    return pin(arena.session, arena.meeting, members, kind, actor=arena.actor(), at=NOON)


def group(arena, *numbers):
    return tuple(arena.ids[number] for number in numbers)


def pins(session):
    return [(one.kind, one.group) for one in session.scalars(select(Pin).order_by(Pin.id))]


def test_a_pin_is_made_once_however_its_members_are_named(session, arena):
    made = put(arena, 1, 0)

    assert put(arena, 0, 1) is made
    assert pins(session) == [(PinKind.PROPOSAL, group(arena, 0, 1))]
    assert session.scalars(select(LogEntry.action)).all() == ["pin"]


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        ((0,), PinKind.PROPOSAL),
        ((0, 0), PinKind.PROPOSAL),
        ((0, 1, 2, 3, 4, 5), PinKind.PROPOSAL),
        ((0, 1, 2), PinKind.TOGETHER),
    ],
)
def test_only_two_to_five_different_ones_can_be_pinned_and_two_be_together(session, arena, numbers, kind):
    with pytest.raises(PinSizeError):
        put(arena, *numbers, kind=kind)

    assert pins(session) == []


def test_who_does_not_come_cannot_be_pinned(session, arena):
    arena.cancel(1)

    with pytest.raises(PinSizeError):
        put(arena, 0, 1)


def test_a_pin_of_two_who_are_kept_apart_names_them(session, arena):
    keep_apart(session, arena.meeting, group(arena, 0, 2), actor=arena.actor(), at=NOON)

    with pytest.raises(PinApartError) as refusal:
        put(arena, 0, 1, 2)

    assert refusal.value.names == ("Organisatie 1", "Organisatie 3")


def test_a_pin_against_a_private_wish_names_nobody(session, arena):
    session.add(NotWith(organisation_id=arena.ids[0], other_id=arena.ids[1], created_at=NOON))

    with pytest.raises(PinApartError) as refusal:
        put(arena, 0, 1)

    assert refusal.value.names == ()


def test_what_was_refused_is_not_pinned_and_what_is_pinned_not_refused(session, arena):
    refuse(session, arena.first, RefusalReason.NOT_USEFUL, actor=arena.actor(), at=NOON)
    with pytest.raises(PinRefusedError):
        pin_proposal(session, arena.first, actor=arena.actor(), at=NOON)

    pin_proposal(session, arena.second, actor=arena.actor(), at=NOON)
    with pytest.raises(IsPinnedError):
        refuse(session, arena.second, RefusalReason.NOT_USEFUL, actor=arena.actor(), at=NOON)
    assert arena.second.state is ReviewState.PROPOSED


def test_a_pin_of_someone_who_stays_away_binds_nobody(session, arena):
    pin_proposal(session, arena.first, actor=arena.actor(), at=NOON)
    arena.cancel(0)

    refuse(session, arena.first, RefusalReason.NOT_USEFUL, actor=arena.actor(), at=NOON)

    assert arena.first.state is ReviewState.REFUSED


def test_nobody_is_in_two_pinned_coalitions(arena):
    pin_proposal(arena.session, arena.first, actor=arena.actor(), at=NOON)

    with pytest.raises(PinOverlapError):
        put(arena, 2, 3, 4)


def test_pinned_or_approved_together_is_not_kept_apart_and_says_who(session, arena):
    pin_proposal(session, arena.first, actor=arena.actor(), at=NOON)
    approve(session, arena.second, actor=arena.actor(), at=NOON)

    told = []
    for numbers in ((0, 2), (3, 5)):
        with pytest.raises(TogetherError) as refusal:
            keep_apart(session, arena.meeting, group(arena, *numbers), actor=arena.actor(), at=NOON)
        told.append(refusal.value.names)

    assert told == [
        ("Organisatie 1", "Organisatie 2", "Organisatie 3"),
        ("Organisatie 4", "Organisatie 5", "Organisatie 6"),
    ]
    assert standing_together(session, arena.meeting.id, arena.ids[0], arena.ids[3]) is None


def test_unpin_takes_away_only_a_pin_of_this_meeting(session, arena):
    made = pin_proposal(session, arena.first, actor=arena.actor(), at=NOON)

    unpin(session, arena.meeting.id + 1, made.id, actor=arena.actor(), at=NOON)
    assert pin_of(session, arena.first) is made

    for _twice in range(2):
        unpin(session, arena.meeting.id, made.id, actor=arena.actor(), at=NOON)
    assert pin_of(session, arena.first) is None


def test_promises_made_gathers_all_that_binds_the_next_run(session, arena):
    pinned = put(arena, 7, 8)
    put(arena, 6, 7, kind=PinKind.TOGETHER)
    approve(session, arena.first, actor=arena.actor(), at=NOON)
    refused, held = arena.pair(*arena.organisations[:2]), arena.pair(*arena.organisations[1:3])
    refuse(session, refused, RefusalReason.NOT_USEFUL, actor=arena.actor(), at=NOON)
    hold(session, held, RefusalReason.WRONG_MOMENT, actor=arena.actor(), at=NOON)

    assert promises_made(session, arena.meeting.id) == Made(
        fixed=(group(arena, 7, 8), group(arena, 6, 7), group(arena, 0, 1, 2)),
        refused=frozenset({group(arena, 0, 1)}),
        held=frozenset({group(arena, 1, 2)}),
    )
    assert pin_ids(session, [arena.run.id]) == {group(arena, 7, 8): pinned.id}
