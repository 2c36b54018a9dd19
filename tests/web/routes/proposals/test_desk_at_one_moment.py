"""Two organisers who decide on the same proposals at the very same moment: nothing is lost or doubled."""

import pytest
from sqlalchemy import select

from models.pin import Pin
from models.proposal import Proposal, ReviewDecision
from models.seating import KeptApart
from tests.arena import Arena
from tests.at_once import at_once

pytestmark = pytest.mark.both_databases

HTMX = {"HX-Request": "true"}


@pytest.fixture
def arena(database):
    arena = Arena(database)
    arena.pairs = [arena.pair(arena.organisations[0], other) for other in arena.organisations[5:9]]
    database.commit()
    return arena


@pytest.fixture
def browsers(arena, browse_as):
    return browse_as(arena.anna), browse_as(arena.bert)


def decide(client, proposal, move, **sent):
    address = f"/voorstellen/{proposal.id}/{move}"
    return client.post(address, data={"seen": "0", **sent}, headers=HTMX).text


def many(client, arena, proposals, decision):
    sent = {"kies": [f"{one.id}-0" for one in proposals], "besluit": decision, "reason": "too_far"}
    return client.post(f"/bijeenkomsten/{arena.meeting.id}/voorstellen/kies", data=sent)


def decisions(database):
    """Of each proposal the numbers of its decisions and the last state, beside the state that it has."""
    database.rollback()
    database.expire_all()
    found = {}
    for one in database.scalars(select(ReviewDecision).order_by(ReviewDecision.id)):
        numbers, _after = found.get(one.proposal_id, ((), None))
        found[one.proposal_id] = ((*numbers, one.number), one.after)
    states = {one.id: one.state for one in database.scalars(select(Proposal))}
    return {id_: (numbers, after is states[id_]) for id_, (numbers, after) in found.items()}


def test_of_two_decisions_on_one_proposal_one_counts_and_the_other_is_told(database, arena, browsers):
    anna, bert = browsers

    answers = at_once(
        lambda: decide(anna, arena.first, "goedkeuren"),
        lambda: decide(bert, arena.first, "weigeren", reason="too_far", note="Te ver fietsen"),
    )

    told = ["Iemand anders heeft intussen over dit voorstel besloten." in answer for answer in answers]
    assert sorted(told) == [False, True]
    assert decisions(database) == {arena.first.id: ((1,), True)}
    if told[1]:
        assert "Te ver fietsen" in answers[1]


def test_two_decisions_on_many_that_overlap_decide_each_once(database, arena, browsers):
    anna, bert = browsers

    at_once(
        lambda: many(anna, arena, arena.pairs[:3], "goedkeuren"),
        lambda: many(bert, arena, arena.pairs[1:], "weigeren"),
    )

    assert decisions(database) == {one.id: ((1,), True) for one in arena.pairs}


def test_a_pin_that_two_set_at_once_is_there_once(database, arena, browsers):
    at_once(*(lambda each=each: decide(each, arena.first, "vastzetten") for each in browsers))

    database.rollback()
    database.expire_all()
    assert len(database.scalars(select(Pin)).all()) == 1


def test_a_pin_and_a_wish_to_keep_apart_at_once_leave_one_of_both(database, arena, browsers):
    anna, bert = browsers
    apart = {"first": arena.ids[0], "second": arena.ids[1], "what": "uit-elkaar"}
    path = f"/bijeenkomsten/{arena.meeting.id}/afspraken"

    at_once(lambda: decide(anna, arena.first, "vastzetten"), lambda: bert.post(path, data=apart))

    database.rollback()
    database.expire_all()
    assert len(database.scalars(select(Pin)).all()) + len(database.scalars(select(KeptApart)).all()) == 1
