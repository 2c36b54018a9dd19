"""The page for when someone drops out: four steps, for organisers of the region alone."""

import re
from datetime import timedelta

import pytest

from matcher.review import ReviewState
from models.message import Message, MessageState
from models.queries.publications import latest_publication
from tests.arena import Arena
from tests.builders import NOON, a_meeting, a_registration, an_organiser
from web.actions.lists.publishing import publish
from web.actions.proposals.review import approve
from web.clock import now


@pytest.fixture
def arena(session):
    """A meeting to come, of which both coalitions are published and the mails have gone."""
    arena = Arena(session)
    arena.found_nothing(6, 7, 8)
    arena.meeting.starts_at = now() + timedelta(days=300)
    arena.meeting.ends_at = arena.meeting.starts_at + timedelta(hours=3)
    for proposal in (arena.first, arena.second):
        approve(session, proposal, actor=arena.actor(), at=NOON)
    publish(session, arena.meeting, base_url="http://localhost", actor=arena.actor(), at=NOON)
    session.query(Message).update({"state": MessageState.RELEASED})
    return arena


@pytest.fixture
def anna(signed_in, arena):
    return signed_in(arena.anna)


@pytest.fixture
def page(arena):
    return f"/bijeenkomsten/{arena.meeting.id}/valt-af"


def keys(text):
    return re.findall(r'name="wijziging" value="([\d>&gt;-]+)"', text)


def choose(text):
    return [key.replace("&gt;", ">") for key in keys(text)]


def test_from_cancelling_to_telling_only_those_concerned(session, anna, arena, page):
    assert "Er hoeft niets te veranderen" in anna.get(page).text
    anna.post(f"{page}/afmelden", data={"aanmelding": arena.guests[0].id})
    changes = anna.get(page).text
    assert "Zij komen niet, en stonden in een voorstel: Organisatie 1." in changes
    assert f"<del>{arena.organisations[0].name}</del>" in changes

    answer = anna.post(f"{page}/herstel", data={"wijziging": choose(changes)}, follow_redirects=True).text

    assert "Versie 2 van de lijsten is gepubliceerd." in answer
    assert latest_publication(session, arena.meeting.id).number == 2
    waiting = session.query(Message).filter_by(state=MessageState.WAITING).count()
    assert 0 < waiting <= 5
    anna.post(f"{page}/mails")
    assert session.query(Message).filter_by(state=MessageState.WAITING).count() == 0


def test_what_was_unticked_is_not_done(session, anna, arena, page):
    anna.post(f"{page}/afmelden", data={"aanmelding": arena.guests[0].id})

    answer = anna.post(f"{page}/herstel", follow_redirects=True).text

    assert "0 wijzigingen zijn gedaan." in answer
    session.refresh(arena.first)
    assert arena.first.state is ReviewState.APPROVED


def test_a_change_that_nobody_offered_is_refused(session, anna, arena, page):
    sent = {"wijziging": [f"{arena.ids[0]}-{arena.ids[5]}", "onzin"]}

    answer = anna.post(f"{page}/herstel", data=sent, follow_redirects=True).text

    assert "Er is intussen iets veranderd. Er is niets gedaan." in answer
    assert latest_publication(session, arena.meeting.id).number == 1


def test_a_newcomer_is_compared_in_the_background(anna, arena, page):
    arena.newcomer("Late Linde")

    assert "nog niet met de anderen vergeleken: Late Linde." in anna.get(page).text
    assert "Wij vergelijken nu iedereen" in anna.post(f"{page}/vergelijk", follow_redirects=True).text


def test_nobody_or_somebody_of_elsewhere_cannot_drop_out_here(session, anna, arena, page):
    other = a_registration(session, a_meeting(session, arena.region), arena.organisations[0])

    assert "Kies eerst wie niet komt." in anna.post(f"{page}/afmelden", follow_redirects=True).text
    assert anna.post(f"{page}/afmelden", data={"aanmelding": "x"}).status_code == 302
    assert anna.post(f"{page}/afmelden", data={"aanmelding": other.id}).status_code == 404
    assert other.cancelled_at is None


def test_after_the_meeting_nobody_drops_out(session, anna, arena, page):
    arena.meeting.starts_at = NOON.replace(hour=10)
    arena.meeting.ends_at = NOON

    answer = anna.post(f"{page}/afmelden", data={"aanmelding": arena.guests[0].id}, follow_redirects=True)

    assert "De bijeenkomst is voorbij. Er verandert niets meer." in answer.text
    assert arena.guests[0].cancelled_at is None


def test_before_any_proposals_there_is_nothing_to_change(session, anna, arena):
    other = a_meeting(session, arena.region)

    assert "Er zijn nog geen voorstellen gemaakt." in anna.get(f"/bijeenkomsten/{other.id}/valt-af").text
    assert anna.post(f"/bijeenkomsten/{other.id}/valt-af/vergelijk").status_code == 404


def test_only_organisers_of_the_region_come_here(session, client, signed_in, arena, page):
    session.add(type(arena.region)(code="AM08", name="Elders", year=2026))
    session.flush()
    elsewhere = signed_in(an_organiser(session, "elders@example.org", "AM08"))
    posts = [f"{page}/{path}" for path in ("afmelden", "herstel", "vergelijk", "mails")]

    assert [elsewhere.get(page).status_code, *(elsewhere.post(one).status_code for one in posts)] == [404] * 5
    assert [client.get(page).status_code, *(client.post(one).status_code for one in posts)] == [
        302,
        *[401] * 4,
    ]
