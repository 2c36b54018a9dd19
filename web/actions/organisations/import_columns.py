"""Which column of a file means what? Known by its heading, in Dutch or in English."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from web.spreadsheets.reading import SheetRow


class ImportField(StrEnum):
    """What a file can tell of an organisation."""

    NAME = "name"
    KIND = "kind"
    PLACE = "place"
    ABOUT = "about"
    OFFERS = "offers"
    NEEDS = "needs"
    WEBSITE = "website"
    CONTACT = "contact"
    EMAIL = "email"


# These may stand in several columns: Aanbod 1, Aanbod 2, …
REPEATED = frozenset({ImportField.OFFERS, ImportField.NEEDS})
# Without capitals, blanks, signs, figures and what stands in brackets.
HEADINGS: Mapping[ImportField, frozenset[str]] = {
    ImportField.NAME: frozenset(
        {"naam", "naamorganisatie", "naamvandeorganisatie", "organisatie", "organisatienaam"}
        | {"name", "organisation", "organization", "organisationname", "nameoforganisation"}
    ),
    ImportField.KIND: frozenset(
        {"soort", "soortorganisatie", "soorten", "type", "kind", "kindoforganisation", "organisationkind"}
    ),
    ImportField.PLACE: frozenset(
        {"plaats", "gemeente", "woonplaats", "vestigingsplaats", "place", "municipality", "town", "city"}
    ),
    ImportField.ABOUT: frozenset(
        {"watdoenwij", "watzienendoenwij", "omschrijving", "beschrijving", "over", "overons", "toelichting"}
        | {"about", "whatwedo", "whatweseeanddo", "description"}
    ),
    ImportField.OFFERS: frozenset(
        {
            "aanbod",
            "wijbieden",
            "watbiedenwij",
            "biedt",
            "bieden",
            "offer",
            "offers",
            "weoffer",
            "whatweoffer",
        }
    ),
    ImportField.NEEDS: frozenset(
        {"vraag", "vragen", "wijzoeken", "watzoekenwij", "zoekt", "zoeken", "behoefte", "behoeften"}
        | {"need", "needs", "weneed", "whatweneed", "whatwelookfor"}
    ),
    ImportField.WEBSITE: frozenset({"website", "site", "web", "url", "internet", "webadres"}),
    ImportField.CONTACT: frozenset(
        {"contact", "contactpersoon", "naamcontactpersoon", "contactperson", "contactname"}
        | {"nameofcontact", "nameofcontactperson"}
    ),
    ImportField.EMAIL: frozenset(
        {"email", "mail", "emailadres", "mailadres", "emailcontactpersoon", "emailaddress", "contactemail"}
    ),
}
_FIELD_OF = {heading: field for field, headings in HEADINGS.items() for heading in headings}


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of each field, counted from 0, and the headings that we do not know."""

    of_field: Mapping[ImportField, tuple[int, ...]]
    unread: tuple[str, ...]


def is_heading(row: SheetRow) -> bool:
    """Whether this row holds the headings of a table of organisations: one of them is the name."""
    return any(_field_of(text) is ImportField.NAME for text in row.texts)


def columns_of(heading: SheetRow) -> Columns:
    """Which column holds what; of two columns with one meaning the first counts and the other is unread."""
    found: dict[ImportField, tuple[int, ...]] = {}
    unread: list[str] = []
    for place, text in enumerate(heading.texts):
        field = _field_of(text)
        if field is not None and (field not in found or field in REPEATED):
            found[field] = (*found.get(field, ()), place)
        elif text:
            unread.append(text)
    return Columns(found, tuple(unread))


def _field_of(heading: str) -> ImportField | None:
    return _FIELD_OF.get(re.sub(r"\(.*?\)|[\W\d_]", "", heading.casefold()))
