from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.spreadsheets.cells import column_letters, defused, is_formula, plain_text, text_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (1234.0, "1234"),
        (12.5, "12.5"),
        (7, "7"),
        (True, "ja"),
        (datetime(2026, 12, 31), "31-12-2026"),  # noqa: DTZ001  # a cell has no time zone
        (datetime(2026, 12, 31, 9, 5), "31-12-2026 09:05"),  # noqa: DTZ001
        (date(2026, 1, 2), "02-01-2026"),
        (time(9, 30), "09:30"),
        ("  Epe\xa0", "Epe"),
    ],
)
def test_text_of_gives_what_a_person_reads(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("'0612345678", "0612345678"),
        ("'=geen formule", "=geen formule"),
        ("'t Trefpunt", "'t Trefpunt"),
        ("'s-Hertogenbosch", "'s-Hertogenbosch"),
        ('="0123"', "0123"),
        ("een\r\ntwee_x000D_", "een\ntwee"),
    ],
)
def test_plain_text_leaves_habits_of_spreadsheets_out(stored, text):
    assert plain_text(stored) == text


@pytest.mark.parametrize(
    ("text", "formula"), [("=1+1", True), ('="0123"', False), ("- een zaal", False), ("+31 6", False)]
)
def test_is_formula_knows_only_the_equals_sign(text, formula):
    assert is_formula(text) is formula


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_defused_puts_a_mark_before_what_a_spreadsheet_would_run(start):
    assert defused(f"{start}cmd|' /C calc'!A0") == f"'{start}cmd|' /C calc'!A0"


def test_defused_leaves_ordinary_texts_alone():
    assert [defused(text) for text in ("Voedselbank", "'t Trefpunt", "")] == [
        "Voedselbank",
        "'t Trefpunt",
        "",
    ]


@given(st.text(alphabet="=+-@'ab1 ", max_size=8).map(str.strip))
def test_what_was_defused_is_read_as_it_was(text):
    if not text.startswith("'"):
        assert plain_text(defused(text)) == text


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (2, "C"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")]
)
def test_column_letters_counts_as_spreadsheets_do(index, letters):
    assert column_letters(index) == letters
