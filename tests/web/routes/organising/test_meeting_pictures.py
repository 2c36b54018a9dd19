"""The page with pictures: for organisers of the region, each picture with a table that says the same."""

import re

import pytest

from tests.arena import Arena
from tests.builders import a_meeting, an_organiser


@pytest.fixture
def arena(session):
    return Arena(session)


def page(meeting):
    return f"/bijeenkomsten/{meeting.id}/in-beeld"


def test_every_picture_has_words_and_a_table(session, signed_in, arena):
    arena.pair(*arena.organisations[:2])

    text = signed_in(arena.anna).get(page(arena.meeting)).text

    pictures = re.findall(r'<svg class="([\w-]+)"? ?.*?role="img" aria-labelledby="([\w -]+)"', text)
    assert [name for name, _label in pictures] == ["flow", "origins", "network__picture"]
    assert re.findall(r"<caption>(.*?)</caption>", text) == [
        "Organisaties per stap",
        "Organisaties per gemeente",
    ]
    assert "Heeft zich aangemeld: 9" in text


def test_an_empty_meeting_says_so(session, signed_in, arena):
    text = signed_in(arena.anna).get(page(a_meeting(session, arena.region))).text

    assert re.findall(r'<div class="empty">\s*<p>(.*?)</p>', text) == [
        "Er is nog niemand uitgenodigd of aangemeld.",
        "Wij weten nog van niemand waar zij vandaan komen.",
        "Er zijn nog geen voorstellen om te tekenen.",
    ]


def test_pictures_are_for_organisers_of_the_region(session, client, signed_in, arena):
    session.add(type(arena.region)(code="AM08", name="Elders", year=2026))
    session.flush()
    elsewhere = signed_in(an_organiser(session, "elders@example.org", "AM08"))

    assert [one.get(page(arena.meeting)).status_code for one in (elsewhere, client)] == [404, 302]
