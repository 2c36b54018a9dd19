"""Does a text hold data of a client or debtor? It warns at numbers and dates that point to one person.

Nothing is looked up and nothing is remembered: a text comes in, places in it come out. It would rather miss
something than alarm at a telephone number, a number of the chamber of commerce or the year of a foundation.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class TraceCode(StrEnum):
    """What a place in a text looks like."""

    CITIZEN_NUMBER = "citizen_number"  # a citizen service number (BSN), called so or not
    BANK_ACCOUNT = "bank_account"  # an IBAN
    BIRTH_DATE = "birth_date"
    CASE_OF_PERSON = "case_of_person"  # a case number beside someone's name
    NAME = "name"  # a title with a name behind it
    AGE = "age"  # how old exactly somebody is
    ADDRESS = "address"  # a postcode, or a mail address
    TELEPHONE = "telephone"


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a text. `start` counts characters from 0, `line` lines from 1; `quote`: what stands there.

    `is_certain`: it cannot be something else, so that nobody can confirm that it is no personal data.
    """

    code: TraceCode
    quote: str
    start: int
    line: int
    is_certain: bool


# Fewer characters between two finds make one.
NEAR = 80
_MONTHS = (
    r"jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sep(?:t(?:ember)?)?"
    r"|okt(?:ober)?|nov(?:ember)?|dec(?:ember)?|january|february|march|may|june|july|october"
)
_DATE_IN_DIGITS = r"\d{1,2}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*(?:19|20)?\d\d"
_DATE_IN_WORDS = rf"\d{{1,2}}\s+(?:{_MONTHS})\.?,?\s+(?:19|20)\d\d"
_BORN = re.compile(
    r"\b(?:geboren(?: op)?|geb\.?(?: op)?|geboortedatum(?: is)?|geboortedag|born(?: on)?"
    r"|date of birth(?: is)?|d\.?o\.?b\.?)"
    rf"\s*[:=]?\s*(?:{_DATE_IN_DIGITS}|{_DATE_IN_WORDS})",
    re.IGNORECASE,
)
_NINE_DIGITS = re.compile(r"(?<![\w+.,/-])\d(?:[ .]?\d){7,8}(?![\w/]|[-.,]\d)")
_COUNTRY_OR_MONEY_BEFORE = re.compile(r"(?:(?:\+|\b00)\d{1,3}[ .-]?(?:\(0\) ?)?|€ ?)$")
_MONEY_AFTER = re.compile(r"\s*(?:euro|eur\b|€)", re.IGNORECASE)
_SAYS_CITIZEN_NUMBER = re.compile(
    r"\b(?:bsn|burger\s?service\s?nummers?|sofi-?nummers?|citizen service numbers?)\b", re.IGNORECASE
)
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]){11,30}(?!\w)", re.IGNORECASE)
_CASE = re.compile(
    r"\b(?:dossier|zaak|cli[eë]nt|klant|debiteur(?:en)?|case|client|customer|debtor)[ -]?"
    r"(?:nummer|nr\.?|no\.?|number)?\s*[:#]?\s*(?=[\w./-]*\d)[\w./-]{4,}",
    re.IGNORECASE,
)
# A title with a capital behind it: “mevrouw De Vries”, “dhr. J. Jansen”, “Mrs Brown”.
PERSON = re.compile(
    r"\b(?:[Mm]evrouw|[Mm]evr\.?|[Mm]w\.?|[Dd]e heer|[Dd]hr\.?|[Mm]eneer|[Ff]amilie|[Ff]am\.?"
    r"|[Mm]rs?\.?|[Mm]s\.?)\s+(?:(?:van|de|der|den|ten|ter|el|[A-Z]\.)\s*)*[A-Z][\w’'-]+"
    r"|\b(?:[Nn]aam|[Nn]ame)\s*:\s*[A-Z][\w’'-]+"
)
_IBAN_LENGTHS = {"NL": 18, "BE": 16, "DE": 22, "FR": 27, "LU": 20, "GB": 22, "ES": 24, "IT": 27, "PL": 28}
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def find_traces(text: str) -> tuple[Trace, ...]:
    """The places that look like data of one person, in the order of the text."""
    accounts = _accounts(text)
    taken = [(trace.start, trace.start + len(trace.quote)) for trace in accounts]
    numbers = [
        trace
        for trace in _citizen_numbers(text)
        if not any(start <= trace.start < end for start, end in taken)
    ]
    found = [*accounts, *numbers, *_birth_dates(text), *_cases(text)]
    return tuple(sorted(found, key=lambda trace: (trace.start, trace.code)))


def passes_eleven_test(digits: str) -> bool:
    """Whether eight or nine digits can be a citizen service number: 11 divides their weighted sum."""
    padded = digits.zfill(9)
    if len(padded) != 9 or len(set(padded)) == 1:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, padded, strict=True)) % 11 == 0


def is_iban(account: str) -> bool:
    """Whether this is an international bank account number, by its length and its check digits."""
    plain = re.sub(r"\s", "", account).upper()
    wanted = _IBAN_LENGTHS.get(plain[:2])
    if not 15 <= len(plain) <= 34 or (wanted is not None and len(plain) != wanted):
        return False
    moved = plain[4:] + plain[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97 == 1


def _citizen_numbers(text: str) -> list[Trace]:
    """Nine digits that pass the test (a firm's tax number, RSIN, does too); eight only when called a BSN."""
    found = []
    for match in _NINE_DIGITS.finditer(text):
        before, after = text[max(0, match.start() - NEAR) : match.start()], text[match.end() :]
        if _COUNTRY_OR_MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after):
            continue
        digits = re.sub(r"\D", "", match[0])
        is_called_so = bool(_SAYS_CITIZEN_NUMBER.search(before))
        if passes_eleven_test(digits) and (len(digits) == 9 or is_called_so):
            found.append(_trace(TraceCode.CITIZEN_NUMBER, text, match, is_certain=is_called_so))
    return found


def _accounts(text: str) -> list[Trace]:
    found = []
    for match in _IBAN.finditer(text):
        # Words behind a number in groups of four look like more of it: the longest that holds counts.
        ends = [end for end in range(len(match[0]), 14, -1) if is_iban(match[0][:end])]
        if ends:
            found.append(
                _at(TraceCode.BANK_ACCOUNT, text, match.start(), match[0][: ends[0]], is_certain=True)
            )
    return found


def _birth_dates(text: str) -> list[Trace]:
    return [_trace(TraceCode.BIRTH_DATE, text, match, is_certain=False) for match in _BORN.finditer(text)]


def _cases(text: str) -> list[Trace]:
    people = [match.start() for match in PERSON.finditer(text)]
    return [
        _trace(TraceCode.CASE_OF_PERSON, text, match, is_certain=False)
        for match in _CASE.finditer(text)
        if any(abs(place - match.start()) <= NEAR for place in people)
    ]


def _trace(code: TraceCode, text: str, match: re.Match[str], *, is_certain: bool) -> Trace:
    return _at(code, text, match.start(), match[0], is_certain=is_certain)


def _at(code: TraceCode, text: str, start: int, quote: str, *, is_certain: bool) -> Trace:
    line = text.count("\n", 0, start) + 1
    return Trace(code, quote.strip(), start, line, is_certain)
