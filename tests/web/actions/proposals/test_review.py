"""Decisions on proposals: added, never overwritten; nobody's decision is lost; earlier ones carry over."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from matcher.review import RefusalReason, ReviewState
from models.log import LogEntry
from models.relation import NotWith
from models.seating import KeptApart
from tests.builders import NOON, a_proposal, a_run, an_organisation
from tests.decided import told
from web.actions.actor import NOBODY
from web.actions.proposals.review import (
    DecidedMeanwhileError,
    DecisionNotAllowedError,
    KeptApartError,
    NothingToUndoError,
    OtherCoalitionError,
    ProposalOutdatedError,
    approve,
    can_undo,
    hold,
    refuse,
    undo,
)

pytestmark = pytest.mark.both_databases

LATER = NOON + timedelta(hours=1)


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


def test_approving_two_who_are_kept_apart_is_refused_by_the_action_and_by_the_database(
    session, meeting, pair, proposal, organiser
):
    first, second = sorted(one.id for one in pair)
    session.add(KeptApart(meeting_id=meeting.id, first_id=first, second_id=second))

    with pytest.raises(KeptApartError):
        approve(session, proposal, actor=organiser, at=NOON)

    proposal.state, proposal.decided_by, proposal.decided_at = ReviewState.APPROVED, organiser.person_id, NOON
    with pytest.raises(IntegrityError, match="kept apart"), session.begin_nested():
        session.flush()


def test_nobody_is_in_two_approved_coalitions(session, meeting, organiser):
    run = a_run(session, meeting)
    one, *others = (an_organisation(session, f"Organisatie {number}") for number in range(5))
    first = a_proposal(session, run, one, *others[:2])
    second = a_proposal(session, run, one, *others[2:])
    pairing = a_proposal(session, run, one, others[3])
    approve(session, first, actor=organiser, at=NOON)

    with pytest.raises(OtherCoalitionError):
        approve(session, second, actor=organiser, at=NOON)
    approve(session, pairing, actor=organiser, at=NOON)
    undo(session, first, actor=organiser, at=LATER)
    approve(session, second, actor=organiser, at=LATER)

    assert [each.state.value for each in (first, second, pairing)] == ["proposed", "approved", "approved"]


def test_what_an_organisation_wishes_itself_never_shows_in_a_refused_approval(
    session, pair, proposal, organiser
):
    session.add(NotWith(organisation_id=pair[0].id, other_id=pair[1].id, created_at=NOON))

    approve(session, proposal, actor=organiser, at=NOON)

    assert proposal.state is ReviewState.APPROVED
