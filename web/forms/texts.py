"""How do we take what people type? As it is, without what no keyboard makes, and not longer than fits."""

import re
from collections.abc import Callable

from flask_babel import gettext as _
from wtforms import Field, Form, StringField, ValidationError
from wtforms.form import BaseForm

from models.queries.choices import all_municipalities, find_municipality, near_municipalities
from models.queries.organisations import kvk_digits
from models.region import Municipality
from web.database import get_session
from web.i18n import number
from web.typed_text import (
    LONGEST_ABOUT,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    is_web_address,
    tidy_line,
    tidy_text,
    with_scheme,
)

__all__ = [
    "LONGEST_ABOUT",
    "LONGEST_LINE",
    "LONGEST_NAME",
    "LONGEST_STATEMENT",
    "MunicipalityField",
    "at_most",
    "digits_only",
    "eight_digits",
    "filled",
    "tidy_line",
    "tidy_text",
    "web_address",
    "with_scheme",
]

LONGEST_SHOWN = 30  # of what is quoted back in a message


def at_most(limit: int) -> Callable[[Form, Field], None]:
    """Refuse a text of more characters, and say how many there are and may be."""

    def check(_form: Form, field: Field) -> None:
        found = len(field.data or "")
        if found > limit:
            raise ValidationError(
                _(
                    "Deze tekst heeft %(found)s tekens. Er passen er %(limit)s. Maak de tekst korter.",
                    found=number(found),
                    limit=number(limit),
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
    if field.data and not is_web_address(field.data):
        raise ValidationError(
            _("Dit lijkt geen adres van een website. Een goed adres is bijvoorbeeld www.organisatie.nl.")
        )


LONGEST_SHOWN = 30  # of what is quoted back in a message


def digits_only(value: str | None) -> str:
    """The number as it is stored: without the blanks and full stops that people put between the digits."""
    return kvk_digits(tidy_line(value))


def eight_digits(_form: Form, field: Field) -> None:
    """Refuse what cannot be a KvK number; an empty field is fine."""
    if field.data and not re.fullmatch(r"[0-9]{8}", field.data):
        raise ValidationError(
            _(
                "Een KvK-nummer heeft acht cijfers, zoals 12345678. U vulde %(found)s in. "
                "Weet u het niet? Laat het dan leeg.",
                found=field.data[:LONGEST_SHOWN],
            )
        )


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
    return f"{unknown} {_('Bedoelt u %(names)s?', names=' / '.join(near))}" if near else str(unknown)
