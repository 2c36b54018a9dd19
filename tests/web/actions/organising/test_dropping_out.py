"""Someone drops out: only what they were in changes, and only whom it concerns is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from matcher.review import ReviewState
from models.coalition_board import RunFigures
from models.message import Message
from models.proposal import Proposal
from models.queries.publications import latest_publication
from models.seating import PlanOrigin, SeatingPlan
from tests.arena import Arena
from tests.builders import NOON
from web.actions.lists.publishing import entries_by_organisation, publish
from web.actions.organising.dropping_out import RepairOutdatedError, apply_repair, damage_of, drop_out
from web.actions.organising.registrations import MeetingIsOverError
from web.actions.proposals.review import approve
from web.actions.tables.seating import request_plan, run_seating, usual_settings

pytestmark = pytest.mark.both_databases
LATER = NOON + timedelta(hours=1)
SITE = "https://onverwacht.example"


@pytest.fixture
def arena(session):
    """Both coalitions, and the pairs 1-7, 7-8 and 8-9, are approved."""
    arena = Arena(session)
    arena.found_nothing(6, 7, 8)
    one = arena.organisations
    arena.pairs = [arena.pair(one[0], one[6]), arena.pair(one[6], one[7]), arena.pair(one[7], one[8])]
    for proposal in (arena.first, arena.second, *arena.pairs):
        approve(session, proposal, actor=arena.actor(), at=NOON)
    return arena


def publish_lists(session, arena):
    return publish(session, arena.meeting, base_url=SITE, actor=arena.actor(), at=NOON)


def told(arena, organisations):
    return tuple(arena.ids.index(one.id) for one in organisations)


def offered(session, arena):
    return [
        (told(arena, one.before), told(arena, one.after)) for one in damage_of(session, arena.meeting).offers
    ]


def do_all(session, arena, keys=None):
    keys = [one.key for one in damage_of(session, arena.meeting).offers] if keys is None else keys
    return apply_repair(
        session, arena.meeting, keys, note="Valt af", base_url=SITE, actor=arena.actor(), at=LATER
    )


def approved(session, arena):
    rows = session.scalars(
        select(Proposal).where(Proposal.state == ReviewState.APPROVED).order_by(Proposal.id)
    )
    return {tuple(arena.ids.index(m.organisation_id) for m in one.members) for one in rows}


def test_nothing_has_to_change_when_everyone_comes(session, arena):
    damage = damage_of(session, arena.meeting)

    assert (damage.gone, damage.ended, damage.offers, damage.alone, damage.unmeasured) == ((),) * 5


def test_who_drops_out_leaves_a_coalition_and_pairs_behind(session, arena):
    arena.cancel(0)

    damage = damage_of(session, arena.meeting)

    assert told(arena, damage.gone) == (0,)
    assert [told(arena, pair) for pair in damage.ended] == [(0, 6)]
    assert (0, 1, 2) in [before for before, _after in offered(session, arena)]
    assert not any(3 in before for before, _after in offered(session, arena))


def test_the_repair_is_done_once_and_leaves_the_rest_as_it_was(session, arena):
    arena.cancel(0)

    done = do_all(session, arena)

    assert done.changes > 0
    after = approved(session, arena)
    assert {(3, 4, 5), (6, 7), (7, 8)} <= after
    assert not any(0 in group for group in after)
    members = [one for group in after if len(group) > 2 for one in group]
    assert len(members) == len(set(members))
    assert damage_of(session, arena.meeting).offers == ()
    assert [decision.note for decision in arena.first.decisions] == ["", "Valt af"]


def test_only_what_was_chosen_is_done(session, arena):
    arena.cancel(0)

    assert do_all(session, arena, []).changes == 0

    assert approved(session, arena) == {(0, 1, 2), (3, 4, 5), (6, 7), (7, 8)}


def test_what_is_not_offered_any_more_is_refused_and_nothing_is_done(session, arena):
    arena.cancel(0)
    keys = [one.key for one in damage_of(session, arena.meeting).offers]
    arena.cancel(1)

    with pytest.raises(RepairOutdatedError):
        do_all(session, arena, keys)

    assert (0, 1, 2) in approved(session, arena)


def test_only_lists_that_change_get_a_mail_and_other_approvals_stay_off_the_lists(session, arena):
    publish_lists(session, arena)
    session.query(Message).update({"state": "released"})
    before = entries_by_organisation(latest_publication(session, arena.meeting.id))
    unpublished = arena.pair(arena.organisations[3], arena.organisations[8])
    approve(session, unpublished, actor=arena.actor(), at=LATER)
    arena.cancel(0)

    done = do_all(session, arena)

    after = entries_by_organisation(done.publication)
    changed = {one for one in after if after[one] != before.get(one)}
    waiting = session.scalars(select(Message).where(Message.state == "waiting"))
    guests = {guest.id: guest.organisation_id for guest in arena.guests}
    assert {guests[mail.registration_id] for mail in waiting} == changed
    assert not any(unpublished.id in entries for entries in after.values())
    assert arena.ids[3] not in changed


def test_before_publishing_nobody_is_told(session, arena):
    arena.cancel(0)

    assert do_all(session, arena).publication is None
    assert session.query(Message).count() == 0


def test_tables_follow_in_the_background(session, arena):
    settings = usual_settings(session, arena.meeting)
    plan = request_plan(session, arena.meeting, settings, actor=arena.actor(), at=NOON)
    run_seating(session, plan.id, at=NOON, report=lambda *_far: None)
    arena.cancel(0)

    done = do_all(session, arena)

    assert (done.plan.origin, done.plan.before_id) == (PlanOrigin.REPAIRED, plan.id)
    arena.cancel(1)
    assert do_all(session, arena).plan is None  # the one that is asked for will see to it
    assert session.query(SeatingPlan).count() == 2


def test_a_newcomer_is_compared_first_and_then_gets_partners(session, arena):
    late = arena.newcomer(offers=("vrachtwagen",), needs=("boekhouding",), kind=arena.organisations[3].kind)
    damage = damage_of(session, arena.meeting)
    assert ([one.id for one in damage.unmeasured], damage.offers) == ([late.id], ())

    arena.ids.append(late.id)
    arena.measure()

    assert any(9 in after for _before, after in offered(session, arena))
    do_all(session, arena)
    assert any(9 in group for group in approved(session, arena))


def test_dropping_out_is_possible_until_the_meeting_ends(session, arena):
    begun, ended = arena.meeting.starts_at + timedelta(minutes=5), arena.meeting.ends_at
    with pytest.raises(MeetingIsOverError):
        drop_out(session, arena.guests[0], actor=arena.actor(), at=ended)

    drop_out(session, arena.guests[0], actor=arena.actor(), at=begun)
    drop_out(session, arena.guests[0], actor=arena.actor(), at=begun + timedelta(minutes=1))
    drop_out(session, arena.guests[1], actor=arena.actor(), at=NOON)

    assert [(one.cancelled_at, one.place_number) for one in arena.guests[:3]] == [
        (begun, None),
        (NOON, None),
        (None, 1),
    ]


def test_without_figures_pairs_that_end_are_named_and_nothing_is_offered(session, arena):
    session.query(RunFigures).delete()
    arena.cancel(0)

    damage = damage_of(session, arena.meeting)

    assert ([told(arena, pair) for pair in damage.ended], damage.offers) == ([(0, 6)], ())
