"""When a partner stays away there is someone else to look for, also when half the room is empty."""

import pytest

from matcher.review import ReviewState
from models.encounter import ListStance, Stance
from models.publication import Reserve
from tests.arena import Arena
from tests.builders import NOON
from web.actions.lists.publishing import publish
from web.actions.lists.reserves import MOST_RESERVES, find_reserves, named_reserves, reserve_for


@pytest.fixture
def arena(session):
    arena = Arena(session)
    for proposal in (arena.first, arena.second):
        proposal.state, proposal.decided_by, proposal.decided_at = (
            ReviewState.APPROVED,
            arena.anna.id,
            NOON,
        )
    session.flush()
    return arena


def found(arena):
    return find_reserves(arena.session, arena.run, frozenset(arena.ids))


def published(arena):
    return publish(arena.session, arena.meeting, base_url="", actor=arena.actor(), at=NOON)


def chosen(arena, publication, at=NOON):
    reserve = reserve_for(arena.session, publication, arena.ids[0], at=at)
    return reserve.id if reserve else None


def test_everyone_has_reserves_that_no_proposal_gave_them(arena):
    reserves = found(arena)

    assert set(reserves) == set(arena.ids)
    circle = set(arena.ids[:3])
    for own in circle:
        assert not set(reserves[own]) & circle
        assert 0 < len(reserves[own]) <= MOST_RESERVES


def test_nobody_is_a_reserve_who_was_refused_or_declined(arena):
    first, second, *_more = found(arena)[arena.ids[0]]
    refused = next(one for one in arena.organisations if one.id == first)
    told = {"state": ReviewState.REFUSED, "decided_by": arena.anna.id, "decided_at": NOON}
    arena.pair(arena.organisations[0], refused, **told)
    arena.session.add(
        ListStance(
            registration_id=arena.guests[0].id, partner_id=second, stance=Stance.DECLINED, said_at=NOON
        )
    )
    arena.session.flush()

    assert not {first, second} & set(found(arena)[arena.ids[0]])


def test_reserves_are_published_with_the_lists_and_once(arena):
    publication = published(arena)
    again = published(arena)

    assert again is publication
    assert arena.session.query(Reserve).count() == sum(len(one) for one in found(arena).values())


def test_an_organiser_sees_the_reserves_before_publishing(arena):
    names = dict(named_reserves(arena.session, arena.meeting.id))

    first = {one.id: one.name for one in arena.organisations}
    own = arena.organisations[0]
    assert names[own.name] == tuple(first[one] for one in found(arena)[own.id])


def test_the_next_reserve_takes_over_when_the_first_cancels(arena):
    publication = published(arena)
    first, second, *_more = found(arena)[arena.ids[0]]
    assert chosen(arena, publication) == first

    arena.cancel(arena.ids.index(first))

    assert chosen(arena, publication) == second


def test_on_the_day_the_reserve_is_someone_who_is_inside(arena):
    publication = published(arena)
    first, *_between, last = found(arena)[arena.ids[0]]
    day = arena.meeting.starts_at
    assert chosen(arena, publication, day) == first

    arena.guests[arena.ids.index(last)].arrived_at = day
    arena.session.flush()

    assert chosen(arena, publication, day) == last


def test_when_half_the_room_stays_away_nobody_is_sent_to_an_empty_chair(arena):
    publication = published(arena)
    arena.guests[0].arrived_at = arena.meeting.starts_at
    arena.session.flush()

    assert chosen(arena, publication, arena.meeting.starts_at) is None


def test_a_run_that_kept_no_measures_gives_no_reserves(arena):
    from models.coalition_board import RunFigures

    arena.session.delete(arena.session.get_one(RunFigures, arena.run.id))
    arena.session.flush()

    assert found(arena) == {}
