"""Dangerous and foreign files are refused before anything reads them, each with its own reason."""

import zipfile
from io import BytesIO

import pytest

from tests.sheets import an_xlsx, repacked, with_sheet
from web.spreadsheets import archive
from web.spreadsheets.archive import FileForm, form_of
from web.spreadsheets.refusals import FileFault, FileRefused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512
GOOD = an_xlsx(("Voedselbank",))


def same(_name, part):
    return part


def zipped(**parts: bytes) -> bytes:
    return repacked(b"PK\x05\x06" + b"\0" * 18, same, **parts)


def bomb() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"\x20" * (archive.LARGEST_UNPACKED + 1))
    return file.getvalue()


def million_blank_rows() -> bytes:
    rows = b"".join(b'<row r="%d"><c r="A%d"/><c r="B%d"/></row>' % (n, n, n) for n in range(2, 600_000))
    return with_sheet(GOOD, b"</sheetData>", rows + b"</sheetData>")


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (GOOD, FileForm.XLSX),
        (b"Naam;Plaats\r\nVoedselbank;Epe", FileForm.CSV),
        ("Naam\tPlaats".encode("utf-16"), FileForm.CSV),
    ],
)
def test_form_of_knows_a_file_by_what_is_in_it(content, form):
    assert form_of(content) is form


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        pytest.param(b"", FileFault.EMPTY, id="empty"),
        pytest.param(b" \r\n", FileFault.EMPTY, id="blank"),
        pytest.param(b"a" * (archive.LARGEST_FILE + 1), FileFault.TOO_BIG, id="too-big"),
        pytest.param(OLE, FileFault.OLD_FORM, id="xls"),
        pytest.param(OLE + "EncryptedPackage".encode("utf-16-le"), FileFault.ENCRYPTED, id="password"),
        pytest.param(b"%PDF-1.7", FileFault.NOT_A_SPREADSHEET, id="pdf"),
        pytest.param(b"<html><table>", FileFault.NOT_A_SPREADSHEET, id="html-as-xls"),
        pytest.param(b"\x89PNG\r\n\0\0", FileFault.NOT_A_SPREADSHEET, id="picture"),
        pytest.param(b"PK\x03\x04 nothing", FileFault.DAMAGED, id="half-a-zip"),
        pytest.param(zipped(word__document_dot_xml=b"<w/>"), FileFault.NOT_A_SPREADSHEET, id="docx"),
        pytest.param(zipped(mimetype=b"x", content_dot_xml=b"<c/>"), FileFault.OTHER_FORM, id="ods"),
        pytest.param(repacked(GOOD, same, xl__vbaProject_dot_bin=b"\xd0\xcf"), FileFault.MACROS, id="macros"),
        pytest.param(repacked(GOOD, same, xl__workbook_dot_bin=b"x"), FileFault.OTHER_FORM, id="xlsb"),
        pytest.param(
            with_sheet(GOOD, b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
            FileFault.DAMAGED,
            id="entities",
        ),
    ],
)
def test_form_of_refuses(content, fault):
    with pytest.raises(FileRefused) as refusal:
        form_of(content)

    assert refusal.value.fault is fault


@pytest.mark.parametrize("make", [bomb, million_blank_rows])
def test_form_of_refuses_what_unpacks_too_big(make):
    content = make()

    with pytest.raises(FileRefused) as refusal:
        form_of(content)

    assert len(content) < archive.LARGEST_FILE
    assert refusal.value.fault is FileFault.UNPACKS_TOO_BIG


def test_form_of_says_how_big_a_file_is_and_may_be():
    with pytest.raises(FileRefused) as refusal:
        form_of(b"a" * 12_000_001)

    assert refusal.value.words == {"found": 13, "most": 10}
