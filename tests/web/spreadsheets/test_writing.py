from io import BytesIO

from openpyxl import load_workbook

from web.spreadsheets.writing import Table, csv_of, xlsx_of

TABLE = Table("Wie/komen?", ("Naam", "=Aantal"), [("=HYPERLINK(1)", 3), ("+31 6", 0.5), ("een\ntwee", 0)])


def test_csv_of_opens_in_a_dutch_spreadsheet():
    assert csv_of(TABLE) == (
        b"\xef\xbb\xbfNaam;'=Aantal\r\n'=HYPERLINK(1);3\r\n'+31 6;0,5\r\n\"een\ntwee\";0\r\n"
    )


def test_xlsx_of_holds_the_table_without_formulas():
    sheet = load_workbook(BytesIO(xlsx_of(TABLE))).worksheets[0]

    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("Wie komen", "A2", "A1:B4")
    assert list(sheet.values) == [
        ("Naam", "'=Aantal"),
        ("'=HYPERLINK(1)", 3),
        ("'+31 6", 0.5),
        ("een\ntwee", 0),
    ]
    assert {cell.data_type for row in sheet for cell in row} == {"s", "n"}


def test_xlsx_of_leaves_out_what_no_spreadsheet_can_store():
    sheet = load_workbook(BytesIO(xlsx_of(Table("", ("Naam",), [("a\x00b\x0bc",)])))).worksheets[0]

    assert sheet["A2"].value == "abc"
