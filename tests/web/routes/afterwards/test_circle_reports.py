"""What a circle taught is written down, made into a PDF, shared with other regions, and kept from others."""

from datetime import timedelta

import pytest

from models.circle import CaseLesson, CircleMember
from tests.circle import CircleDay, browser_of, organiser_elsewhere

OWN = "/mijn-lijst/leercirkel"


@pytest.fixture
def town(session):
    return CircleDay(session)


@pytest.fixture
def circle(town):
    return f"/bijeenkomsten/{town.meeting.id}/leercirkel"


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


def test_lessons_are_shared_and_made_into_a_pdf(session, town, circle, organiser, signed_in):
    number = town.talk().id
    early = organiser.post(f"{circle}/verslag/{number}", data={"learnt": "Bel eerder."})
    assert "De bijeenkomst is nog niet geweest." in early.text
    town.starts_in(timedelta(hours=-1))
    assert "nog geen les" in organiser.post(f"{circle}/delen", follow_redirects=True).text
    organiser.post(f"{circle}/verslag/{number}", data={"learnt": "Bel eerder."})
    elsewhere = signed_in(organiser_elsewhere(session))
    assert "Bel eerder." not in elsewhere.get("/leercirkels").text

    organiser.post(f"{circle}/delen")

    page = elsewhere.get("/leercirkels").text
    assert [word in page for word in ("Bel eerder.", "Regio AM06", "Kanarie", "Wijkteam")] == [
        True,
        True,
        False,
        False,
    ]
    pdf = organiser.get(f"{circle}/verslag.pdf")
    assert (pdf.mimetype, pdf.data[:5]) == ("application/pdf", b"%PDF-")
    organiser.post(f"{circle}/stoppen")
    assert "Bel eerder." not in elsewhere.get("/leercirkels").text


def test_a_lesson_that_is_shared_is_no_longer_changed_by_guests(app, session, town, circle, organiser):
    number = town.talk().id
    town.starts_in(timedelta(hours=-1))
    organiser.post(f"{circle}/verslag/{number}", data={"learnt": "Bel eerder."})
    organiser.post(f"{circle}/delen")

    answer = browser_of(app, session, town, town.benefits).post(
        f"{OWN}/{number}", data={"learnt": "Iets anders."}
    )

    assert ("De lessen zijn al gedeeld." in answer.text, "Iets anders." in answer.text) == (True, True)
    assert session.get_one(CaseLesson, number).learnt == "Bel eerder."


def test_a_lesson_about_a_case_of_another_group_is_refused(app, session, town):
    number = town.talk().id
    session.delete(session.get_one(CircleMember, town.guests[town.benefits.id].id))
    session.flush()

    assert browser_of(app, session, town, town.benefits).get(f"{OWN}/{number}").status_code == 404
    assert browser_of(app, session, town, town.team).get(f"{OWN}/999").status_code == 404


@pytest.mark.parametrize("role", ["nobody", "member"])
def test_lessons_are_for_organisers(town, client, signed_in, role):
    browser = client if role == "nobody" else signed_in(town.bank.members[0].person)

    assert browser.get("/leercirkels").status_code == (302 if role == "nobody" else 404)
