"""Who asks, may they, and how do we keep browsers from being misused? Permissions, CSRF, cookies, headers."""

import hashlib
import hmac
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from web.actions.accounts.drafts import keep_draft
from web.actions.accounts.sign_in import LONGEST_SESSION, load_actor
from web.actions.actor import NOBODY, Actor
from web.actions.permissions import demo_only, everyone
from web.clock import now
from web.database import get_session, session_factory
from web.settings import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# Bytes. A text that is far too long must come back with a message and not be lost: 100,000 emoji take 1.2
# million.
LARGEST_REQUEST = 2_000_000

Arguments = ParamSpec("Arguments")
Answer = TypeVar("Answer", bound=ResponseReturnValue)
Check = Callable[..., bool]

csrf = CSRFProtect()


class UndeclaredRoute(RuntimeError):
    """A view says nothing about who may see it."""


class SignInNeeded(Exception):
    """A form was sent by someone who is not signed in (any more); web/errors.py gives back what they typed.

    `kept`: what they typed waits for them as well, see web/actions/accounts/drafts.py.
    """

    def __init__(self, *, kept: bool) -> None:
        super().__init__("a form came after the session had ended")
        self.kept = kept


def allow(
    check: Check,
) -> Callable[[Callable[Arguments, ResponseReturnValue]], Callable[Arguments, ResponseReturnValue]]:
    """Declare who may use a view; stands directly under the route. See web/actions/permissions.py.

    Who is not signed in goes to the sign-in page first; who is, but may not, sees the page "bestaat niet".
    """

    def declare(
        view: Callable[Arguments, ResponseReturnValue],
    ) -> Callable[Arguments, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: Arguments.args, **kwargs: Arguments.kwargs) -> ResponseReturnValue:
            if check is demo_only and not current_settings().demo:
                abort(404)
            if check is not everyone and not check(get_session(), current_actor(), **kwargs):
                return _refuse()
            return view(*args, **kwargs)

        guarded.permission = check  # type: ignore[attr-defined]  # read by `refuse_undeclared`
        return guarded

    return declare


def current_settings() -> Settings:
    """The settings of the application that answers this request."""
    settings: Settings = current_app.config["ONVERWACHT"]
    return settings


def current_actor() -> Actor:
    """Who asks; NOBODY before anyone signed in."""
    actor: Actor = g.get("actor", NOBODY)
    return actor


def remember_person(key: str) -> None:
    """Sign this browser in as a person; what the browser held before is forgotten, but a personal link."""
    personal = session.get("list")
    session.clear()
    session.permanent = True
    session["person"] = key
    if personal:
        session["list"] = personal


def remember_registration(key: str) -> None:
    """Let this browser see the match list that its personal link is for, beside what it could see already."""
    session.permanent = True
    session["list"] = key


def own_path(path: str) -> str:
    """The path if it leads to a page of this site, else an empty text."""
    parts = urlsplit(path)
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if safe and not parts.scheme and not parts.netloc else ""


def keyed_hash(kind: str, value: str) -> str:
    """A fingerprint of a personal value that nobody can recompute without the secret key."""
    key = current_settings().secret_key.get_secret_value().encode()
    return hmac.new(key, f"{kind}:{value}".encode(), hashlib.sha256).hexdigest()


def init_security(app: Flask, settings: Settings) -> None:
    """Set up cookies, CSRF, who-is-asking and the headers of every answer."""
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        SESSION_COOKIE_NAME=cookie_name("onverwacht", settings),
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PERMANENT_SESSION_LIFETIME=LONGEST_SESSION,
        TRUSTED_HOSTS=list(settings.hosts),
        MAX_CONTENT_LENGTH=LARGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_REQUEST,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: nobody loses a long text to a clock
        WTF_CSRF_SSL_STRICT=False,  # pages behind a personal link send no referrer; the token itself counts
    )
    app.before_request(_recognise)
    csrf.init_app(app)
    app.after_request(_add_headers)


def refuse_undeclared(app: Flask) -> None:
    """Raise UndeclaredRoute unless every view declares with `@allow` who may use it."""
    undeclared = sorted(
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint != "static" and not hasattr(app.view_functions[rule.endpoint], "permission")
    )
    if undeclared:
        raise UndeclaredRoute(f"put @allow(…) under the route of: {', '.join(undeclared)}")


def cookie_name(name: str, settings: Settings) -> str:
    """The name of a cookie; over https one that no other host and no http page can set."""
    return f"__Host-{name}" if settings.is_https else name


def _recognise() -> None:
    """Find out who asks, before anything else; what this writes now and then has a session of its own."""
    if request.endpoint == "static" or not ("person" in session or "list" in session):
        return
    with session_factory()() as database:
        g.actor = load_actor(
            database, person_key=session.get("person", ""), list_key=session.get("list", ""), at=now()
        )
        database.commit()


def _refuse() -> ResponseReturnValue:
    if current_actor().person_id is not None:
        abort(404)
    if request.method == "POST":
        raise SignInNeeded(kept=_keep_typed())
    return redirect(url_for("signing.ask", next=request.full_path.rstrip("?")))


def _keep_typed() -> bool:
    """Whether the form that came too late now waits for the person whose session had ended."""
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    if not any(value.strip() for _name, value in fields):
        return False
    database = get_session()
    path = request.full_path.rstrip("?")
    kept = keep_draft(database, session.get("person", ""), path, fields, at=now()) is not None
    database.commit()
    return kept


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
    if current_settings().is_https:
        headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    if request.endpoint != "static":
        # What only one person may see is kept nowhere, also not for the next user of a shared computer.
        headers.setdefault("Cache-Control", "no-cache" if current_actor() == NOBODY else "no-store")
    return response
