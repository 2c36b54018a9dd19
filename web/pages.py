"""What do all pages have at hand? Who asks, links to other pages, addresses of the style sheet."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flask import Flask, current_app, request, url_for
from markupsafe import Markup
from wtforms import Field

from web.security import current_actor, current_settings

STATIC = Path(__file__).with_name("static")
ONE_YEAR = 31_536_000  # seconds


def init_pages(app: Flask) -> None:
    """Give every template what it may use."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = ONE_YEAR
    app.jinja_env.globals.update(asset=asset, has_page=has_page, control=control, note_ids=note_ids)
    app.jinja_env.filters["flat_errors"] = flat_errors
    app.context_processor(_context)


def asset(name: str) -> str:
    """The address of a file in static/, which changes when the file does, so that browsers may keep it."""
    return url_for("static", filename=name, v=_fingerprint(name, (STATIC / name).stat().st_mtime_ns))


def has_page(endpoint: str) -> bool:
    """Whether the site has this page."""
    return endpoint in current_app.view_functions


def control(field: Field, hint: str, **attributes: object) -> Markup:
    """The form field itself, tied to its hint and its errors."""
    notes = note_ids(field, hint)
    if notes:
        attributes["aria-describedby"] = notes
    if field.errors:
        attributes["aria-invalid"] = "true"
    return Markup(field(**attributes))  # noqa: S704  # WTForms escapes what it is given


def note_ids(field: Field, hint: str) -> str:
    """The ids of the hint and the errors of a field, as `aria-describedby` wants them."""
    ids = ([f"{field.id}-hint"] if hint else []) + ([f"{field.id}-error"] if field.errors else [])
    return " ".join(ids)


def flat_errors(errors: Iterable[object]) -> list[str]:
    """The sentences of a field's errors; a list of fields nests them."""
    lines: list[str] = []
    for error in errors:
        lines += flat_errors(error) if isinstance(error, (list, tuple)) else [str(error)]
    return list(dict.fromkeys(line for line in lines if line))


def _context() -> dict[str, object]:
    # Forms name this as their action: without one a browser keeps the mark of a skip link in the address, and
    # then puts the focus there instead of on the errors.
    here = request.full_path.rstrip("?")
    return {"actor": current_actor(), "settings": current_settings(), "here": here}


@cache
def _fingerprint(name: str, _changed: int) -> str:
    return hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
