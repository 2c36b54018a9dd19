"""What was decided holds for the next run, with its reason; what was taken back does not."""

from datetime import timedelta

import pytest

from matcher.review import RefusalReason, ReviewState
from matcher.settings import MatcherSettings
from models.agreement import Agreement
from models.queries.proposals import proposals_with_members
from tests.arena import Arena
from tests.builders import NOON, a_proposal, a_run, an_organisation
from tests.decided import told
from tests.fakes import FakeEmbedder
from web.actions.proposals.agreements import hold_names
from web.actions.proposals.carrying_over import approvals_left_behind, carry_over
from web.actions.proposals.matching import request_run, run_matching
from web.actions.proposals.never_again import never_again
from web.actions.proposals.pins import pin_proposal
from web.actions.proposals.review import approve, hold, refuse, undo

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(hours=1)


def test_carry_over_repeats_what_was_decided_on_the_same_members(session, meeting, pair, proposal, organiser):
    refuse(session, proposal, RefusalReason.KNOWN_ALREADY, "buren", actor=organiser, at=NOON)
    third = an_organisation(session, "School")
    run = a_run(session, meeting)
    again = a_proposal(session, run, *pair)
    other = a_proposal(session, run, pair[0], third)

    assert carry_over(session, run) == 1

    assert [told(decision) for decision in again.decisions] == [
        (1, "proposed", "refused", RefusalReason.KNOWN_ALREADY, "buren", None, True, organiser.person_id)
    ]
    assert (again.state, again.decisions[0].decided_at) == (ReviewState.REFUSED, NOON)
    assert (other.state, other.decisions) == (ReviewState.PROPOSED, [])


def test_carry_over_remembers_a_refusal_that_skipped_a_run(session, meeting, pair, proposal, organiser):
    refuse(session, proposal, RefusalReason.NOT_USEFUL, actor=organiser, at=NOON)
    carry_over(session, a_run(session, meeting))
    run = a_run(session, meeting)
    again = a_proposal(session, run, *pair)

    carry_over(session, run)

    assert again.state is ReviewState.REFUSED


def test_carry_over_forgets_what_was_taken_back(session, meeting, pair, proposal, organiser):
    refuse(session, proposal, RefusalReason.NOT_USEFUL, actor=organiser, at=NOON)
    undo(session, proposal, actor=organiser, at=LATER)
    run = a_run(session, meeting)
    again = a_proposal(session, run, *pair)

    assert carry_over(session, run) == 0
    assert again.state is ReviewState.PROPOSED


def test_approvals_left_behind_names_what_the_new_run_does_not_propose(
    session, meeting, pair, proposal, organiser
):
    approve(session, proposal, actor=organiser, at=NOON)
    without = a_run(session, meeting)

    assert approvals_left_behind(session, without) == (proposal,)

    a_proposal(session, without, *pair)
    assert approvals_left_behind(session, without) == ()


def test_names_that_were_held_stay_so_and_answers_come_along(session, meeting, pair, proposal, organiser):
    approve(session, proposal, actor=organiser, at=NOON)
    hold_names(session, proposal, True, actor=organiser, at=NOON)
    proposal.agreements = [Agreement(organisation_id=pair[0].id, agrees=True, answered_at=NOON)]
    run = a_run(session, meeting)
    again = a_proposal(session, run, *pair)

    carry_over(session, run)

    told = [(one.organisation_id, one.agrees, one.answered_at) for one in again.agreements]
    assert (again.names_held, told) == (True, [(pair[0].id, True, NOON)])


@pytest.mark.parametrize("courage", [0.0, 1.0])
def test_every_decision_survives_a_new_run_with_another_courage(session, courage):
    arena = Arena(session)
    actor = arena.actor()
    one, two, three, four, *_, eight, nine = arena.organisations
    approved, refused = arena.pair(one, eight), arena.pair(one, two)
    held, apart, pinned = arena.pair(one, nine), arena.pair(three, four), arena.pair(two, nine)
    approve(session, approved, actor=actor, at=NOON)
    refuse(session, refused, RefusalReason.TOO_FAR, actor=actor, at=NOON)
    hold(session, held, RefusalReason.WRONG_MOMENT, actor=actor, at=NOON)
    never_again(session, apart, actor=actor, at=NOON)
    pin_proposal(session, pinned, actor=actor, at=NOON)
    refuse(session, arena.first, RefusalReason.NOT_USEFUL, actor=actor, at=NOON)

    settings = MatcherSettings(courage=courage, maximum_proposals=2)
    run = request_run(session, arena.meeting, settings, actor=actor, at=LATER)
    run_matching(session, run.id, embedder=FakeEmbedder(), at=LATER, report=lambda *_: None)

    states = {
        tuple(
            arena.ids.index(member.organisation_id) + 1 for member in proposal.members
        ): proposal.state.value
        for proposal in proposals_with_members(session, run.id)
    }
    assert {group: states.get(group) for group in ((1, 8), (1, 2), (1, 9), (3, 4), (2, 9), (1, 2, 3))} == {
        (1, 8): "approved",
        (1, 2): "refused",
        (1, 9): "on_hold",
        (3, 4): "refused",
        (2, 9): "proposed",
        (1, 2, 3): "refused",
    }
    assert approvals_left_behind(session, run) == ()
