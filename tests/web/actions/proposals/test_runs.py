"""Two runs side by side: what came, what went, what changed; figures that look the same are the same."""

from collections import Counter

import pytest

from matcher.review import RefusalReason, ReviewState
from models.proposal import ProposalForm
from models.queries.runs import Counts, Proposed, counts_of_runs, done_run, runs_of_meeting
from tests.arena import Arena
from tests.builders import NOON, a_meeting, a_run
from web.actions.proposals.review import approve, refuse
from web.actions.proposals.runs import Comparison, Row, compare_runs

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


def told(*rows):
    return [(row.names, row.form.value) for row in rows]


def test_a_run_beside_itself_has_no_difference(session, arena):
    assert compare_runs(session, arena.run, arena.run) == Comparison((), (), (), 2)


def test_what_came_what_went_and_what_changed(session, arena):
    first, one = arena.run, arena.organisations
    gone = arena.pair(one[0], one[8])
    same, shifted = arena.pair(one[1], one[8]), arena.pair(one[2], one[8])
    arena.run = a_run(session, arena.meeting)
    arena.coalition(*one[:3])
    arena.pair(one[1], one[8], fit=same.fit + 0.01)
    arena.pair(one[2], one[8], surprise=0.1)
    new = arena.pair(one[3], one[8])

    comparison = compare_runs(session, first, arena.run)

    assert told(*comparison.came) == [(("Organisatie 4", "Organisatie 9"), "pairing")]
    assert comparison.came[0].second == Proposed(
        new.id, ProposalForm.PAIRING, ReviewState.PROPOSED, new.fit, new.surprise
    )
    assert told(*comparison.went) == [
        (("Organisatie 1", "Organisatie 9"), "pairing"),
        (("Organisatie 4", "Organisatie 5", "Organisatie 6"), "coalition"),
    ]
    assert comparison.went[0].first.id == gone.id
    assert [row.first.id for row in comparison.changed] == [shifted.id]
    assert comparison.same == 2


def test_another_decision_is_a_change(session, arena):
    first = arena.run
    arena.run = a_run(session, arena.meeting)
    again = [arena.coalition(*arena.organisations[start : start + 3]) for start in (0, 3)]
    approve(session, again[0], actor=arena.actor(), at=NOON)

    (row,) = compare_runs(session, first, arena.run).changed

    assert isinstance(row, Row)
    assert (row.first.state, row.second.state) == (ReviewState.PROPOSED, ReviewState.APPROVED)


def test_runs_come_newest_first_with_the_number_of_their_proposals(session, arena):
    approve(session, arena.first, actor=arena.actor(), at=NOON)
    pair = arena.pair(arena.organisations[0], arena.organisations[8])
    refuse(session, pair, RefusalReason.TOO_FAR, actor=arena.actor(), at=NOON)
    newest = a_run(session, arena.meeting)

    assert [run.id for run in runs_of_meeting(session, arena.meeting.id)] == [newest.id, arena.run.id]
    assert counts_of_runs(session, arena.meeting.id) == {
        arena.run.id: Counts(
            forms=Counter({ProposalForm.COALITION: 2, ProposalForm.PAIRING: 1}),
            states=Counter({ReviewState.APPROVED: 1, ReviewState.PROPOSED: 1, ReviewState.REFUSED: 1}),
        )
    }


def test_a_run_of_another_meeting_is_none_of_this_one(session, arena):
    elsewhere = a_run(session, a_meeting(session, arena.region))

    assert done_run(session, arena.meeting.id, elsewhere.id) is None
    assert done_run(session, arena.meeting.id, 999_999) is None
    assert done_run(session, arena.meeting.id, arena.run.id) is arena.run
