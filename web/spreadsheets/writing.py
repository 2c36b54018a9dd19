"""How does a table of ours become a file? XLSX or CSV, with every formula defused."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from web.spreadsheets.cells import defused

Value = str | int | float
WIDEST = 60  # characters
NARROWEST = 10
HEADING_FONT = Font(bold=True, color="FFFFFFFF")
HEADING_FILL = PatternFill("solid", fgColor="FF0B5563")
_FORBIDDEN_IN_TITLE = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class Table:
    """What a list page shows, as a table: a title, headings, and as many values in each row."""

    title: str
    headings: tuple[str, ...]
    rows: Sequence[Sequence[Value]]


def xlsx_of(*tables: Table) -> bytes:
    """The tables as an XLSX file with a sheet for each; the headings stay in sight."""
    book = Workbook(write_only=True)
    for table in tables:
        _add_sheet(book, table)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def csv_of(table: Table) -> bytes:
    """The table as CSV as Dutch spreadsheets open it: semicolons, UTF-8 with its mark, Windows line ends."""
    file = StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([defused(heading) for heading in table.headings])
    writer.writerows([[_in_dutch(_safe(value)) for value in row] for row in table.rows])
    return file.getvalue().encode("utf-8-sig")


def _add_sheet(book: Workbook, table: Table) -> None:
    sheet = book.create_sheet(table.title.translate(_FORBIDDEN_IN_TITLE)[:31].strip("' "))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    headings = [WriteOnlyCell(sheet, defused(heading)) for heading in table.headings]
    for cell in headings:
        cell.font, cell.fill = HEADING_FONT, HEADING_FILL
    sheet.append(headings)
    top = Alignment(vertical="top", wrap_text=True)
    for row in table.rows:
        cells = [WriteOnlyCell(sheet, _safe(value)) for value in row]
        for cell in cells:
            cell.alignment = top
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.headings))}{len(table.rows) + 1}"


def _safe(value: Value) -> Value:
    return defused(value) if isinstance(value, str) else value


def _in_dutch(value: Value) -> Value:
    return str(value).replace(".", ",") if isinstance(value, float) else value


def _widths(table: Table) -> list[int]:
    """A width for each column, in characters, by its longest line."""
    widths = []
    for place, heading in enumerate(table.headings):
        lines = [line for row in table.rows[:200] for line in str(row[place]).split("\n")]
        longest = max((len(line) for line in lines), default=0)
        widths.append(min(WIDEST, max(NARROWEST, longest, len(heading) + 4)))
    return widths
