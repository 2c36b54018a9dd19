"""Guests bring a case, the organiser judges, makes groups and reports; nobody else sees any of it."""

from datetime import timedelta
from functools import partial

import pytest

from models.circle import CaseState, CircleMember, PracticeCase
from tests.circle import CircleDay, browser_of, organiser_elsewhere

OWN = "/mijn-lijst/leercirkel"
TYPED = {
    "label": "scheiding",
    "side": "social_work",
    "situation": "Een ouder gaat uit elkaar.",
    "tried": "Gebeld.",
    "question": "Wie begint?",
}


@pytest.fixture
def town(session):
    return CircleDay(session)


@pytest.fixture
def circle(town):
    return f"/bijeenkomsten/{town.meeting.id}/leercirkel"


@pytest.fixture
def organiser(signed_in, town):
    return signed_in(town.organiser)


@pytest.fixture
def guest_of(app, session, town):
    """What makes the browser of the guest of an organisation."""
    return partial(browser_of, app, session, town)


def test_case_goes_from_guest_to_organiser_to_partner_and_becomes_a_lesson(
    session, town, circle, organiser, guest_of
):
    team, benefits = guest_of(town.team), guest_of(town.benefits)
    town.cancel(town.desk)
    assert OWN in team.get("/mijn-lijst").text
    assert "De organisator leest uw geval." in team.post(OWN, data=TYPED, follow_redirects=True).text
    number = town.guests[town.team.id].id
    assert "Een ouder gaat uit elkaar." in organiser.get(circle).text
    assert "Een ouder gaat uit elkaar." not in benefits.get(OWN).text

    organiser.post(f"{circle}/gevallen/{number}", data={"oordeel": "akkoord"})
    organiser.post(f"{circle}/groepjes")
    assert "Een ouder gaat uit elkaar." not in benefits.get(OWN).text
    organiser.post(f"{circle}/tonen")

    page = benefits.get(OWN).text
    wanted = ("Een ouder gaat uit elkaar.", "Wijkteam", "Drie vragen om mee te beginnen", "Kanarie")
    assert [word in page for word in wanted] == [True, True, True, False]
    town.starts_in(timedelta(hours=-1))
    told = {"learnt": "Bel eerder.", "differently": "Wij bellen.", "obstacle": "Tijd."}
    assert "zonder namen" in benefits.post(f"{OWN}/{number}", data=told, follow_redirects=True).text
    assert "Bel eerder." in team.get(OWN).text
    assert "Bel eerder." in organiser.get(f"{circle}/verslag").text


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"situation": "Mevrouw Jansen gaat uit elkaar."}, "lijkt de naam van iemand"),
        ({"tried": "Een man van 43 gebeld."}, "precieze leeftijd"),
        ({"question": "Wie belt 06-12345678?"}, "telefoonnummer"),
        ({"situation": "BSN 123456782"}, "burgerservicenummer"),
        ({"situation": "  "}, "Vertel kort wat er aan de hand is."),
        ({"situation": "x" * 50_000}, "50.000 tekens"),
        ({"label": ""}, "Kies waar het over gaat."),
        ({"label": "zeppelin"}, "Kies waar het over gaat."),
        ({"side": "zeppelin"}, "Kies welke ervaring u meebrengt."),
    ],
)
def test_bad_input_says_what_is_wrong_and_loses_nothing(session, town, guest_of, change, says):
    typed = {**TYPED, **change}

    page = guest_of(town.team).post(OWN, data=typed).text

    assert "Er klopt nog iets niet" in page
    assert says in page
    kept = [value.strip() for name, value in typed.items() if name not in ("label", "side")]
    assert all(value in page for value in kept)
    assert session.query(PracticeCase).count() == 0


def test_what_is_no_person_can_be_confirmed_and_a_number_cannot(session, town, guest_of):
    guest = guest_of(town.team)
    confirmed = {**TYPED, "situation": "Wij lazen Mevrouw Bovary.", "not_personal": "y"}

    guest.post(OWN, data={**confirmed, "situation": "BSN 123456782"})
    assert session.query(PracticeCase).count() == 0
    guest.post(OWN, data=confirmed)

    assert session.query(PracticeCase).count() == 1


def test_html_that_is_typed_is_shown_as_it_was_typed(town, circle, organiser, guest_of):
    guest_of(town.team).post(OWN, data={**TYPED, "situation": "<script>alert(1)</script>"})

    page = organiser.get(circle).text

    assert ("<script>alert" in page, "&lt;script&gt;alert" in page) == (False, True)


def test_guest_reads_why_other_words_are_asked_for_and_can_take_the_case_away(
    session, town, circle, organiser, guest_of
):
    town.bring(town.team)
    number, guest = town.guests[town.team.id].id, guest_of(town.team)
    judge = f"{circle}/gevallen/{number}"
    refused = organiser.post(judge, data={"oordeel": "anders", "reason": " "})
    assert (refused.status_code, "Schrijf op waarom." in refused.text) == (422, True)
    assert organiser.post(judge, data={"oordeel": "raar"}).status_code == 400
    named = organiser.post(judge, data={"oordeel": "weiger", "reason": "Dit is mevrouw Jansen."})
    assert (named.status_code, "lijkt de naam van iemand" in named.text) == (422, True)

    organiser.post(judge, data={"oordeel": "anders", "reason": "Haal het dorp weg."})

    assert "Haal het dorp weg." in guest.get(OWN).text
    guest.post(f"{OWN}/weg")
    assert session.query(PracticeCase).count() == 0


def test_organiser_accepts_all_and_changes_a_group(session, town, circle, organiser):
    for one in (town.team, town.desk):
        town.bring(one)
    assert "2 gevallen zijn akkoord." in organiser.post(f"{circle}/akkoord", follow_redirects=True).text
    organiser.post(f"{circle}/groepjes")
    number = town.guests[town.desk.id].id

    page = organiser.post(f"{circle}/verplaatsen", data={"guest": number, "other": ""}, follow_redirects=True)

    assert "Nog zonder groepje" in page.text
    assert session.get(CircleMember, number) is None
    for typed in ({"guest": ""}, {"guest": "999"}, {"guest": str(number), "other": "x"}):
        assert "Er klopt nog iets niet" in organiser.post(f"{circle}/verplaatsen", data=typed).text


@pytest.mark.parametrize("role", ["nobody", "member", "guest", "organiser elsewhere"])
def test_only_its_organisers_see_and_change_a_circle(
    session, town, circle, client, signed_in, guest_of, role
):
    number = town.talk().id
    browsers = {
        "nobody": lambda: client,
        "member": lambda: signed_in(town.bank.members[0].person),
        "guest": lambda: guest_of(town.team),
        "organiser elsewhere": lambda: signed_in(organiser_elsewhere(session)),
    }
    browser = browsers[role]()
    pages = ("", "/verslag", "/verslag.pdf", f"/verslag/{number}")
    doors = (f"/gevallen/{number}", "/akkoord", "/groepjes", "/verplaatsen", "/tonen", "/delen")

    seen = [browser.get(circle + page).status_code for page in pages]
    done = [
        browser.post(circle + door, data={"oordeel": "weiger", "reason": "Nee."}).status_code
        for door in doors
    ]

    refused = (302, 401) if role in ("nobody", "guest") else (404, 404)
    assert (set(seen), set(done)) == ({refused[0]}, {refused[1]})
    assert session.get_one(PracticeCase, number).state is CaseState.ACCEPTED


def test_a_meeting_of_another_kind_has_no_circle(session, town, circle, organiser, guest_of):
    town.meeting.kind_slug = "gesprekskring"
    session.flush()
    guest = guest_of(town.team)

    assert [organiser.get(circle + page).status_code for page in ("", "/verslag")] == [404, 404]
    assert guest.get(OWN).status_code == 404
    assert OWN not in guest.get("/mijn-lijst").text


def test_the_organiser_asks_for_cases_and_reads_the_mail_first(organiser, town, circle):
    town.guests[town.team.id].email = "team@example.org"
    town.session.flush()
    before = organiser.get(circle).text

    after = organiser.post(f"{circle}/vragen", follow_redirects=True).text

    assert ("1 persoon kreeg nog geen vraag" in before, "Brengt u er een mee?" in before) == (True, True)
    assert ("1 mail is onderweg." in after, "Kanarie Raadslieden" in after) == (True, True)
