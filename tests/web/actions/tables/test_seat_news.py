"""Whoever has another list or table hears of it; nobody else does."""

from datetime import timedelta

import pytest

from models.message import Message, MessageKind
from tests.arena import Arena
from tests.builders import NOON, a_person
from web.actions.lists.publishing import publish
from web.actions.organising.dropping_out import apply_repair, damage_of
from web.actions.proposals.review import approve
from web.actions.tables.seat_news import Moved, news_of, tell_moved, waiting_seat_mails
from web.actions.tables.seating import request_plan, run_seating, usual_settings
from web.actions.tables.seating_changes import move, publish_plan

pytestmark = pytest.mark.both_databases
LATER = NOON + timedelta(hours=1)
SITE = "https://onverwacht.example"


@pytest.fixture
def arena(session):
    return Arena(session)


def seated(session, arena):
    settings = usual_settings(session, arena.meeting)
    plan = request_plan(session, arena.meeting, settings, actor=arena.actor(), at=NOON)
    return run_seating(session, plan.id, at=NOON, report=lambda *_far: None)


def moved_on(session, arena, guest=0):
    """A published plan, and one that follows it up in which one person sits elsewhere in the first round."""
    plan = seated(session, arena)
    publish_plan(session, plan, actor=arena.actor(), at=NOON)
    seats = {row.registration_id: row.table_number for row in plan.seat_rows if row.round == 1}
    before = seats[arena.guests[guest].id]
    free = [table for table in range(1, plan.tables + 1) if list(seats.values()).count(table) < plan.seats]
    table = next(one for one in free if one != before)
    after = move(session, plan, arena.guests[guest], number=1, table=table, actor=arena.actor(), at=LATER)
    return after, before, table


def test_who_sits_elsewhere_gets_a_mail_that_names_the_tables(session, arena):
    plan, before, table = moved_on(session, arena)
    publish_plan(session, plan, actor=arena.actor(), at=LATER)

    mails = tell_moved(session, plan, base_url=SITE, at=LATER)

    assert [(mail.registration_id, mail.kind) for mail in mails] == [
        (arena.guests[0].id, MessageKind.SEATS_CHANGED)
    ]
    assert f"Ronde 1: tafel {table}" in mails[0].body
    (news,) = news_of(session, arena.meeting)
    assert (news.registration.id, news.list_changed, news.moved) == (
        arena.guests[0].id,
        False,
        (Moved(1, before, table),),
    )
    assert (news.waiting, waiting_seat_mails(session, arena.meeting.id)) == (True, mails)


def test_a_first_plan_is_no_news(session, arena):
    plan = seated(session, arena)
    publish_plan(session, plan, actor=arena.actor(), at=NOON)

    assert tell_moved(session, plan, base_url=SITE, at=NOON) == ()
    assert news_of(session, arena.meeting) == ()


def test_who_wants_no_mail_or_has_none_is_told_in_person(session, arena):
    plan, _before, _table = moved_on(session, arena)
    publish_plan(session, plan, actor=arena.actor(), at=LATER)
    a_person(session, arena.guests[0].email).stops_mail = True
    session.flush()

    assert tell_moved(session, plan, base_url=SITE, at=LATER) == ()
    (news,) = news_of(session, arena.meeting)
    assert (news.registration.id, news.mails, news.waiting) == (arena.guests[0].id, (), False)


def test_a_mail_that_still_waits_is_replaced(session, arena):
    plan, _before, _table = moved_on(session, arena)
    publish_plan(session, plan, actor=arena.actor(), at=LATER)

    for _time in range(2):
        tell_moved(session, plan, base_url=SITE, at=LATER)

    assert session.query(Message).count() == 1


def test_changed_lists_are_news_for_those_on_them(session, arena):
    for proposal in (arena.first, arena.second):
        approve(session, proposal, actor=arena.actor(), at=NOON)
    publish(session, arena.meeting, base_url=SITE, actor=arena.actor(), at=NOON)
    assert news_of(session, arena.meeting) == ()
    arena.cancel(0)
    offers = damage_of(session, arena.meeting).offers
    keys = [one.key for one in offers]

    apply_repair(session, arena.meeting, keys, note="", base_url=SITE, actor=arena.actor(), at=LATER)

    concerned = {one.id for offer in offers for one in (*offer.before, *offer.after)} - {arena.ids[0]}
    assert {one.registration.organisation_id for one in news_of(session, arena.meeting)} == concerned
