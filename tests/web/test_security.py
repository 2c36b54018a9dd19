import re

import pytest
from flask import Flask

from tests.builders import a_person
from web.actions import permissions
from web.app import create_app
from web.security import CONTENT_SECURITY_POLICY, UndeclaredRoute, allow, own_path, refuse_undeclared
from web.settings import Settings

HTTPS = {"base_url": "https://onverwacht.example", "mail_host": "mail.example", "mail_from": "a@mail.example"}


@pytest.fixture
def whole_site(settings: Settings) -> Flask:
    """A site of each test's own, of which the pages can be changed."""
    return create_app(settings)


@pytest.fixture
def guarded(app: Flask) -> Flask:
    """The site with the protection of forms switched on, as it is for people."""
    app.config["WTF_CSRF_ENABLED"] = True
    return app


@pytest.fixture
def https_app(settings: Settings) -> Flask:
    return create_app(Settings(_env_file=None, **{**settings.model_dump(), "demo": False, **HTTPS}))


def _token(page: str) -> str:
    return re.search(r'name="csrf_token" value="([^"]+)"', page)[1]


def test_every_route_declares_a_permission_of_the_permissions_module(app):
    named = {check for check in vars(permissions).values() if callable(check)}

    undeclared = [
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static"
        and getattr(app.view_functions[rule.endpoint], "permission", None) not in named
    ]

    assert undeclared == []


def test_a_route_without_a_permission_is_refused_at_the_start(app):
    app.view_functions["public.about"] = lambda: "open to all by mistake"

    with pytest.raises(UndeclaredRoute, match=re.escape("put @allow(…) under the route of: public.about")):
        refuse_undeclared(app)


def test_nobody_enters_a_guarded_route_without_signing_in(app, client):
    open_to_all = {permissions.everyone, permissions.demo_only}
    answers = {
        rule.endpoint: client.open(_address(app, rule), method=_method(rule))
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and app.view_functions[rule.endpoint].permission not in open_to_all
    }

    entered = {
        endpoint: answer.status
        for endpoint, answer in answers.items()
        if answer.status_code != 401 and not (answer.location or "").startswith("/aanmelden?next=")
    }
    assert "public.start" in answers
    assert entered == {}


def test_who_is_not_signed_in_comes_back_to_the_same_page_afterwards(client):
    answer = client.get("/start?a=1&b=2")

    assert (answer.status_code, answer.location) == (302, "/aanmelden?next=/start?a%3D1%26b%3D2")


def test_who_is_signed_in_but_may_not_sees_that_there_is_no_such_page(app, session, signed_in):
    @app.get("/regio/<code>/proef")
    @allow(permissions.organises_region)
    def view(code: str) -> str:
        return "geheim"

    answer = signed_in(a_person(session)).get("/regio/AM06/proef")

    assert (answer.status_code, "Deze pagina is er niet" in answer.text) == (404, True)


def test_demo_pages_do_not_exist_outside_the_demo(https_app, app):
    demo_rules = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and app.view_functions[rule.endpoint].permission is permissions.demo_only
    ]

    assert "/postvak" in demo_rules
    assert {rule.rule for rule in https_app.url_map.iter_rules()}.isdisjoint(demo_rules)


def test_every_answer_carries_the_headers_that_guard_it(client):
    headers = client.get("/").headers

    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_pages_of_someone_who_signed_in_are_kept_nowhere(session, client, signed_in):
    browser = signed_in(a_person(session))

    assert client.get("/").headers["Cache-Control"] == "no-cache"
    assert browser.get("/").headers["Cache-Control"] == "no-store"


def test_style_sheet_is_kept_for_a_year_under_an_address_that_changes_with_it(client):
    address = re.search(r'href="(/static/site\.css\?v=[0-9a-f]{12})"', client.get("/").text)[1]

    with client.get(address) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_over_https_cookies_belong_to_this_host_alone(https_app):
    answer = https_app.test_client().get("/aanmelden", base_url="https://onverwacht.example")

    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-onverwacht=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_another_host_name_is_refused(https_app):
    answer = https_app.test_client().get("/", base_url="https://elsewhere.example")

    assert answer.status_code == 400


def test_form_without_its_token_changes_nothing_and_gives_back_what_was_typed(guarded):
    answer = guarded.test_client().post("/aanmelden", data={"email": "piet@example.org"})

    assert answer.status_code == 400
    assert "Uw formulier was te oud" in answer.text
    assert "piet@example.org</textarea>" in answer.text
    assert "Stuur het formulier nog een keer" not in answer.text


def test_form_of_our_own_page_can_be_sent_again_with_a_fresh_token(guarded):
    browser = guarded.test_client()
    typed = {"email": "piet@example.org", "next": "/start"}

    refused = browser.post("/aanmelden", data=typed, headers={"Sec-Fetch-Site": "same-origin"})
    again = browser.post("/aanmelden", data={**typed, "csrf_token": _token(refused.text)})

    assert "Stuur het formulier nog een keer" in refused.text
    assert (again.status_code, again.location) == (302, "/aanmelden/verstuurd")


def test_every_writing_route_wants_the_token_of_a_form(guarded, session, signed_in):
    browser = signed_in(a_person(session))
    writing = [rule for rule in guarded.url_map.iter_rules() if "POST" in rule.methods]

    accepted = [
        rule.endpoint for rule in writing if browser.post(_address(guarded, rule, "POST")).status_code != 400
    ]

    assert len(writing) >= 3
    assert accepted == []


@pytest.mark.parametrize("path", ["/", "/start", "/organisaties/3?stap=2"])
def test_own_path_keeps_pages_of_this_site(path):
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "start",
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "/a\nb",
        "javascript:x",
    ],
)
def test_own_path_drops_everything_else(path):
    assert own_path(path) == ""


def test_made_up_keys_are_nobody(app):
    browser = app.test_client()
    with browser.session_transaction() as cookie:
        cookie["person"] = "made up"

    assert browser.get("/start").location == "/aanmelden?next=/start"


def _method(rule) -> str:
    return "GET" if "GET" in rule.methods else "POST"


def _address(app: Flask, rule, method: str = "") -> str:
    """A path that leads to this route, with made-up values in it."""
    values = {name: _made_up(rule._converters[name]) for name in rule.arguments}
    return app.url_map.bind("localhost").build(rule.endpoint, values, method=method or _method(rule))


def _made_up(converter) -> int | str:
    match type(converter).__name__:
        case "AnyConverter":
            return sorted(converter.items)[0]
        case "IntegerConverter":
            return 1
        case _:
            return "proef"
