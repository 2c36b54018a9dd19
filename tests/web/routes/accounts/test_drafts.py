import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from models.draft import Draft
from models.person import UserSession
from tests.builders import a_member, a_person, a_region, an_organisation
from web.actions.accounts.sign_in import IDLE_SESSION
from web.clock import now

TEXT = "wij luisteren\nnaar iedereen 🧡"


@pytest.fixture
def organisation(session):
    return an_organisation(session, "De Linde")


@pytest.fixture
def joke(session, organisation):
    return a_member(session, organisation, "joke@example.org", "owner")


@pytest.fixture
def path(organisation):
    return f"/organisaties/{organisation.id}/profiel/wat-zien-en-doen-wij"


@pytest.fixture
def late(session, signed_in, joke, path):
    """The browser of someone who opened a step, went for a long walk and then saved it; and the answer."""
    browser = signed_in(joke)
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', browser.get(path).text)[1]
    for each in session.scalars(select(UserSession)):
        each.last_seen_at = now() - IDLE_SESSION - timedelta(seconds=1)
    answer = browser.post(f"{path}?terug=nakijken", data={"seen": seen, "about": TEXT, "csrf_token": "x"})
    return browser, answer


def hidden_fields(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))


def test_text_that_comes_too_late_is_kept_and_shown(session, late, path, joke):
    _browser, answer = late

    assert (answer.status_code, "Wij bewaren hem een dag voor u." in answer.text) == (401, True)
    assert ("naar iedereen" in answer.text, 'href="/aanmelden?next=/verder"' in answer.text) == (True, True)
    (draft,) = session.scalars(select(Draft))
    assert (draft.person_id, draft.path) == (joke.id, f"{path}?terug=nakijken")
    assert [name for name, _value in draft.fields["fields"]] == ["seen", "about"]


def test_after_signing_in_anywhere_the_text_is_saved_with_one_button(
    session, late, signed_in, joke, organisation
):
    phone = signed_in(joke)
    page = phone.get("/verder").text
    assert "naar iedereen 🧡</textarea>" in page
    (draft,) = session.scalars(select(Draft))

    answer = phone.post(f"/verder/{draft.id}", data=hidden_fields(page))
    assert answer.status_code == 307
    saved = phone.post(answer.location, data=hidden_fields(page))

    assert saved.location == f"/organisaties/{organisation.id}/profiel/nakijken"
    assert organisation.about == TEXT
    assert phone.get("/verder").location == "/start"


def test_a_colleague_who_saved_meanwhile_loses_nothing(session, late, signed_in, joke, organisation):
    phone = signed_in(joke)
    page = phone.get("/verder").text
    organisation.about = "van mijn collega"
    (draft,) = session.scalars(select(Draft))

    answer = phone.post(f"/verder/{draft.id}", data=hidden_fields(page))
    both = phone.post(answer.location, data=hidden_fields(page))

    assert both.status_code == 409
    assert ("van mijn collega" in both.text, "naar iedereen" in both.text) == (True, True)
    assert organisation.about == "van mijn collega"


def test_somebody_else_sees_and_sends_nothing_of_it(session, late, signed_in):
    stranger = signed_in(a_person(session, "ans@example.org"))
    (draft,) = session.scalars(select(Draft))

    assert stranger.get("/verder").location == "/start"
    assert stranger.post(f"/verder/{draft.id}").location == "/start"
    stranger.post(f"/verder/{draft.id}/weggooien")
    assert session.scalars(select(Draft)).all() == [draft]


def test_thrown_away_text_is_gone(session, late, signed_in, joke):
    (draft,) = session.scalars(select(Draft))

    signed_in(joke).post(f"/verder/{draft.id}/weggooien")

    assert session.scalars(select(Draft)).all() == []


def test_a_day_later_the_text_is_no_longer_shown(session, late, signed_in, joke):
    session.scalars(select(Draft)).one().expires_at = now()

    assert signed_in(joke).get("/verder").location == "/start"


def test_second_late_text_for_a_page_takes_the_place_of_the_first(session, late, path):
    browser, _answer = late

    browser.post(f"{path}?terug=nakijken", data={"about": "beter"})

    (draft,) = session.scalars(select(Draft))
    assert draft.fields == {"fields": [["about", "beter"]]}


def test_a_browser_that_was_never_signed_in_makes_us_keep_nothing(session, client, path):
    answer = client.post(path, data={"about": TEXT})

    assert (answer.status_code, "naar iedereen" in answer.text) == (401, True)
    assert "Wij bewaren hem" not in answer.text
    assert session.scalars(select(Draft)).all() == []


def test_page_of_late_texts_is_for_people_who_signed_in(client):
    assert (client.get("/verder").status_code, client.post("/verder/1").status_code) == (302, 401)


def test_ticks_on_the_map_that_come_too_late_wait_as_well(session, signed_in, joke, organisation):
    a_region(session, "AM06", "GM0232", "GM0200")
    organisation.municipality_code = "GM0232"
    path = f"/organisaties/{organisation.id}/profiel/waar-werken-wij"
    browser = signed_in(joke)
    seen = re.search(r'name="seen" type="hidden" value="(\w+)"', browser.get(path).text)[1]
    for each in session.scalars(select(UserSession)):
        each.last_seen_at = now() - IDLE_SESSION - timedelta(seconds=1)

    answer = browser.post(path, data={"seen": seen, "look": "AM06", "area": ["GM0200", "GM0232"]})

    assert answer.status_code == 401
    (draft,) = session.scalars(select(Draft))
    assert draft.path == path
    kept = [field for field in draft.fields["fields"] if field[0] == "area"]
    assert kept == [["area", "GM0200"], ["area", "GM0232"]]
