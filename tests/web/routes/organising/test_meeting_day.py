"""The day itself on the site: the wall, forms from paper, three questions; who is refused, and bad input."""

from urllib.parse import urlsplit

import pytest

from models.encounter import Encounter
from models.feedback import Feedback
from models.person import RegionOrganiser
from models.region import Region
from tests.builders import a_person
from tests.meeting_day import MeetingDay
from web.actions.actor import Actor
from web.actions.lists.encounters import Word, say


@pytest.fixture
def town(session):
    return MeetingDay(session)


@pytest.fixture
def organiser(town, signed_in):
    return signed_in(town.organiser)


@pytest.fixture
def attendee(client, town):
    client.get(urlsplit(town.link_of(town.bank)).path)
    return client


def path(town, rest):
    return f"/bijeenkomsten/{town.meeting.id}/{rest}"


def form_of(town):
    return path(town, f"formulieren/{town.guests[town.bank.id].id}")


def tell(town, word):
    guest = town.guests[town.bank.id]
    told = {"taken_back": False, "actor": Actor(registration_id=guest.id), "at": town.at}
    say(town.session, guest, town.library.id, word, **told)


def test_the_wall_grows_and_names_nobody(organiser, town):
    tell(town, Word.AGREED)

    page, part = organiser.get(path(town, "muur")).text, organiser.get(path(town, "muur/tekening")).text

    assert ('hx-trigger="every 10s"' in page, page.count("<html"), part.count("<html")) == (True, 1, 0)
    assert ("1 gesprek, 1 keer: wij gaan iets doen" in page, "Voedselbank" in page) == (True, False)
    guests = [guest.name for guest in town.guests.values()]
    assert [name for name in (*guests, "Bibliotheek", "School") if name in part] == []


def test_organiser_sees_counts_quotes_and_what_was_said(organiser, attendee, town):
    attendee.post(
        "/mijn-lijst/hoe-was-het", data={"met_new": "ja", "worth": "much", "advice": "Meer <koffie>"}
    )
    tell(town, Word.AGREED)
    tell(town, Word.DECLINED)

    page = organiser.get(path(town, "ontmoetingen")).text

    assert "“Meer &lt;koffie&gt;”" in page
    assert ("één kant gaat iets doen" in page, "niet voor mij" in page) == (True, True)
    assert f"Gast {1}" not in page


def test_a_form_sent_twice_counts_once_and_says_so(session, organiser, town):
    ticked = {"gesproken": [town.library.id], "afspraak": [town.library.id], "nuttig": [town.school.id]}

    first = organiser.post(form_of(town), data=ticked, follow_redirects=True).text
    notice = organiser.get(form_of(town)).text
    second = organiser.post(form_of(town), data=ticked, follow_redirects=True).text

    assert "is ingevoerd. 2 nieuwe regels." in first
    assert "Dit formulier is al ingevoerd op" in notice
    assert "Er is niets dubbel geteld." in second
    assert session.query(Encounter).count() == 2


def test_a_form_found_by_its_number_and_one_that_is_not_there(organiser, town):
    number = town.guests[town.bank.id].id

    found = organiser.get(path(town, f"formulieren?zoek={number}")).text
    missing = organiser.get(path(town, "formulieren?zoek=99999")).text

    assert (f"({number})" in found, "Gast" in found) == (True, True)
    assert "Wij vinden geen formulier met dit nummer of deze naam." in missing


@pytest.mark.parametrize(("box", "value"), [("gesproken", "99999"), ("ook-0", "99999")])
def test_a_partner_who_is_not_there_any_more_is_told_and_nothing_is_lost(
    session, organiser, town, box, value
):
    ticked = {"nuttig": str(town.library.id), box: value}

    page = organiser.post(form_of(town), data=ticked).text

    assert "Deze organisatie komt niet (meer) naar de bijeenkomst." in page
    assert f'id="nuttig-{town.library.id}" name="nuttig" value="{town.library.id}" checked' in page
    assert session.query(Encounter).count() == 0


def test_nonsense_in_boxes_is_left_out(session, organiser, town):
    organiser.post(form_of(town), data={"gesproken": ["x", "-1.5"], "ook-0": "drie"})

    assert session.query(Encounter).count() == 0


def test_a_form_before_the_day_is_refused_with_what_was_typed(session, organiser, town):
    town.tomorrow()

    page = organiser.post(form_of(town), data={"gesproken": town.library.id}).text

    assert "De bijeenkomst is nog niet geweest." in page
    assert session.query(Encounter).count() == 0


def test_attendee_answers_three_questions_and_changes_the_answers(session, attendee, town):
    door = "/mijn-lijst/hoe-was-het"
    assert door in attendee.get("/mijn-lijst").text
    attendee.post(door, data={"met_new": "nee", "worth": "some", "advice": "Meer tijd"})
    again = attendee.get(door).text

    assert ("Meer tijd</textarea>" in again, again.count("checked")) == (True, 2)
    attendee.post(door, data={"met_new": "ja", "worth": "onzin", "advice": ""})
    row = session.query(Feedback).one()
    assert (row.met_new, row.worth, row.advice) == (True, None, "")


@pytest.mark.parametrize(
    ("typed", "says"),
    [("BSN 123456782 hoorde ik", "burgerservicenummer"), ("x" * 1001, "Maak de tekst korter.")],
)
def test_a_text_with_a_client_or_far_too_long_comes_back(session, attendee, town, typed, says):
    page = attendee.post("/mijn-lijst/hoe-was-het", data={"advice": typed}).text

    assert says in page
    assert typed[:500] in page
    assert session.query(Feedback).count() == 0


def test_before_the_day_there_is_nothing_to_answer(session, attendee, town):
    town.tomorrow()
    assert "/mijn-lijst/hoe-was-het" not in attendee.get("/mijn-lijst").text

    page = attendee.post("/mijn-lijst/hoe-was-het", data={"worth": "much"}).text

    assert "De bijeenkomst is nog niet geweest." in page
    assert session.query(Feedback).count() == 0


def test_a_link_in_other_hands_ends_at_once_and_a_new_one_waits(app, organiser, attendee, town):
    guest, old = town.guests[town.bank.id], urlsplit(town.link_of(town.bank)).path
    page = path(town, f"aanmeldingen/eigen-link/{guest.id}")
    assert "Laat de link vervallen" in organiser.get(page).text

    answer = organiser.post(page)

    assert answer.headers["Location"] == path(town, "post")
    assert attendee.get("/mijn-lijst").headers["Location"].startswith("/aanmelden")
    assert attendee.get(old).status_code == 410
    new = urlsplit(town.link_of(town.bank)).path
    assert (new != old, app.test_client().get(new).status_code) == (True, 302)


def test_a_link_of_someone_without_address_ends_without_a_new_one(organiser, attendee, town):
    guest = town.guests[town.bank.id]
    guest.email = ""

    page = organiser.post(path(town, f"aanmeldingen/eigen-link/{guest.id}"), follow_redirects=True).text

    assert "geef deze persoon de lijst op papier" in page
    assert guest.link_hash is None


def test_the_worker_may_keep_the_pages_of_the_list_alone(client):
    answer = client.get("/mijn-lijst/zonder-internet.js")

    assert answer.headers["Service-Worker-Allowed"] == "/mijn-lijst"
    assert answer.content_type.startswith("text/javascript")


def test_signing_out_takes_the_kept_list_off_the_device(attendee, town):
    assert attendee.post("/afmelden").headers["Clear-Site-Data"] == '"storage"'


@pytest.mark.parametrize("rest", ["muur", "muur/tekening", "ontmoetingen", "formulieren"])
def test_others_see_none_of_it(session, town, signed_in, attendee, rest):
    session.add(Region(code="AM08", name="Elders", year=2026))
    elsewhere = a_person(session, "elders@example.org")
    session.add(RegionOrganiser(person_id=elsewhere.id, region_code="AM08"))
    browsers = [signed_in(elsewhere), signed_in(town.bank.members[0].person), attendee]

    assert [one.get(path(town, rest)).status_code for one in browsers] == [404, 404, 302]


def test_others_type_nothing_in_and_end_no_link(session, town, signed_in, client):
    guest = town.guests[town.bank.id]
    pages = [form_of(town), path(town, f"aanmeldingen/eigen-link/{guest.id}")]
    browsers = [signed_in(town.bank.members[0].person), client]

    answers = [browser.post(page).status_code for browser in browsers for page in pages]

    assert answers == [404, 404, 401, 401]
    assert guest.link_hash is not None


@pytest.mark.parametrize("door", ["formulieren/{id}", "aanmeldingen/eigen-link/{id}"])
def test_a_form_of_another_meeting_or_of_nobody_does_not_exist(organiser, town, door):
    assert organiser.get(path(town, door.format(id=99999))).status_code == 404
