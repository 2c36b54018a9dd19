"""The organiser sees what a meeting misses and invites with one tap; others see nothing of it."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.database import create_engine
from models.guest import MeetingInvitation
from models.job import Job, JobName, JobState
from models.message import Message, MessageState
from models.person import RegionOrganiser
from tests.builders import NOON, a_person, a_region
from tests.journeys.conftest import assert_accessible, follow
from tests.missing import ANSWER, IDLE, NEED, find, prepare
from web.actions.accounts.sign_in import issue_link
from web.clock import now


@pytest.fixture
def party(session):
    return prepare(session)


@pytest.fixture
def address(party):
    return f"/bijeenkomsten/{party.meeting.id}/wat-ontbreekt"


@pytest.fixture
def organiser(signed_in, party):
    return signed_in(party.organiser)


def test_before_anyone_looked_it_says_what_it_is_and_offers_to_look(organiser, party, address):
    assert "Welke vragen kan niemand beantwoorden" in organiser.get(f"/bijeenkomsten/{party.meeting.id}").text
    page = organiser.get(address).text

    assert ("Kijk wat er ontbreekt" in page, "Dit kan al voordat er voorstellen zijn." in page) == (
        True,
        True,
    )
    assert ("gap-title" in page, "U ziet de stand" in page) == (False, False)


def test_looking_puts_one_job_ready_and_shows_that_it_comes(session, organiser, party, address):
    answer = organiser.post(address)
    page = organiser.get(address).text

    (job,) = session.scalars(select(Job))
    assert (answer.location, job.name, job.arguments) == (
        address,
        JobName.GAPS,
        {"meeting_id": party.meeting.id},
    )
    assert (f'hx-get="{address}"' in page, 'http-equiv="refresh"' in page) == (True, True)
    assert "Wij kijken nu wat er ontbreekt." in page


def test_htmx_hears_how_far_it_is_and_then_gets_the_page(session, organiser, address):
    organiser.post(address)
    job = session.scalars(select(Job)).one()
    job.state, job.lease_until, job.progress, job.progress_total = JobState.LEASED, now(), 3, 9
    heard = organiser.get(address, headers={"HX-Request": "true"})
    done_job = session.scalars(select(Job)).one()
    done_job.state, done_job.lease_until, done_job.finished_at = JobState.DONE, None, now()
    done = organiser.get(address, headers={"HX-Request": "true"})

    assert ("3 van 9 zinnen gelezen." in heard.text, "<html" in heard.text) == (True, False)
    assert (done.text, done.headers["HX-Refresh"]) == ("", "true")


def test_what_is_missing_is_drawn_told_and_listed(session, organiser, party, address):
    find(session, party)

    page = organiser.get(address).text

    assert "Vragen: 2 van 2 nog open. Aanbod: 1 van 1 blijft liggen. Scholen: nog 1 nodig." in page
    assert all(words in page for words in (NEED, ANSWER, IDLE, "nog niemand", "0 van de 1 die nodig zijn"))
    assert ("1 organisatie die komt" in page, "Weg" in page) == (True, False)
    assert "Sindsdien is er niets veranderd" in page
    meeting = organiser.get(f"/bijeenkomsten/{party.meeting.id}").text
    assert "2 vragen kan niemand in de zaal beantwoorden. Er ontbreken nog 4 partijen of sectoren." in meeting


def test_english_speaks_english(session, organiser, party, address):
    find(session, party)
    organiser.get("/taal/en")

    page = organiser.get(address).text

    assert all(words in page for words in ("Needs: 2 of 2 still open", "Schools: 1 more needed", "Invite<"))


def test_a_look_that_failed_keeps_what_was_found_and_can_be_repeated(session, organiser, party, address):
    find(session, party).job = Job(
        name=JobName.GAPS, arguments={}, run_after=NOON, created_at=NOON, state=JobState.FAILED
    )

    page = organiser.get(address).text

    assert all(words in page for words in ("Het kijken is niet gelukt.", NEED, "Kijk opnieuw"))


def test_one_tap_invites_and_the_mail_waits(session, organiser, party, address):
    find(session, party)

    answer = organiser.post(f"{address}/uitnodigen", data={"organisatie": party.raap.id, "plek": "vraag-1"})

    assert answer.location == f"{address}#vraag-1"
    page = organiser.get(address).text
    assert ("De Raap staat op de lijst. De mail wacht nog op u." in page, "Uitgenodigd" in page) == (
        True,
        True,
    )
    assert session.scalars(select(Message.state)).all() == [MessageState.WAITING]


@pytest.mark.parametrize(
    ("who", "says"),
    [("molen", "Wij kennen niemand met een e-mailadres."), ("stil", "willen geen mail van ons. Bel hen.")],
)
def test_whom_we_cannot_write_to_gets_no_mail_and_has_to_be_called(
    session, organiser, party, address, who, says
):
    page = organiser.post(
        f"{address}/uitnodigen", data={"organisatie": getattr(party, who).id}, follow_redirects=True
    ).text

    assert says in page
    assert session.scalars(select(MeetingInvitation.organisation_id)).all() == [getattr(party, who).id]
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    "typed",
    [{}, {"organisatie": "999"}, {"organisatie": "x"}, {"organisatie": "1' or 1", "plek": "//kwaad.example"}],
)
def test_nonsense_invites_nobody_and_leads_back(session, organiser, address, typed):
    answer = organiser.post(f"{address}/uitnodigen", data=typed)

    assert (answer.status_code, answer.location) == (302, address)
    assert session.scalars(select(MeetingInvitation)).all() == []


def test_who_comes_already_is_not_invited(session, organiser, party, address):
    page = organiser.post(
        f"{address}/uitnodigen", data={"organisatie": party.linde.id}, follow_redirects=True
    ).text

    assert "Deze organisatie is al uitgenodigd, of komt al." in page
    assert session.scalars(select(MeetingInvitation)).all() == []


def test_after_the_meeting_began_nobody_is_invited_any_more(session, organiser, party, address):
    find(session, party)
    party.meeting.starts_at = now() - timedelta(hours=1)

    page = organiser.post(
        f"{address}/uitnodigen", data={"organisatie": party.raap.id}, follow_redirects=True
    ).text

    assert ("de bijeenkomst is begonnen of gaat niet door" in page, "Nodig uit" in page) == (True, False)
    assert session.scalars(select(MeetingInvitation)).all() == []


@pytest.mark.parametrize("who", ["nobody", "member", "organiser elsewhere"])
def test_others_are_refused(session, client, signed_in, party, address, who):
    a_region(session, "AM08")
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    session.flush()
    member = party.linde.members[0].person
    browsers = {"nobody": client, "member": signed_in(member), "organiser elsewhere": signed_in(elsewhere)}
    browser = browsers[who]

    answers = [browser.get(address), browser.post(address), browser.post(f"{address}/uitnodigen")]

    assert [one.status_code for one in answers] == ([302, 401, 401] if who == "nobody" else [404] * 3)
    assert session.scalars(select(Job)).all() == []


@pytest.mark.browser
@pytest.mark.slow
def test_someone_is_invited_by_keyboard_on_a_phone(page: Page, live_site: str, database_url: str):
    with Session(create_engine(database_url)) as session:
        party = prepare(session)
        find(session, party)
        meeting_id = party.meeting.id
        token = issue_link(session, party.organiser.email, next_path="", at=now())
        session.commit()
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{live_site}/aanmelden/link/{token}")
    follow(page.get_by_role("button").first, "Enter")
    page.goto(f"{live_site}/bijeenkomsten/{meeting_id}")
    page.get_by_role("link", name="Bekijk wat er ontbreekt").press("Enter")
    expect(page.get_by_role("img", name="Wat er is, en wat er ontbreekt")).to_be_visible()
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name=re.compile("^Nodig uit ?: De Raap$")).first.press("Enter")
    expect(page.get_by_text("De Raap staat op de lijst.")).to_be_visible()
    expect(page.get_by_text("Uitgenodigd").first).to_be_visible()
    page.get_by_role("button", name="Kijk opnieuw").press("Enter")
    expect(page.get_by_text("Wij kijken nu wat er ontbreekt.")).to_be_visible()
    assert_accessible(page)
