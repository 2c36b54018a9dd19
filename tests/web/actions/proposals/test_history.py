"""The history: what organisers decided, the newest first, and what of it can still be taken back."""

from datetime import timedelta

import pytest

from matcher.review import RefusalReason, ReviewState
from tests.arena import Arena
from tests.builders import NOON, a_run
from web.actions.organisations.acquaintances import acquaint
from web.actions.proposals.bulk import Chosen, Verdict, decide_all
from web.actions.proposals.carrying_over import carry_over
from web.actions.proposals.history import LINES_PER_PAGE, decided_since, history_of, newest_decision
from web.actions.proposals.pins import pin_proposal
from web.actions.proposals.review import approve, refuse, undo

pytestmark = pytest.mark.both_databases

FIRST = ("Organisatie 1", "Organisatie 2", "Organisatie 3")
SECOND = ("Organisatie 4", "Organisatie 5", "Organisatie 6")


@pytest.fixture
def arena(session):
    return Arena(session)


def minute(number):
    return NOON + timedelta(minutes=number)


def told(history):
    return [(line.name, line.code, line.groups, bool(line.decided_by)) for line in history.lines]


def test_nothing_was_decided(session, arena):
    history = history_of(session, arena.meeting)

    assert (history.lines, history.page, history.pages) == ((), 1, 1)
    assert newest_decision(session, arena.run.id) == 0


def test_every_deed_is_a_line_and_what_still_holds_can_be_taken_back(session, arena):
    anna, bert = arena.actor(), arena.actor(arena.bert)
    approve(session, arena.first, actor=anna, at=minute(0))
    refuse(session, arena.second, RefusalReason.TOO_FAR, "Te ver", actor=bert, at=minute(1))
    undo(session, arena.second, actor=anna, at=minute(2))
    pin_proposal(session, arena.first, actor=bert, at=minute(3))
    pair = (arena.ids[0], arena.ids[8])
    acquaint(session, arena.meeting, pair, met_on=None, actor=anna, at=minute(4))

    history = history_of(session, arena.meeting)

    anna_name, bert_name = arena.anna.name, arena.bert.name
    assert told(history) == [
        (anna_name, "acquaint", (("Organisatie 1", "Organisatie 9"),), False),
        (bert_name, "pin", (FIRST,), False),
        (anna_name, "undone", (SECOND,), False),
        (bert_name, "refused", (SECOND,), False),
        (anna_name, "approved", (FIRST,), True),
    ]
    assert (history.lines[3].reason, history.lines[3].note) == (RefusalReason.TOO_FAR, "Te ver")


def test_a_decision_on_many_is_one_line(session, arena):
    chosen = [Chosen(arena.first.id, 0), Chosen(arena.second.id, 0)]
    verdict = Verdict(ReviewState.APPROVED)
    decide_all(session, arena.meeting, chosen, verdict, actor=arena.actor(), at=NOON)

    (line,) = history_of(session, arena.meeting).lines

    assert (line.count, line.groups, line.decided_by) == (2, (FIRST, SECOND), arena.anna.id)


def test_what_was_carried_over_is_no_deed_and_an_earlier_run_is_closed(session, arena):
    approve(session, arena.first, actor=arena.actor(), at=NOON)
    run = a_run(session, arena.meeting)
    arena.run = run
    arena.coalition(*arena.organisations[:3])
    carry_over(session, run)

    assert told(history_of(session, arena.meeting)) == [(arena.anna.name, "approved", (FIRST,), False)]


def test_long_histories_have_pages_and_one_beyond_gives_the_last(session, arena):
    for number in range(LINES_PER_PAGE + 1):
        move = approve if number % 2 == 0 else undo
        move(session, arena.first, actor=arena.actor(), at=minute(number))

    history = history_of(session, arena.meeting, 99)

    assert (len(history.lines), history.page, history.pages) == (1, 2, 2)


def test_decided_since_names_colleagues_once(session, arena):
    approve(session, arena.first, actor=arena.actor(), at=NOON)
    seen = newest_decision(session, arena.run.id)
    for proposal in (arena.second, arena.pair(*arena.organisations[6:8])):
        approve(session, proposal, actor=arena.actor(arena.bert), at=NOON)

    assert decided_since(session, arena.run.id, seen, but=arena.anna.id) == (arena.bert.name,)
    assert decided_since(session, arena.run.id, seen, but=arena.bert.id) == ()
