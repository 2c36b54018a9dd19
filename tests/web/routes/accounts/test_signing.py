import re

import pytest
from flask import Flask
from sqlalchemy import select

from models.message import Message
from models.person import Person, SignInAttempt, SignInToken, UserSession
from tests.builders import a_person
from web.clock import now

pytestmark = pytest.mark.both_databases


def _newest_link(session) -> str:
    message = session.scalars(select(Message).order_by(Message.id.desc())).first()
    return re.search(r"http://localhost(/aanmelden/link/\S+)", message.body)[1]


def _ask(client, email: str = "piet@example.org", next_path: str = ""):
    return client.post("/aanmelden", data={"email": email, "next": next_path})


def _sessions(session) -> int:
    return len(session.scalars(select(UserSession)).all())


def test_known_and_unknown_addresses_get_the_same_answer(session, client):
    a_person(session, "piet@example.org")

    known, unknown = _ask(client, "piet@example.org"), _ask(client, "nieuw@example.org")

    assert (known.status, known.data, known.location) == (unknown.status, unknown.data, unknown.location)
    assert known.location == "/aanmelden/verstuurd"


@pytest.mark.parametrize(
    ("email", "sentence"), [("", "Vul uw e-mailadres in."), ("piet@", "Dit lijkt geen e-mailadres.")]
)
def test_wrong_address_is_shown_again_with_what_to_mend(client, email, sentence):
    answer = _ask(client, email, next_path="/start")

    assert answer.status_code == 200
    assert f'<a href="#email">{sentence}' in answer.text
    assert "<title>Fout: " in answer.text
    assert f'value="{email}"' in answer.text
    assert 'name="next" value="/start"' in answer.text


def test_link_signs_in_on_any_device_and_leads_to_the_page_that_was_wanted(session, app: Flask):
    a_person(session, "piet@example.org")
    _ask(app.test_client(), next_path="/over")
    phone = app.test_client()

    answer = phone.post(_newest_link(session))

    assert (answer.status_code, answer.location) == (302, "/over")
    assert "Ingelogd als Piet" in phone.get("/over").text


def test_link_never_leads_to_another_site(session, client):
    _ask(client, next_path="https://elsewhere.example/")

    assert client.post(_newest_link(session)).location == "/start"


def test_mail_scanner_that_opens_the_link_does_not_use_it_up(session, app: Flask):
    _ask(app.test_client())
    link = _newest_link(session)

    for _ in range(2):
        page = app.test_client().get(link)
        app.test_client().head(link)

    assert page.status_code == 200
    assert page.text.count('<button class="button"') == 1
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert _sessions(session) == 0
    assert app.test_client().post(link).status_code == 302


def test_link_used_twice_offers_a_new_one_for_the_same_page(session, app: Flask):
    _ask(app.test_client(), next_path="/over")
    link = _newest_link(session)
    app.test_client().post(link)

    answer = app.test_client().post(link)

    assert answer.status_code == 410
    assert "Deze link werkt niet meer" in answer.text
    assert 'href="/aanmelden?next=/over"' in answer.text
    assert _sessions(session) == 1


def test_stale_link_offers_a_new_one(session, client):
    _ask(client)
    session.scalars(select(SignInToken)).one().expires_at = now()

    assert client.get(_newest_link(session)).status_code == 410


def test_stranger_becomes_a_person_only_by_using_the_link(session, client):
    _ask(client, "nieuw@example.org")
    link = _newest_link(session)
    client.get(link)
    assert session.scalars(select(Person)).all() == []

    client.post(link)

    assert [person.email for person in session.scalars(select(Person))] == ["nieuw@example.org"]


def test_sixth_link_is_refused_and_the_address_given_back(session, client):
    for _ in range(5):
        assert _ask(client).status_code == 302

    answer = _ask(client)

    assert (answer.status_code, "Even wachten" in answer.text) == (429, True)
    assert "piet@example.org</textarea>" in answer.text


def test_signing_in_again_gives_a_new_key_and_withdraws_the_old_one(session, client):
    _ask(client)
    client.post(_newest_link(session))
    with client.session_transaction() as cookie:
        first = cookie["person"]
    _ask(client)

    client.post(_newest_link(session))

    with client.session_transaction() as cookie:
        assert cookie["person"] != first
    assert _sessions(session) == 1


def test_signing_out_withdraws_the_session_for_a_copied_cookie_too(session, app: Flask, signed_in):
    browser = signed_in(a_person(session))
    copy = app.test_client()
    with browser.session_transaction() as cookie, copy.session_transaction() as copied:
        copied["person"] = cookie["person"]
    assert "Ingelogd als" in copy.get("/over").text

    answer = browser.post("/afmelden")

    assert (answer.status_code, answer.location) == (302, "/")
    assert copy.get("/start").location == "/aanmelden?next=/start"
    assert _sessions(session) == 0


def test_addresses_are_kept_only_as_keyed_hashes(session, client):
    _ask(client)

    hashes = session.scalars(select(SignInAttempt.source_hash)).all()
    assert len(hashes) == 2
    assert all(re.fullmatch("[0-9a-f]{64}", each) for each in hashes)


def test_mistyped_address_is_asked_about_before_any_mail_leaves(session, client):
    answer = _ask(client, "piet@gmial.com", next_path="/start")

    assert "Bedoelt u piet@gmail.com?" in answer.text
    assert 'value="piet@gmial.com"' in answer.text
    assert session.scalars(select(Message)).all() == []


@pytest.mark.parametrize(
    ("button", "recipient"),
    [({"suggested": "piet@gmail.com"}, "piet@gmail.com"), ({"sure": "1"}, "piet@gmial.com")],
)
def test_mistyped_address_is_mended_or_kept_with_one_button(session, client, button, recipient):
    client.post("/aanmelden", data={"email": "piet@gmial.com", **button})

    assert session.scalars(select(Message.recipient)).all() == [recipient]


def test_page_after_asking_shows_the_address_and_the_way_to_change_it(client):
    _ask(client, " Piet@Example.org", next_path="/over")

    page = client.get("/aanmelden/verstuurd").text

    assert "een mail gestuurd naar piet@example.org" in page
    link = re.search(r'href="(/aanmelden\?[^"]+)">Dit adres', page)[1].replace("&amp;", "&")
    form = client.get(link).text
    assert ('value="piet@example.org"' in form, 'name="next" value="/over"' in form) == (True, True)


def test_address_that_was_asked_for_is_forgotten_after_signing_in(session, client):
    _ask(client)
    client.post(_newest_link(session))

    assert "piet@example.org" not in client.get("/aanmelden/verstuurd").text.partition("<main")[2]
