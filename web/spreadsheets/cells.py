"""What does a cell say? Values as people read them, without the habits of spreadsheets; and back, defused."""

import re
from datetime import date, datetime, time

# A programme that opens a table of ours may run a text that begins so.
_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# An apostrophe before one of these, or before a digit, tells a spreadsheet "this is a text". Before a letter
# it belongs to a name: ’s-Hertogenbosch, ’t Trefpunt.
_FORCED_TEXT = re.compile(r"'(?=[=+\-@\t\r\d])")
# In a CSV file, ="0123" keeps the zero in front.
_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')
_ENCODED_CONTROL = re.compile(r"_x00(?:0[0-8BCDEF]|1[0-9A-F])_", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_of(value: object) -> str:
    """The value as a person reads it: 1234.0 as 1234, a date as 31-12-2026."""
    match value:
        case None:
            return ""
        case str():
            return plain_text(value)
        case bool():
            return "ja" if value else "nee"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if (value.hour, value.minute, value.second) == (0, 0, 0):
            return value.strftime("%d-%m-%Y")
        case datetime():
            return value.strftime("%d-%m-%Y %H:%M")
        case date():
            return value.strftime("%d-%m-%Y")
        case time():
            return value.strftime("%H:%M")
    return str(value)


def plain_text(text: str) -> str:
    """The text without what only the spreadsheet needs: forced-text marks, hard blanks, blanks around it."""
    if found := _TEXT_FORMULA.fullmatch(text.strip()):
        text = found[1].replace('""', '"')
    text = _ENCODED_CONTROL.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " ")
    return _FORCED_TEXT.sub("", text.strip(" \n\t"), count=1) if text.startswith("'") else text.strip()


def is_formula(text: str) -> bool:
    """Whether this text of a CSV file is a formula; other signs begin ordinary texts, such as “- a list”."""
    return text.startswith("=") and not _TEXT_FORMULA.fullmatch(text.strip())


def defused(text: str) -> str:
    """The text in a form that no spreadsheet runs as a formula, and without what none can store."""
    text = _CONTROL.sub("", text) if not text.startswith("\r") else text
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def column_letters(index: int) -> str:
    """The name of a column as spreadsheets show it, counted from 0: A, B, …, Z, AA."""
    letters, index = "", index + 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
