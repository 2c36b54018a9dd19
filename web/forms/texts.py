"""How do we take what people type? As it is, without what no keyboard makes, and not longer than fits."""

import unicodedata
from collections.abc import Callable
from urllib.parse import urlsplit

from flask_babel import gettext as _
from wtforms import Field, Form, StringField, ValidationError
from wtforms.form import BaseForm

from models.queries.choices import all_municipalities, find_municipality, near_municipalities
from models.region import Municipality
from web.database import get_session

LONGEST_NAME = 200
LONGEST_LINE = 300
LONGEST_STATEMENT = 500
LONGEST_ABOUT = 20_000

# Control characters and halves of characters: no keyboard makes them, and PostgreSQL cannot store them all.
_NOT_TYPED = frozenset({"Cc", "Cs"})


def tidy_text(value: str | None) -> str:
    """The text without control characters and blanks around it; lines end in a single newline."""
    lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _NOT_TYPED).strip()


def tidy_line(value: str | None) -> str:
    """The text on one line, with single blanks."""
    return " ".join(tidy_text(value).split())


def at_most(limit: int) -> Callable[[Form, Field], None]:
    """Refuse a text of more characters, and say how many there are and may be."""

    def check(_form: Form, field: Field) -> None:
        found = len(field.data or "")
        if found > limit:
            raise ValidationError(
                _(
                    "Deze tekst heeft %(found)s tekens. Er passen er %(limit)s. Maak de tekst korter.",
                    found=_thousands(found),
                    limit=_thousands(limit),
                )
            )

    return check


def filled(message: str) -> Callable[[Form, Field], None]:
    """Refuse a field that holds nothing once it is tidied."""

    def check(_form: Form, field: Field) -> None:
        if not field.data:
            raise ValidationError(message)

    return check


def web_address(_form: Form, field: Field) -> None:
    """Refuse what cannot be the address of a website; an empty field is fine."""
    if not field.data:
        return
    try:
        parts = urlsplit(field.data)
    except ValueError:
        parts = urlsplit("")
    host = parts.hostname or ""
    if parts.scheme not in {"http", "https"} or "." not in host or " " in field.data:
        raise ValidationError(
            _("Dit lijkt geen adres van een website. Een goed adres is bijvoorbeeld www.organisatie.nl.")
        )


def with_scheme(value: str | None) -> str:
    """The address of a website as browsers want it; people leave out `https://`."""
    typed = tidy_line(value)
    return typed if not typed or "://" in typed else f"https://{typed}"


class MunicipalityField(StringField):
    """The name of a municipality, typed; `municipality` is the one that was meant, or None."""

    municipality: Municipality | None = None

    @property
    def code(self) -> str | None:
        """The code of the municipality that was meant, or None."""
        return self.municipality.code if self.municipality else None

    def names(self) -> list[str]:
        """The names of all municipalities, to choose from while typing; the other names come last."""
        municipalities = all_municipalities(get_session())
        return [place.name for place in municipalities] + [
            p.other_name for p in municipalities if p.other_name
        ]

    def pre_validate(self, form: BaseForm) -> None:
        """Find the municipality; when there is none of that name, suggest some that come near."""
        super().pre_validate(form)
        if not self.data:
            return
        session = get_session()
        self.municipality = find_municipality(session, self.data)
        if self.municipality is None:
            raise ValidationError(_not_found(near_municipalities(session, self.data)))


def _not_found(near: list[str]) -> str:
    unknown = _(
        "Wij kennen geen gemeente met deze naam. Vul de gemeente in, niet het dorp: Epe, en niet Vaassen."
    )
    meant = _("Bedoelt u %(names)s?", names=" / ".join(near))
    return f"{unknown} {meant}" if near else str(unknown)


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
