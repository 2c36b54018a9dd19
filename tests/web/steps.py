"""How do tests fill in a step of a profile? As someone does who saw the page."""

import re
from collections.abc import Callable

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from models.organisation import Organisation


def seen_on(page: str) -> str:
    """Which answers the page showed."""
    return re.search(r'name="seen" type="hidden" value="(\w+)"', page)[1]


def sends_step(visitor: FlaskClient, organisation: Organisation) -> Callable[..., TestResponse]:
    """What opens a step and sends it with these answers."""

    def send(page: str, query: str = "", **answers: object) -> TestResponse:
        path = f"/organisaties/{organisation.id}/profiel/{page}{query}"
        return visitor.post(path, data={"seen": seen_on(visitor.get(path).text), **answers})

    return send
