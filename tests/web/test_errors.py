import json

import pytest
from flask import Flask, abort
from sqlalchemy.orm.exc import StaleDataError
from structlog.testing import capture_logs

from tests.builders import a_person
from web import errors
from web.actions.errors import ActionError
from web.actions.permissions import everyone, signed_in
from web.app import create_app
from web.security import LARGEST_REQUEST, allow
from web.settings import Settings

SECRET_TEXT = "wij zoeken een zaal voor dinsdag"


class TooTired(ActionError):
    code = "too_tired"


@pytest.fixture
def whole_site(settings: Settings) -> Flask:
    """A site of each test's own, to which pages can be added."""
    return create_app(settings)


@pytest.fixture
def add_view(app: Flask):
    """What adds a page that raises."""

    def add(error: Exception | int, check=everyone) -> None:
        @app.route("/proef", methods=["GET", "POST"])
        @allow(check)
        def view() -> str:
            if isinstance(error, int):
                abort(error)
            raise error

    return add


@pytest.mark.parametrize("code", [400, 404, 405, 413, 429, 500, 503])
def test_each_problem_has_a_calm_page(client, add_view, code):
    add_view(code)

    answer = client.get("/proef")

    assert answer.status_code == code
    assert "<h1>" in answer.text
    assert "Naar de beginpagina" in answer.text
    assert str(code) not in answer.text


def test_a_method_that_a_page_does_not_know_names_those_that_it_knows(client):
    answer = client.post("/over")

    assert answer.status_code == 405
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


def test_a_form_that_is_too_large_is_refused(client):
    answer = client.post("/aanmelden", data={"email": "x" * (LARGEST_REQUEST + 1)})

    assert (answer.status_code, "Dit is te groot" in answer.text) == (413, True)


def test_a_fault_gives_back_what_was_typed(client, add_view):
    add_view(RuntimeError("fault"))

    answer = client.post("/proef", data={"about": SECRET_TEXT, "csrf_token": "token", "empty": ""})

    assert answer.status_code == 500
    assert f"{SECRET_TEXT}</textarea>" in answer.text
    assert answer.text.count("<textarea") == 1


def test_what_was_typed_is_shown_as_text_and_never_as_markup(client, add_view):
    add_view(RuntimeError("fault"))

    answer = client.post("/proef", data={"about": "</textarea><script>alert(1)</script>"})

    assert "<script>" not in answer.text


def test_a_fault_is_logged_without_texts_and_without_the_path(client, add_view):
    add_view(RuntimeError(f"could not store {SECRET_TEXT}"))

    with capture_logs() as events:
        client.post("/proef?email=piet@example.org", data={"about": SECRET_TEXT})

    [event] = events
    logged = json.dumps(event)
    assert (event["event"], event["endpoint"], event["problem"]) == ("fault", "view", "RuntimeError")
    assert event["where"][-1].endswith(" view")
    assert [word for word in (SECRET_TEXT, "piet@", "/proef") if word in logged] == []


def test_what_an_action_refuses_is_said_in_a_sentence(client, add_view):
    add_view(TooTired("no"))

    answer = client.get("/proef")

    assert (answer.status_code, "Dit kan nu niet" in answer.text) == (409, True)


def test_two_people_who_change_one_thing_are_told_so(client, add_view):
    add_view(StaleDataError("version"))

    answer = client.post("/proef", data={"about": SECRET_TEXT})

    assert answer.status_code == 409
    assert "Iemand anders heeft dit ook veranderd" in answer.text
    assert SECRET_TEXT in answer.text


def test_a_form_sent_after_the_session_ended_is_given_back(client, add_view):
    add_view(404, check=signed_in)

    answer = client.post("/proef", data={"about": SECRET_TEXT})

    assert answer.status_code == 401
    assert "U bent niet meer ingelogd" in answer.text
    assert SECRET_TEXT in answer.text


def test_a_database_that_is_gone_loses_nothing_that_was_typed(settings, tmp_path):
    gone = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/no/such/folder/x.sqlite"})
    app = create_app(gone)
    app.config["WTF_CSRF_ENABLED"] = False

    with capture_logs() as events:
        answer = app.test_client().post("/aanmelden", data={"email": "piet@example.org"})

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "30"
    assert "Wij zijn even niet bereikbaar" in answer.text
    assert "piet@example.org</textarea>" in answer.text
    assert [(event["event"], event["endpoint"]) for event in events] == [
        ("database_unreachable", "signing.ask")
    ]


def test_pages_that_need_no_database_work_without_it(settings, tmp_path):
    app = create_app(settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/no/such/x.sqlite"}))

    assert [app.test_client().get(path).status_code for path in ("/", "/over", "/privacy")] == [200, 200, 200]


def test_someone_signed_in_sees_a_calm_page_when_the_database_is_gone(settings: Settings, tmp_path):
    app = create_app(settings.model_copy(update={"database_url": f"sqlite:///{tmp_path}/no/such/x.sqlite"}))
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["person"] = "some key"

    assert browser.get("/").status_code == 503


def test_plain_text_answers_when_even_the_error_page_fails(app, client, monkeypatch):
    monkeypatch.setattr(
        errors, "render_template", lambda *_, **__: app.jinja_env.from_string("{{ gone }}").render()
    )

    answer = client.get("/bestaat-niet")

    assert (answer.status_code, answer.mimetype, answer.text) == (404, "text/plain", errors.PLAIN)


def test_error_pages_come_in_english_too(client):
    client.get("/taal/en")

    assert '<html lang="en">' in client.get("/bestaat-niet").text


def test_errors_of_someone_signed_in_keep_their_name_on_the_page(session, signed_in):
    answer = signed_in(a_person(session, "piet@example.org")).get("/bestaat-niet")

    assert "Ingelogd als Piet" in answer.text
