"""The wall shows which sectors met and what grows of it, and neither a name nor whom one alone met."""

from datetime import timedelta

import pytest

from models.encounter import Encounter
from tests.builders import a_registration, an_organisation
from tests.meeting_day import MeetingDay
from web.actions.lists.wall import wall_of


@pytest.fixture
def town(session):
    town = MeetingDay(session)
    for kind in (town.library.kind, town.bank.kind):
        town.extra = an_organisation(session, f"Nog een {kind.slug}", kind=kind)  # the last is a food bank
        town.guests[town.extra.id] = a_registration(session, town.meeting, town.extra)
    session.flush()
    return town


def meet(town, one, other, *, agreed=False, minutes=0):
    at = town.at + timedelta(minutes=minutes)
    guest = town.guests[one.id]
    row = Encounter(
        registration_id=guest.id, partner_id=other.id, met_at=at, agreed_at=at if agreed else None
    )
    town.session.add(row)
    town.session.flush()


def seen(town):
    return wall_of(town.session, town.meeting)


def test_an_empty_wall_has_sectors_and_no_lines(town):
    wall = seen(town)

    sizes = {(node.sector.slug if node.sector else ""): node.organisations for node in wall.nodes}
    assert (sizes, wall.ties, wall.met, wall.agreed, wall.growth) == (
        {"education": 3, "volunteers": 2},
        (),
        0,
        0,
        "",
    )


def test_both_sides_of_a_conversation_make_one(town):
    meet(town, town.bank, town.library, agreed=True)
    meet(town, town.library, town.bank)

    wall = seen(town)

    assert (wall.met, wall.agreed) == (1, 1)
    assert [(tie.met, tie.agreed) for tie in wall.ties] == [(1, 1)]


def test_who_meet_within_one_sector_are_seen_around_it(town):
    meet(town, town.bank, town.extra)

    wall = seen(town)

    assert {node.sector.slug: node.within for node in wall.nodes} == {"education": 0, "volunteers": 1}
    assert wall.ties == ()


def test_who_is_alone_in_a_sector_stands_with_the_others(town):
    town.extra.kind = None
    meet(town, town.bank, town.library)
    town.session.flush()

    wall = seen(town)

    sizes = {(node.sector.slug if node.sector else ""): node.organisations for node in wall.nodes}
    assert sizes == {"education": 3, "": 2}


def test_agreements_grow_in_steps(town):
    meet(town, town.bank, town.library, agreed=True)
    meet(town, town.bank, town.school, agreed=True, minutes=10)

    assert seen(town).growth == ("1140.0,800.0 1140.0,800.0 1140.0,680.0 1540.0,680.0 1540.0,560.0")


def test_who_met_and_then_cancelled_is_still_drawn(town):
    meet(town, town.bank, town.library)
    town.cancel(town.library)

    assert seen(town).met == 1
