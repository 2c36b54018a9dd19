"""Is it safe to open this file? Its size, its form, and what lies packed in it, before anything reads it."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO

from web.spreadsheets.refusals import FileFault, FileRefused

LARGEST_FILE = 10_000_000  # bytes
LARGEST_UNPACKED = 100_000_000  # bytes; 5,000 rows of a page of text each take a third of it
MOST_PARTS = 2_000
# Reading makes an object of every tag. 5,000 rows of 20 cells have half a million.
MOST_TAGS = 2_000_000
CHUNK = 1 << 20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .xls, and of every file with a password
_ENCRYPTED_MARK = "EncryptedPackage".encode("utf-16-le")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError)
# A document type can hold definitions that grow without end; spreadsheets have none.
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\0", re.IGNORECASE)
_OVERLAP = 16  # bytes that are looked at again, so that nothing hides on the border of two chunks


class FileForm(StrEnum):
    """The forms that we read."""

    XLSX = "xlsx"
    CSV = "csv"


def form_of(content: bytes) -> FileForm:
    """The form of the file, known by what is in it; raises FileRefused when it is not safe or not ours."""
    if not content.strip():
        raise FileRefused(FileFault.EMPTY)
    if len(content) > LARGEST_FILE:
        raise FileRefused(FileFault.TOO_BIG, found=_megabytes(len(content)), most=_megabytes(LARGEST_FILE))
    if content.startswith(_OLE):
        raise FileRefused(FileFault.ENCRYPTED if _ENCRYPTED_MARK in content else FileFault.OLD_FORM)
    if content.startswith(b"PK"):
        _require_harmless(content)
        return FileForm.XLSX
    is_text = content.startswith(_UTF16_MARKS) or b"\0" not in content
    if not is_text or content.lstrip().startswith((b"<", b"%PDF", b"{\\rtf")):
        raise FileRefused(FileFault.NOT_A_SPREADSHEET)
    return FileForm.CSV


def _require_harmless(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            _require_form({part.filename for part in parts}, parts)
            unpacked = sum(part.file_size for part in parts)
            if unpacked > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
                raise FileRefused(FileFault.UNPACKS_TOO_BIG)
            tags = 0
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    tags += _count_tags(archive, part)
                if tags > MOST_TAGS:
                    raise FileRefused(FileFault.UNPACKS_TOO_BIG)
    except FileRefused:
        raise
    except _DAMAGE as error:
        raise FileRefused(FileFault.DAMAGED) from error


def _require_form(names: set[str], parts: list[zipfile.ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(FileFault.ENCRYPTED)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefused(FileFault.MACROS)
    if {"mimetype", "content.xml"} <= names or any(n.endswith((".iwa", "xl/workbook.bin")) for n in names):
        raise FileRefused(FileFault.OTHER_FORM)
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise FileRefused(FileFault.NOT_A_SPREADSHEET)


def _count_tags(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    tags, tail = 0, b""
    for chunk in _chunks(archive, part):
        if _FORBIDDEN.search(tail + chunk):
            raise FileRefused(FileFault.DAMAGED)
        tags += chunk.count(b"<")
        tail = chunk[-_OVERLAP:]
    return tags


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
