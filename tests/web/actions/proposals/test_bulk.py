"""One decision on many: what a colleague decided meanwhile stays, and all of it can be taken back."""

from datetime import timedelta

import pytest

from matcher.review import RefusalReason, ReviewState
from tests.arena import Arena
from tests.builders import NOON, a_run
from web.actions.proposals.bulk import Chosen, Outcome, Verdict, decide_all, undo_all
from web.actions.proposals.review import approve, hold

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(minutes=1)


@pytest.fixture
def arena(session):
    return Arena(session)


@pytest.fixture
def pairs(arena):
    return [arena.pair(arena.organisations[0], other) for other in arena.organisations[6:9]]


def decide(arena, proposals, verdict, at=NOON, who=None):
    chosen = [Chosen(one.id, 0) for one in proposals]
    return decide_all(arena.session, arena.meeting, chosen, verdict, actor=arena.actor(who), at=at)


def take_back(arena, who, decided_at, at=LATER):
    return undo_all(arena.session, arena.meeting, who.id, decided_at, actor=arena.actor(), at=at)


def ids(*proposals):
    return tuple(one.id for one in proposals)


@pytest.mark.parametrize(
    ("verdict", "state"),
    [
        (Verdict(ReviewState.APPROVED), ReviewState.APPROVED),
        (Verdict(ReviewState.REFUSED, RefusalReason.TOO_FAR), ReviewState.REFUSED),
        (Verdict(ReviewState.ON_HOLD, RefusalReason.WRONG_MOMENT, "na de zomer"), ReviewState.ON_HOLD),
    ],
)
def test_all_get_the_decision_with_its_reason(arena, pairs, verdict, state):
    assert decide(arena, pairs, verdict) == Outcome(ids(*pairs), ())

    decision = pairs[2].decisions[0]
    assert [one.state for one in pairs] == [state] * 3
    reason = None if state is ReviewState.APPROVED else verdict.reason
    assert (decision.reason, decision.note) == (reason, verdict.note)


def test_what_a_colleague_decided_meanwhile_stays(session, arena, pairs):
    hold(session, pairs[1], RefusalReason.WRONG_MOMENT, actor=arena.actor(arena.bert), at=NOON)

    outcome = decide(arena, pairs, Verdict(ReviewState.APPROVED))

    assert outcome == Outcome(ids(pairs[0], pairs[2]), ((pairs[1].id, "decided_meanwhile"),))
    assert pairs[1].state is ReviewState.ON_HOLD


def test_what_may_not_be_approved_is_left_and_the_others_are_decided(arena, pairs):
    third = arena.coalition(*arena.organisations[2:5])

    outcome = decide(arena, [arena.first, third, pairs[0]], Verdict(ReviewState.APPROVED))

    assert outcome == Outcome(ids(arena.first, pairs[0]), ((third.id, "other_coalition"),))


def test_proposals_of_a_replaced_run_are_not_decided_on_and_that_is_told(session, arena, pairs):
    a_run(session, arena.meeting)

    outcome = decide(arena, pairs[:1], Verdict(ReviewState.APPROVED))

    assert outcome == Outcome((), ((pairs[0].id, "proposal_outdated"),))
    assert pairs[0].state is ReviewState.PROPOSED


def test_taking_back_reaches_all_of_one_moment_but_not_what_was_decided_since(session, arena, pairs):
    decide(arena, pairs, Verdict(ReviewState.APPROVED))
    approve(session, arena.first, actor=arena.actor(), at=LATER)
    hold(session, pairs[0], RefusalReason.WRONG_MOMENT, actor=arena.actor(arena.bert), at=LATER)

    outcome = take_back(arena, arena.anna, NOON, at=LATER + timedelta(minutes=1))

    assert outcome == Outcome(ids(*pairs[1:]), ((pairs[0].id, "decided_meanwhile"),))
    assert [one.state.value for one in (*pairs, arena.first)] == [
        "on_hold",
        "proposed",
        "proposed",
        "approved",
    ]
    assert take_back(arena, arena.bert, NOON) == Outcome((), ())
