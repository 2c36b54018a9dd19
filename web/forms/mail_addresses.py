"""Did someone mistype their mail address? Known providers that a domain nearly spells."""

from flask import request
from rapidfuzz.distance import OSA
from wtforms import Field

PROVIDERS = (
    "gmail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "icloud.com",
    "live.nl",
    "ziggo.nl",
    "kpnmail.nl",
    "kpnplanet.nl",
    "planet.nl",
    "hetnet.nl",
    "xs4all.nl",
    "upcmail.nl",
    "quicknet.nl",
    "casema.nl",
    "telfort.nl",
    "yahoo.com",
)
# Real ones that lie close to a provider of the list.
ALSO_REAL = frozenset(
    {"mail.com", "email.com", "ymail.com", "live.com", "outlook.nl", "yahoo.nl", "planet.com", "life.nl"}
)
# These have one ending only, whatever else is typed behind the full stop.
ONE_ENDING = {"gmail": "gmail.com", "icloud": "icloud.com", "ziggo": "ziggo.nl"}
LONG = 9  # letters; from here on two mistakes are still near


def suggested_address(email: str) -> str:
    """The address that was probably meant, or an empty text when this one looks right."""
    name, at, domain = email.strip().lower().rpartition("@")
    if not at or not name or domain in PROVIDERS or domain in ALSO_REAL:
        return ""
    near = ONE_ENDING.get(domain.partition(".")[0]) or _nearest(domain)
    return f"{name}@{near}" if near else ""


def doubtful_address(field: Field) -> str:
    """The address to ask about before going on, or an empty text.

    Two buttons answer: `suggested` puts that address into the field, `sure` keeps what was typed.
    """
    near = suggested_address(field.data or "")
    if not near or "sure" in request.form:
        return ""
    if request.form.get("suggested") == near:
        field.data = near
        return ""
    return near


def _nearest(domain: str) -> str:
    most = 2 if len(domain) >= LONG else 1
    distances = [(OSA.distance(domain, provider), provider) for provider in PROVIDERS]
    distance, provider = min(distances)
    return provider if distance <= most else ""
