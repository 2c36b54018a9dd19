import pytest

from web.forms.texts import tidy_line, tidy_text, with_scheme


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (None, ""),
        ("  a\r\n\r\nb\rc\t ", "a\n\nb\nc"),
        ("nul\x00 bel\x07 half\ud83e", "nul bel half"),
        ("👩‍👩‍👧 én مرحبا", "👩‍👩‍👧 én مرحبا"),
    ],
)
def test_tidy_text_keeps_all_that_a_keyboard_makes(typed, kept):
    assert tidy_text(typed) == kept


def test_tidy_line_makes_one_line():
    assert tidy_line(" een \n zaal\tvoor  twintig ") == "een zaal voor twintig"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        (" www.linde.example ", "https://www.linde.example"),
        ("http://linde.example", "http://linde.example"),
        ("javascript:alert(1)", "https://javascript:alert(1)"),
    ],
)
def test_with_scheme_adds_what_people_leave_out(typed, kept):
    assert with_scheme(typed) == kept
