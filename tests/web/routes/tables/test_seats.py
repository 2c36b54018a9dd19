"""One person's seats and wishes on the site."""

import pytest

from models.matching_run import RunState
from models.queries.seating import latest_plan
from models.seating_exchange import stored_seats
from tests.builders import NOON, a_meeting, a_person, a_registration, an_organisation
from web.actions.actor import Actor
from web.actions.tables.seating import SeatingSettings, request_plan, run_seating
from web.actions.tables.seating_changes import publish_plan
from web.actions.tables.seating_wishes import Wish, keep_apart, wish_of

TOLD = {"actor": Actor(), "at": NOON}


@pytest.fixture
def guests(session, meeting):
    return [
        a_registration(session, meeting, an_organisation(session, f"Organisatie {number}"))
        for number in range(1, 6)
    ]


@pytest.fixture
def plan(session, meeting, guests):
    """Five guests at two tables of three, one round."""
    plan = request_plan(session, meeting, SeatingSettings(2, 3, 1), **TOLD)
    return run_seating(session, plan.id, at=NOON, report=lambda *_: None)


def address(meeting, guest):
    return f"/bijeenkomsten/{meeting.id}/tafels/personen/{guest.id}"


def table_of(plan, guest):
    return next(seat.table for seat in stored_seats(plan) if seat.guest == guest.id)


def from_full_table(plan, guests):
    tables = [table_of(plan, guest) for guest in guests]
    full = max((1, 2), key=tables.count)
    return guests[tables.index(full)], 3 - full


def test_the_page_shows_where_someone_sits_and_with_whom(organiser, meeting, guests, plan):
    page = organiser.get(address(meeting, guests[0])).text

    assert f"Ronde 1: tafel {table_of(plan, guests[0])}" in page
    assert "Met:" in page


def test_wishes_can_be_kept_before_there_is_a_plan(session, organiser, meeting, guests):
    organiser.post(address(meeting, guests[0]), data={"near_door": "y", "table": "2"})

    assert wish_of(session, guests[0].id) == Wish(table=2, near_door=True)


def test_a_wish_for_a_table_that_cannot_be_is_shown_again(session, organiser, meeting, guests):
    page = organiser.post(address(meeting, guests[0]), data={"table": "0"}).text

    assert "Kies een aantal van 1 tot en met 80." in page
    assert wish_of(session, guests[0].id) == Wish()


def test_someone_is_moved_and_then_locked_there(session, organiser, meeting, guests, plan):
    guest, there = from_full_table(plan, guests)
    data = {"plan": str(plan.id), "ronde-1-to": f"tafel-{there}"}

    answer = organiser.post(f"{address(meeting, guest)}/ronde/1", data=data)

    assert answer.location == f"/bijeenkomsten/{meeting.id}/tafels?ronde=1#rondes"
    assert table_of(plan, guest) == there
    assert [seat.guest for seat in stored_seats(plan, locked_only=True)] == [guest.id]


def test_two_are_swapped(organiser, meeting, guests, plan):
    one = next(guest for guest in guests if table_of(plan, guest) == 1)
    other = next(guest for guest in guests if table_of(plan, guest) == 2)
    data = {"plan": str(plan.id), "ronde-1-to": f"ruil-{other.id}"}

    organiser.post(f"{address(meeting, one)}/ronde/1", data=data)

    assert (table_of(plan, one), table_of(plan, other)) == (2, 1)


def test_a_move_beside_someone_who_is_kept_apart_is_refused_without_a_name(
    session, organiser, meeting, guests, plan
):
    guest, there = from_full_table(plan, guests)
    other = next(one for one in guests if table_of(plan, one) == there)
    pair = (guest.organisation_id, other.organisation_id)
    keep_apart(session, meeting, pair, **TOLD)
    data = {"plan": str(plan.id), "ronde-1-to": f"tafel-{there}"}

    answer = organiser.post(f"{address(meeting, guest)}/ronde/1", data=data, follow_redirects=True)

    assert "mensen bij elkaar die niet bij elkaar mogen zitten" in answer.text
    assert table_of(plan, guest) != there


@pytest.mark.parametrize("goal", ["", "tafel-99", "ruil-99999", "onzin"])
def test_a_place_that_is_not_offered_changes_nothing(organiser, meeting, guests, plan, goal):
    before = stored_seats(plan)
    data = {"plan": str(plan.id), "ronde-1-to": goal}

    answer = organiser.post(f"{address(meeting, guests[0])}/ronde/1", data=data, follow_redirects=True)

    assert answer.status_code == 200
    assert "Kies een tafel, of iemand om mee te ruilen." in answer.text
    assert stored_seats(plan) == before


def test_a_seat_is_locked_and_let_go(organiser, meeting, guests, plan):
    place = f"{address(meeting, guests[0])}/ronde/1/vast"

    organiser.post(place, data={"plan": str(plan.id)})
    assert len(stored_seats(plan, locked_only=True)) == 1

    organiser.post(place, data={"plan": str(plan.id), "los": "ja"})
    assert stored_seats(plan, locked_only=True) == ()


def test_a_change_to_a_published_plan_makes_the_next_one(session, organiser, meeting, guests, plan):
    publish_plan(session, plan, actor=Actor(person_id=a_person(session).id), at=NOON)
    guest, there = from_full_table(plan, guests)
    data = {"plan": str(plan.id), "ronde-1-to": f"tafel-{there}"}

    organiser.post(f"{address(meeting, guest)}/ronde/1", data=data)

    newest = latest_plan(session, meeting.id, RunState.DONE)
    assert (newest.number, table_of(newest, guest), table_of(plan, guest)) == (2, there, 3 - there)
    page = organiser.get(f"/bijeenkomsten/{meeting.id}/tafels").text
    assert "1 verandering sinds plan 1" in page


def test_a_change_to_an_older_plan_is_refused(organiser, meeting, guests, plan):
    data = {"plan": str(plan.id + 1), "ronde-1-to": "tafel-1"}

    answer = organiser.post(f"{address(meeting, guests[0])}/ronde/1", data=data, follow_redirects=True)

    assert "Er is intussen een nieuwer plan." in answer.text


def test_someone_of_another_meeting_is_not_there(session, organiser, meeting, guests):
    other = a_meeting(session, meeting.region)
    stranger = a_registration(session, other, an_organisation(session, "Elders"))

    assert organiser.get(address(meeting, stranger)).status_code == 404
