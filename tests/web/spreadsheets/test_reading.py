"""Whatever form and habits a file has, its table is read the same; wrong ones are refused."""

import pytest
from openpyxl import Workbook

from tests.sheets import an_xlsx, saved, with_sheet
from web.spreadsheets.reading import SheetRow, SheetTable, read_table
from web.spreadsheets.refusals import FileFault, FileRefused

HEADS = ("Naam", "Plaats")
ROWS = (("Café De Brug", "Epe"), ("'t Trefpunt; zaal", "Apeldoorn"))
TABLE = SheetTable(SheetRow(1, HEADS), (SheetRow(2, ROWS[0]), SheetRow(3, ROWS[1])))


def has_name(row):
    return "Naam" in row.texts


def read(content, most_rows=10):
    return read_table(content, has_name, most_rows=most_rows)


def csv_text(delimiter):
    return "\r\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in (HEADS, *ROWS))


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig", "utf-16"])
def test_csv_is_read_in_every_encoding_and_with_every_delimiter(delimiter, encoding):
    assert read(csv_text(delimiter).encode(encoding)) == TABLE


def test_csv_may_tell_its_delimiter_on_the_first_line():
    table = read(f"sep=;\r\n{csv_text(';')}".encode())

    assert [row.number for row in table.rows] == [3, 4]


def test_xlsx_is_read_the_same():
    assert read(an_xlsx(*ROWS, headings=HEADS)) == TABLE


def test_blank_rows_and_columns_and_a_title_are_left_out_and_numbers_stay():
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = "Onze lijst"
    sheet["A3"], sheet["B3"] = HEADS
    sheet["A6"], sheet["B6"] = ROWS[0]
    sheet["A9"] = "  "
    sheet["H50"] = ""

    assert read(saved(book)) == SheetTable(SheetRow(3, HEADS), (SheetRow(6, ROWS[0]),))


def test_the_first_sheet_with_headings_is_read_and_hidden_ones_are_not():
    book = Workbook()
    book.worksheets[0]["A1"] = "Uitleg"
    hidden = book.create_sheet("verborgen")
    hidden.append(["Naam"])
    hidden.append(["Geheim"])
    hidden.sheet_state = "hidden"
    shown = book.create_sheet("lijst")
    shown.append(["Naam"])
    shown.append(["Open"])

    assert read(saved(book)).rows == (SheetRow(2, ("Open",)),)


def test_formulas_are_marked_and_not_calculated():
    assert read(an_xlsx(("=1+1", "Epe"), headings=HEADS)).rows == (
        SheetRow(2, ("=1+1", "Epe"), frozenset({0})),
    )
    assert read(b"Naam;Plaats\n=1+1;Epe").rows == (SheetRow(2, ("=1+1", "Epe"), frozenset({0})),)


@pytest.mark.parametrize("tag", [b"A1", b"A1:XFD1048576", b"B2:B2"])
def test_a_wrong_dimension_tag_changes_nothing(tag):
    content = with_sheet(
        an_xlsx(*ROWS, headings=HEADS), rb'<dimension ref="[^"]*"', b'<dimension ref="' + tag + b'"'
    )

    assert read(content) == TABLE


def test_a_cell_in_the_last_corner_costs_nothing():
    corner = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>z</t></is></c></row></sheetData>'

    assert read(with_sheet(an_xlsx(*ROWS, headings=HEADS), b"</sheetData>", corner)) == TABLE


def test_a_row_beyond_the_last_one_is_refused():
    beyond = b'<row r="99999999999"><c r="A99999999999" t="inlineStr"><is><t>z</t></is></c></row></sheetData>'

    with pytest.raises(FileRefused) as refusal:
        read(with_sheet(an_xlsx(*ROWS, headings=HEADS), b"</sheetData>", beyond))

    assert refusal.value.fault is FileFault.DAMAGED


def test_a_million_rows_are_refused_at_the_first_one_too_many():
    with pytest.raises(FileRefused) as refusal:
        read(b"Naam\n" + b"x\n" * 1_000_000, most_rows=10)

    assert (refusal.value.fault, refusal.value.words) == (FileFault.TOO_MANY_ROWS, {"most": 10})


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"Voedselbank;Epe\nSlager;Epe", FileFault.NO_HEADING),
        (b"Naam;Plaats\n;\n", FileFault.NO_ROWS),
        (b"\xff\xfe\x00", FileFault.DAMAGED),
        (b'Naam\n"' + b"x" * 200_000, FileFault.DAMAGED),
        (with_sheet(an_xlsx(("a",)), b"</sheetData>", b"</sheet"), FileFault.DAMAGED),
        (with_sheet(an_xlsx(("a",)), b'r="A2"', b'r="ZZZZZ2"'), FileFault.DAMAGED),
    ],
)
def test_what_cannot_be_read_is_refused(content, fault):
    with pytest.raises(FileRefused) as refusal:
        read(content)

    assert refusal.value.fault is fault
