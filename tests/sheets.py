"""What do people send? Spreadsheets that are made for a test, good ones and dangerous ones."""

import re
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

from openpyxl import Workbook

HEADINGS = (
    "Naam",
    "Soort",
    "Gemeente",
    "Wat doen wij",
    "Aanbod",
    "Vraag",
    "Website",
    "Contactpersoon",
    "E-mailadres",
)
FIRST_SHEET = "xl/worksheets/sheet1.xml"


def an_xlsx(*rows: Sequence[object], headings: Sequence[object] = HEADINGS) -> bytes:
    """An Excel file with these rows under the headings."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (headings, *rows):
        sheet.append(list(row))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of this workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(content: bytes, change: Callable[[str, bytes], bytes], **added: bytes) -> bytes:
    """The same file with its parts changed, and other parts added; a double underscore is a slash."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in added.items():
            new.writestr(name.replace("__", "/").replace("_dot_", "."), part)
    return file.getvalue()


def with_sheet(content: bytes, pattern: bytes, replacement: bytes) -> bytes:
    """The same file with something else in the XML of its first sheet."""

    def change(name: str, part: bytes) -> bytes:
        return re.sub(pattern, replacement, part, count=1) if name == FIRST_SHEET else part

    return repacked(content, change)
