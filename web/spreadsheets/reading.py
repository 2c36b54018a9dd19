"""What stands in a spreadsheet that someone sends? The headings, and the rows under them that hold words.

Rows are read one by one and reading ends at the first one too many, whatever size the file says that it has.
"""

import csv
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO, StringIO
from itertools import islice
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import TYPE_FORMULA
from openpyxl.cell.read_only import EMPTY_CELL, EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from web.spreadsheets.archive import FileForm, form_of
from web.spreadsheets.cells import is_formula, plain_text, text_of
from web.spreadsheets.refusals import FileFault, FileRefused

HEADING_WITHIN = 20  # rows with words; above the headings may stand a title
MOST_COLUMNS = 100
LAST_LINE = 1_048_576  # a spreadsheet has no more
DELIMITERS = (";", ",", "\t")

AnyCell = ReadOnlyCell | EmptyCell

_DAMAGE = (
    BadZipFile,
    zlib.error,
    ParseError,
    InvalidFileException,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    OSError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row with words in it. `number` as the spreadsheet shows it; `formulas`: columns that hold one."""

    number: int
    texts: tuple[str, ...]
    formulas: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The headings of a sheet, and the rows under them that hold words."""

    heading: SheetRow
    rows: tuple[SheetRow, ...]


def read_table(content: bytes, is_heading: Callable[[SheetRow], bool], *, most_rows: int) -> SheetTable:
    """The first table of the file whose headings are such; raises FileRefused, which says why."""
    sheets = _xlsx_sheets(content) if form_of(content) is FileForm.XLSX else _csv_sheets(content)
    for sheet in sheets:
        rows = _with_words(_guarded(sheet))
        heading = next((row for row in islice(rows, HEADING_WITHIN) if is_heading(row)), None)
        if heading is None:
            continue
        found = tuple(islice(rows, most_rows + 1))
        if len(found) > most_rows:
            raise FileRefused(FileFault.TOO_MANY_ROWS, most=most_rows)
        if not found:
            raise FileRefused(FileFault.NO_ROWS)
        return SheetTable(heading, found)
    raise FileRefused(FileFault.NO_HEADING)


def _with_words(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    return (row for row in rows if any(row.texts))


def _guarded(rows: Iterator[SheetRow]) -> Iterator[SheetRow]:
    try:
        yield from rows
    except FileRefused:
        raise
    except (*_DAMAGE, csv.Error) as error:
        raise FileRefused(FileFault.DAMAGED) from error


def _xlsx_sheets(content: bytes) -> Iterator[Iterator[SheetRow]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # on styles and drop-down lists, which we do not read
            book = load_workbook(BytesIO(content), read_only=True, keep_links=False)
    except _DAMAGE as error:
        raise FileRefused(FileFault.DAMAGED) from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            sheet.reset_dimensions()
            rows = sheet.iter_rows(max_col=MOST_COLUMNS)
            yield _xlsx_rows(rows)  # type: ignore[arg-type]  # a sheet opened for reading has other cells


def _xlsx_rows(rows: Iterator[tuple[AnyCell, ...]]) -> Iterator[SheetRow]:
    blank: tuple[AnyCell, ...] | None = None
    for number, cells in enumerate(rows, start=1):
        if number > LAST_LINE:
            raise FileRefused(FileFault.DAMAGED)
        if cells is blank:  # rows that the file leaves out all come as one and the same
            continue
        texts = ["" if cell is EMPTY_CELL else text_of(cell.value) for cell in cells]
        blank = None if any(texts) else cells
        formulas = frozenset(
            place for place, cell in enumerate(cells) if texts[place] and cell.data_type == TYPE_FORMULA
        )
        yield SheetRow(number, _without_blank_end(texts), formulas)


def _csv_sheets(content: bytes) -> Iterator[Iterator[SheetRow]]:
    text = _decoded(content)
    if text[:4].lower() == "sep=":  # a line by which Excel is told what stands between the columns
        _, _, text = text.partition("\n")
        yield from (_csv_rows(text, delimiter, first=2) for delimiter in DELIMITERS)
    else:
        yield from (_csv_rows(text, delimiter, first=1) for delimiter in DELIMITERS)


def _csv_rows(text: str, delimiter: str, *, first: int) -> Iterator[SheetRow]:
    rows = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    for number, cells in enumerate(rows, start=first):
        told = cells[:MOST_COLUMNS]
        formulas = frozenset(place for place, cell in enumerate(told) if is_formula(cell))
        yield SheetRow(number, _without_blank_end([plain_text(cell) for cell in told]), formulas)


def _without_blank_end(texts: list[str]) -> tuple[str, ...]:
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused(FileFault.DAMAGED)
