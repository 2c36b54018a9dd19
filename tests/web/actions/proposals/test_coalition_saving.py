"""A card that is saved is the organiser's own, approved coalition; rules hold, and nobody is in two."""

import pytest

from matcher.checks import FaultCode
from matcher.review import RefusalReason, ReviewState
from models.coalition_board import RunFigures
from models.meeting import MeetingParty
from models.proposal import Proposal, ProposalForm
from models.queries.coalition_board import coalitions_of
from models.seating import KeptApart
from tests.arena import Arena
from tests.builders import NOON
from web.actions.proposals.coalition_moves import NEW_CARD, MovedMeanwhileError, layout_of, move
from web.actions.proposals.coalition_saving import CardSeen, save_card
from web.actions.proposals.own_proposals import BreaksRulesError, NotMeasuredError, open_workshop, propose_own

pytestmark = pytest.mark.both_databases


@pytest.fixture
def arena(session):
    return Arena(session)


def go(session, arena, number, seen, to):
    move(session, arena.run, arena.ids[number], seen=seen, to=to, actor=arena.actor(), at=NOON)


def save(session, arena, number, **told):
    members = layout_of(session, arena.run).members(number)
    seen = CardSeen(number, frozenset(members))
    return save_card(session, arena.run, seen, note="Anders", actor=arena.actor(), at=NOON, **told)


def states(session, arena):
    return {
        tuple(arena.ids.index(member.organisation_id) for member in one.members): one.state.value
        for one in coalitions_of(session, arena.run.id)
    }


def test_saving_what_the_run_proposed_approves_it(session, arena):
    assert save(session, arena, 1) is arena.first
    assert states(session, arena) == {(0, 1, 2): "approved", (3, 4, 5): "proposed"}
    assert arena.first.made_by is None


def test_saving_a_changed_card_makes_a_proposal_of_ones_own_with_figures_reasons_and_history(session, arena):
    go(session, arena, 6, None, 1)

    own = save(session, arena, 1)

    assert (own.made_by, own.state, len(own.decisions)) == (arena.anna.id, ReviewState.APPROVED, 1)
    assert {part.name for part in own.parts} == {"weakest", "mix"}
    assert 0 < own.fit <= 1
    assert [reason.quote != "" for reason in own.reasons if reason.quote or reason.partner_quote] != []
    assert states(session, arena) == {(0, 1, 2): "refused", (0, 1, 2, 6): "approved", (3, 4, 5): "proposed"}
    last = arena.first.decisions[-1]
    assert (last.reason, last.note, last.decided_by) == (RefusalReason.OTHER, "Anders", arena.anna.id)


def test_nobody_is_in_two_approved_coalitions(session, arena):
    save(session, arena, 1)
    save(session, arena, 2)
    go(session, arena, 0, 1, 2)
    save(session, arena, 2)

    approved = [group for group, state in states(session, arena).items() if state == "approved"]
    assert approved == [(0, 3, 4, 5)]


def test_what_still_stands_on_another_card_stays(session, arena):
    for number in (0, 1, 2):
        go(session, arena, number, 1, NEW_CARD if number == 0 else 3)

    save(session, arena, 3)

    assert states(session, arena) == {(0, 1, 2): "approved", (3, 4, 5): "proposed"}


@pytest.mark.parametrize(
    ("moves", "code"),
    [
        ([(0, 1, None)], FaultCode.WRONG_SIZE),
        ([(6, None, 1), (7, None, 1), (8, None, 1)], FaultCode.WRONG_SIZE),
    ],
)
def test_cards_that_break_a_rule_are_not_saved(session, arena, moves, code):
    for number, seen, to in moves:
        go(session, arena, number, seen, to)

    with pytest.raises(BreaksRulesError) as refusal:
        save(session, arena, 1)

    assert [fault.code for fault in refusal.value.faults] == [code]
    assert states(session, arena) == {(0, 1, 2): "proposed", (3, 4, 5): "proposed"}


def test_who_was_kept_apart_after_the_move_is_not_saved_together(session, arena):
    session.add(KeptApart(meeting_id=arena.meeting.id, first_id=arena.ids[0], second_id=arena.ids[1]))
    session.flush()

    with pytest.raises(BreaksRulesError) as refusal:
        save(session, arena, 1)

    assert [fault.code for fault in refusal.value.faults] == [FaultCode.FORBIDDEN_PAIR]


def test_a_missing_party_has_to_be_accepted(session, arena):
    arena.meeting.parties = [MeetingParty(position=0, name="Banken", minimum=1, sectors=[], kinds=["kerk"])]
    session.flush()

    with pytest.raises(BreaksRulesError):
        save(session, arena, 1)

    assert save(session, arena, 1, without_party=True) is arena.first


def test_a_card_that_changed_after_it_was_seen_is_not_saved(session, arena):
    seen = CardSeen(1, frozenset(layout_of(session, arena.run).members(1)))
    go(session, arena, 6, None, 1)

    with pytest.raises(MovedMeanwhileError):
        save_card(session, arena.run, seen, note="", actor=arena.actor(), at=NOON)


def test_who_does_not_come_any_more_is_left_out(session, arena):
    go(session, arena, 6, None, 1)
    arena.cancel(0)

    own = save(session, arena, 1)

    assert [arena.ids.index(one.organisation_id) for one in own.members] == [1, 2, 6]


def test_who_was_not_measured_has_to_be_measured_first(session, arena):
    late = arena.newcomer()
    move(session, arena.run, late.id, seen=None, to=1, actor=arena.actor(), at=NOON)

    with pytest.raises(NotMeasuredError):
        save(session, arena, 1)
    session.delete(session.get(RunFigures, arena.run.id))
    session.flush()
    with pytest.raises(NotMeasuredError):
        save(session, arena, 2)


def test_own_pairings_are_checked_too(session, arena):
    workshop = open_workshop(session, arena.run)
    pair = (arena.ids[1], arena.ids[0])

    own = propose_own(session, workshop, pair, ProposalForm.PAIRING, actor=arena.actor(), at=NOON)
    again = propose_own(session, workshop, pair, ProposalForm.PAIRING, actor=arena.actor(), at=NOON)

    assert (own.form.value, own.made_by, again.id, len(own.decisions)) == (
        "pairing",
        arena.anna.id,
        own.id,
        1,
    )
    strangers = (arena.ids[0], arena.ids[4])
    with pytest.raises(BreaksRulesError):
        propose_own(session, workshop, strangers, ProposalForm.PAIRING, actor=arena.actor(), at=NOON)
    assert session.query(Proposal).count() == 3
