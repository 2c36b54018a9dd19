"""Decisions on proposals: added, never overwritten; nobody's decision is lost; earlier ones carry over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.review import RefusalReason, ReviewState
from models.log import LogEntry
from tests.builders import NOON, a_meeting, a_person, a_proposal, a_region, a_run, an_organisation
from web.actions.actor import NOBODY, Actor
from web.actions.review import (
    DecidedMeanwhileError,
    DecisionNotAllowedError,
    NothingToUndoError,
    ProposalOutdatedError,
    approvals_left_behind,
    approve,
    can_undo,
    carry_over,
    hold,
    refuse,
    undo,
)

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def organiser(session):
    return Actor(person_id=a_person(session, "anna@example.org").id)


@pytest.fixture
def colleague(session):
    return Actor(person_id=a_person(session, "bert@example.org").id)


@pytest.fixture
def meeting(session):
    return a_meeting(session, a_region(session))


@pytest.fixture
def pair(session):
    return an_organisation(session, "Voedselbank"), an_organisation(session, "Deurwaarder")


@pytest.fixture
def proposal(session, meeting, pair):
    return a_proposal(session, a_run(session, meeting), *pair)


def told(decision):
    return (
        decision.number,
        decision.before.value,
        decision.after.value,
        decision.reason,
        decision.note,
        decision.undoes,
        decision.carried_over,
        decision.decided_by,
    )


def test_approve_moves_the_proposal_and_says_who_and_when(session, proposal, organiser):
    decision = approve(session, proposal, actor=organiser, at=NOON, seen=0)

    assert told(decision) == (1, "proposed", "approved", None, "", None, False, organiser.person_id)
    assert (proposal.state, proposal.decided_by, proposal.decided_at) == (
        ReviewState.APPROVED,
        organiser.person_id,
        NOON,
    )
    entry = session.scalars(select(LogEntry)).one()
    assert (entry.action, entry.subject, entry.subject_id) == ("approved", "proposal", str(proposal.id))


def test_refuse_and_hold_keep_their_reason(session, proposal, organiser):
    hold(session, proposal, RefusalReason.WRONG_MOMENT, " na de zomer ", actor=organiser, at=NOON)
    refuse(session, proposal, RefusalReason.SENSITIVE, actor=organiser, at=LATER)

    assert [told(decision) for decision in proposal.decisions] == [
        (
            1,
            "proposed",
            "on_hold",
            RefusalReason.WRONG_MOMENT,
            "na de zomer",
            None,
            False,
            organiser.person_id,
        ),
        (2, "on_hold", "refused", RefusalReason.SENSITIVE, "", None, False, organiser.person_id),
    ]


def test_undo_adds_a_decision_that_takes_the_last_one_back(session, proposal, organiser):
    hold(session, proposal, RefusalReason.OTHER, actor=organiser, at=NOON)
    approve(session, proposal, actor=organiser, at=NOON)

    undo(session, proposal, actor=organiser, at=LATER)

    assert proposal.state is ReviewState.ON_HOLD
    assert told(proposal.decisions[-1]) == (
        3,
        "approved",
        "on_hold",
        None,
        "",
        2,
        False,
        organiser.person_id,
    )
    assert not can_undo(proposal)


def test_undo_refuses_when_there_is_nothing_left_to_take_back(session, proposal, organiser):
    with pytest.raises(NothingToUndoError):
        undo(session, proposal, actor=organiser, at=NOON)
    approve(session, proposal, actor=organiser, at=NOON)
    undo(session, proposal, actor=organiser, at=NOON)
    with pytest.raises(NothingToUndoError):
        undo(session, proposal, actor=organiser, at=NOON)


def test_a_second_organiser_sees_the_first_decision_instead_of_overwriting_it(
    session, proposal, organiser, colleague
):
    approve(session, proposal, actor=organiser, at=NOON, seen=0)

    with pytest.raises(DecidedMeanwhileError):
        refuse(session, proposal, RefusalReason.TOO_FAR, actor=colleague, at=LATER, seen=0)

    assert proposal.state is ReviewState.APPROVED
    assert [decision.decided_by for decision in proposal.decisions] == [organiser.person_id]


def test_deciding_the_same_again_is_refused(session, proposal, organiser):
    approve(session, proposal, actor=organiser, at=NOON)

    with pytest.raises(DecisionNotAllowedError):
        approve(session, proposal, actor=organiser, at=NOON)


def test_a_proposal_of_a_replaced_run_is_no_longer_decided_on(session, meeting, proposal, organiser):
    a_run(session, meeting)

    with pytest.raises(ProposalOutdatedError):
        approve(session, proposal, actor=organiser, at=NOON)


def test_a_decision_needs_a_person(session, proposal):
    with pytest.raises(ValueError, match="needs a person"):
        approve(session, proposal, actor=NOBODY, at=NOON)


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
