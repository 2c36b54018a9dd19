"""How does a row become a draft? Cell by cell: tidied, looked up, and left out when something is wrong."""

import re

from email_validator import EmailNotValidError, validate_email

from web.actions.organisations.import_columns import Columns, ImportField
from web.actions.organisations.import_draft import CellFault, CellFaultCode, Draft
from web.actions.organisations.import_lookups import Lookups, Words
from web.actions.organisations.statements import MOST_STATEMENTS
from web.actions.personal_traces import find_traces
from web.spreadsheets.cells import column_letters
from web.spreadsheets.reading import SheetRow
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

LONGEST_FOUND = 80  # characters of a cell that a page quotes
_BULLET = re.compile(r"^(?:[-–•*·]|\d{1,2}[.)])\s+")
# What a spreadsheet shows for a formula that went wrong, in English and in Dutch.
_BROKEN = re.compile(
    r"#(?:N/A|N/B|REF!|VERW!|VALUE!|WAARDE!|NAME\?|NAAM\?|DIV/0!|DEEL/0!|NUM!|GETAL!|NULL!|LEEG!)"
)


def read_row(row: SheetRow, columns: Columns, lookups: Lookups) -> tuple[Draft, tuple[CellFault, ...]]:
    """The organisation that this row describes, and what is wrong with its cells, from left to right."""
    reader = _RowReader(row, columns)
    name = reader.line(ImportField.NAME, LONGEST_NAME)
    if not name and not reader.sorted_faults():
        reader.fault(ImportField.NAME, CellFaultCode.NO_NAME)
    place = reader.looked_up(ImportField.PLACE, lookups.places, CellFaultCode.PLACE_UNKNOWN)
    if place is not None and place not in lookups.own_places:
        reader.fault(ImportField.PLACE, CellFaultCode.PLACE_ELSEWHERE, reader.text(ImportField.PLACE))
    email = reader.email()
    draft = Draft(
        name=name,
        kind_slug=reader.looked_up(ImportField.KIND, lookups.kinds, CellFaultCode.KIND_UNKNOWN),
        municipality_code=place,
        about=reader.limited(ImportField.ABOUT, tidy_text(reader.text(ImportField.ABOUT)), LONGEST_ABOUT),
        website=reader.website(),
        offers=reader.statements(ImportField.OFFERS),
        needs=reader.statements(ImportField.NEEDS),
        contact=reader.contact() if email or not reader.text(ImportField.EMAIL) else "",
        email=email,
    )
    return draft, reader.sorted_faults()


class _RowReader:
    """Reads the cells of one row, and remembers what is wrong with them."""

    def __init__(self, row: SheetRow, columns: Columns) -> None:
        self._row = row
        self._columns = columns
        self._faults: dict[tuple[int, CellFaultCode], CellFault] = {}

    def fault(
        self, field: ImportField, code: CellFaultCode, found: str = "", wanted: tuple[str, ...] = ()
    ) -> None:
        """Remember that the first cell of this field is wrong."""
        self._fault_at(self._columns.of_field[field][0], code, found, wanted)

    def sorted_faults(self) -> tuple[CellFault, ...]:
        """What was wrong, from left to right."""
        return tuple(self._faults[key] for key in sorted(self._faults))

    def text(self, field: ImportField) -> str:
        """What the cell of this field says; blank when the file has no such column."""
        places = self._columns.of_field.get(field, ())
        return self._at(places[0]) if places else ""

    def line(self, field: ImportField, limit: int) -> str:
        """The cell on one line, or nothing when it is too long."""
        return self.limited(field, tidy_line(self.text(field)), limit)

    def limited(self, field: ImportField, text: str, limit: int) -> str:
        """The text, or nothing when it is too long."""
        if len(text) > limit:
            self.fault(field, CellFaultCode.TOO_LONG, f"{len(text)}", (f"{limit}",))
            return ""
        return text

    def looked_up(self, field: ImportField, words: Words, unknown: CellFaultCode) -> str | None:
        """What the word in this cell stands for."""
        typed = tidy_line(self.text(field))
        code = words.code_of(typed) if typed else None
        if typed and code is None:
            self.fault(field, unknown, typed, words.near(typed))
        return code

    def statements(self, field: ImportField) -> tuple[str, ...]:
        """The offers or needs: one per cell, or several in a cell, on lines of their own or after a “;”."""
        texts: dict[str, None] = {}
        for place in self._columns.of_field.get(field, ()):
            for part in re.split(r"[\n;]", self._at(place)):
                text = tidy_line(_BULLET.sub("", part.strip()))
                if len(text) > LONGEST_STATEMENT:
                    limit = (f"{LONGEST_STATEMENT}",)
                    self._fault_at(place, CellFaultCode.TOO_LONG, f"{len(text)}", limit)
                elif text:
                    texts[text] = None
        if len(texts) > MOST_STATEMENTS:
            most = (f"{MOST_STATEMENTS}",)
            self.fault(field, CellFaultCode.TOO_MANY_STATEMENTS, f"{len(texts)}", most)
        return tuple(texts)[:MOST_STATEMENTS]

    def website(self) -> str:
        """The address of the website, with its scheme."""
        typed = self.line(ImportField.WEBSITE, LONGEST_LINE)
        address = with_scheme(typed)
        if address and not is_web_address(address):
            self.fault(ImportField.WEBSITE, CellFaultCode.NOT_A_WEBSITE, typed)
            return ""
        return address

    def email(self) -> str:
        """The mail address, in small letters."""
        typed = tidy_line(self.text(ImportField.EMAIL)).removeprefix("mailto:")
        if not typed:
            return ""
        try:
            validate_email(typed, check_deliverability=False)
        except EmailNotValidError:
            self.fault(ImportField.EMAIL, CellFaultCode.NOT_AN_EMAIL, typed)
            return ""
        return typed.lower()

    def contact(self) -> str:
        """The name of the contact; without a mail address nobody can be one."""
        name = self.line(ImportField.CONTACT, LONGEST_NAME)
        if name and not self.text(ImportField.EMAIL):
            self.fault(ImportField.CONTACT, CellFaultCode.CONTACT_WITHOUT_EMAIL, name)
            return ""
        return name

    def _at(self, place: int) -> str:
        text = self._row.texts[place] if place < len(self._row.texts) else ""
        if place in self._row.formulas:
            self._fault_at(place, CellFaultCode.FORMULA, text)
            return ""
        if _BROKEN.fullmatch(text):
            self._fault_at(place, CellFaultCode.BROKEN, text)
            return ""
        if find_traces(text):  # not quoted, so that it is stored nowhere
            self._fault_at(place, CellFaultCode.PERSONAL_DATA, "")
            return ""
        return text

    def _fault_at(self, place: int, code: CellFaultCode, found: str, wanted: tuple[str, ...] = ()) -> None:
        quoted = found if len(found) <= LONGEST_FOUND else f"{found[: LONGEST_FOUND - 1]}…"
        cell = f"{column_letters(place)}{self._row.number}"
        self._faults[place, code] = CellFault(cell, code, quoted, wanted)
