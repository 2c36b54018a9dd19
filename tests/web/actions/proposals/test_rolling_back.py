"""Going back to an earlier run: a new run with its proposals, in which every decision holds."""

import pytest

from matcher.proposals import UnmatchedCode
from matcher.review import RefusalReason
from matcher.settings import MatcherSettings
from models.coalition_board import RunFigures
from models.matching_run import RunState
from models.queries.proposals import latest_run, proposals_with_members
from tests.arena import Arena
from tests.builders import NOON, a_run
from web.actions.proposals.matching import RunActiveError, request_run, settings_of
from web.actions.proposals.pins import pin_proposal
from web.actions.proposals.review import approve, refuse
from web.actions.proposals.rolling_back import roll_back
from web.actions.tables.seating_wishes import keep_apart

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def earlier(arena):
    """The first run: two coalitions and a pair."""
    arena.pair(arena.organisations[0], arena.organisations[6])
    return arena.run


@pytest.fixture
def newer(session, arena, earlier):
    """A second run, which proposed something else."""
    arena.run = a_run(session, arena.meeting)
    return arena.run


def states(session, arena, run):
    return {
        tuple(arena.ids.index(member.organisation_id) for member in proposal.members): proposal.state.value
        for proposal in proposals_with_members(session, run.id)
    }


def back(session, arena, earlier):
    return roll_back(session, earlier, actor=arena.actor(), at=NOON)


def test_the_new_run_proposes_what_the_earlier_one_did_with_reasons_and_figures(
    session, arena, earlier, newer
):
    arena.pair(arena.organisations[1], arena.organisations[7])

    run = back(session, arena, earlier)

    assert latest_run(session, arena.meeting.id, RunState.DONE) is run
    assert states(session, arena, run) == {
        (0, 1, 2): "proposed",
        (3, 4, 5): "proposed",
        (0, 6): "proposed",
    }
    assert (run.settings, run.pairings, run.coalitions) == (earlier.settings, 1, 2)
    first = proposals_with_members(session, run.id)[0]
    assert [(part.name, part.value) for part in first.parts] == [("mix", 0.5), ("weakest", 0.5)]
    assert session.get(RunFigures, run.id).figures == session.get(RunFigures, earlier.id).figures
    assert len(states(session, arena, newer)) == 1


def test_decisions_that_were_taken_since_hold_and_what_was_approved_comes_along(
    session, arena, earlier, newer
):
    approved, refused = (arena.pair(*arena.organisations[n : n + 2]) for n in (7, 0))
    again = arena.coalition(*arena.organisations[:3])
    approve(session, approved, actor=arena.actor(), at=NOON)
    refuse(session, refused, RefusalReason.TOO_FAR, actor=arena.actor(), at=NOON)
    refuse(session, again, RefusalReason.TOO_FAR, actor=arena.actor(), at=NOON)

    run = back(session, arena, earlier)

    assert states(session, arena, run) == {
        (7, 8): "approved",
        (0, 1, 2): "refused",
        (3, 4, 5): "proposed",
        (0, 6): "proposed",
    }


def test_an_approved_coalition_of_a_later_run_takes_the_place_of_those_it_overlaps(
    session, arena, earlier, newer
):
    later = arena.coalition(arena.organisations[0], arena.organisations[7], arena.organisations[8])
    approve(session, later, actor=arena.actor(), at=NOON)

    run = back(session, arena, earlier)

    assert states(session, arena, run) == {(0, 7, 8): "approved", (3, 4, 5): "proposed", (0, 6): "proposed"}


def test_who_stays_away_or_is_kept_apart_is_left_out_and_accounted_for(session, arena, earlier, newer):
    arena.cancel(6)
    keep_apart(session, arena.meeting, (arena.ids[3], arena.ids[4]), actor=arena.actor(), at=NOON)

    run = back(session, arena, earlier)

    assert states(session, arena, run) == {(0, 1, 2): "proposed"}
    left = {(arena.ids.index(one.organisation_id), one.coalition): one.code for one in run.unmatched}
    assert {key for key in left if key[1]} == {(n, True) for n in (3, 4, 5, 7, 8)}
    assert {n for n, coalition in left if not coalition} == {0, 1, 2, 3, 4, 5, 7, 8}
    assert set(left.values()) == {UnmatchedCode.NOT_CHOSEN}


def test_a_pin_comes_along(session, arena, earlier, newer):
    pinned = arena.pair(arena.organisations[7], arena.organisations[8])
    pin_proposal(session, pinned, actor=arena.actor(), at=NOON)

    assert states(session, arena, back(session, arena, earlier))[(7, 8)] == "proposed"


def test_while_a_run_is_being_made_there_is_no_way_back(session, arena, earlier, newer):
    request_run(session, arena.meeting, settings_of(arena.meeting), actor=arena.actor(), at=NOON)

    with pytest.raises(RunActiveError):
        back(session, arena, earlier)


def test_the_next_run_has_the_settings_of_then(session, arena, earlier, newer):
    earlier.settings = MatcherSettings(courage=0.2, minimum_proposals=1, maximum_proposals=3).as_dict()
    arena.meeting.courage = 0.9

    back(session, arena, earlier)

    chosen = settings_of(arena.meeting)
    assert (chosen.courage, chosen.minimum_proposals, chosen.maximum_proposals) == (0.2, 1, 3)
