"""Which organisations are meant by a list of names and mail addresses, typed or from a file?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.names import search_name
from models.organisation import Organisation
from models.queries.guests import organisations_with_address, organisations_with_people
from models.queries.organisations import FoundOrganisation, similar_organisations
from web.actions.accounts.people import tidy_email
from web.actions.organisations.import_columns import ImportField, columns_of
from web.spreadsheets.reading import SheetRow, read_table

MOST_LINES = 1000
NEAR = 3  # suggestions for a name that we do not know
_ADDRESS = re.compile(r"[^\s<>;,\"']+@[^\s<>;,\"']+\.[^\s<>;,\"']+")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list, as it stood there: a name, a mail address, or both."""

    number: int
    name: str
    address: str = ""

    @property
    def text(self) -> str:
        """The line as it can be shown again."""
        return " ".join(part for part in (self.name, self.address) if part)


@dataclass(frozen=True, slots=True)
class NotFound:
    """A line of which we know no organisation, and those whose name comes near."""

    line: Line
    near: tuple[FoundOrganisation, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The organisations that were meant, by name and each once; and the lines that mean none."""

    organisations: tuple[Organisation, ...]
    not_found: tuple[NotFound, ...]


def lines_of(text: str) -> list[Line]:
    """The lines of a typed list that hold something; at most MOST_LINES."""
    lines = []
    for number, line in enumerate(text.splitlines(), start=1):
        address = found[0] if (found := _ADDRESS.search(line)) else ""
        name = line.replace(address, "").strip(" \t;,<>\"'-•*") if address else line.strip(" \t;,-•*")
        if name or address:
            lines.append(Line(number, name, tidy_email(address)))
    return lines[:MOST_LINES]


def lines_of_file(content: bytes) -> list[Line]:
    """The names and addresses in a spreadsheet with the headings of an import; raises FileRefused."""
    table = read_table(content, _has_headings, most_rows=MOST_LINES)
    columns = columns_of(table.heading).of_field

    def cell(row: SheetRow, field: ImportField) -> str:
        places = columns.get(field, ())
        return row.texts[places[0]] if places and places[0] < len(row.texts) else ""

    lines = [
        Line(row.number, cell(row, ImportField.NAME), tidy_email(cell(row, ImportField.EMAIL)))
        for row in table.rows
    ]
    return [line for line in lines if line.text]


def find_meant(session: Session, lines: Sequence[Line]) -> Found:
    """By mail address of one of its people, or by name; capitals, accents and legal forms do not count.

    A name that two organisations have means neither: both are suggested.
    """
    by_address = organisations_with_address(session, {line.address for line in lines if line.address})
    by_name = _ids_by_name(session, [line.name for line in lines if line.name])
    meant: set[int] = set()
    missing = []
    for line in lines:
        named = by_name.get(search_name(line.name), [])
        one = by_address.get(line.address) or (named[0] if len(named) == 1 else None)
        if one is not None:
            meant.add(one)
        else:
            missing.append(NotFound(line, similar_organisations(session, line.name, limit=NEAR)))
    return Found(tuple(organisations_with_people(session, meant)), tuple(missing))


def _has_headings(row: SheetRow) -> bool:
    """Names or addresses are enough here, where an import wants names."""
    return bool({ImportField.NAME, ImportField.EMAIL} & columns_of(row).of_field.keys())


def _ids_by_name(session: Session, names: Sequence[str]) -> dict[str, list[int]]:
    wanted = {search_name(name) for name in names} - {""}
    found: dict[str, list[int]] = {}
    rows = session.execute(
        select(Organisation.search_name, Organisation.id)
        .where(Organisation.search_name.in_(wanted), ~Organisation.experience.has())
        .order_by(Organisation.id)
    )
    for name, organisation_id in rows:
        found.setdefault(name, []).append(organisation_id)
    return found
