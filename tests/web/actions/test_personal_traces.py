"""It warns at what points to one person, and stays quiet at all that a profile can well hold."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.actions.personal_traces import Trace, TraceCode, find_traces, is_iban, passes_eleven_test

DATA = Path(__file__).parents[3] / "seeds" / "data"
# Numbers that pass the test and were never given to anyone: those of the official test set.
NUMBER = "999990019"
ACCOUNT = "NL91 ABNA 0417 1643 00"


def codes(text: str) -> list[str]:
    return [trace.code.value for trace in find_traces(text)]


def seed_texts() -> list[str]:
    """Every text of the example: profiles, contacts, meetings, the organiser's notes."""

    def texts(value: object) -> list[str]:
        match value:
            case str():
                return [value]
            case list():
                return [text for each in value for text in texts(each)]
            case dict():
                return [text for each in value.values() for text in texts(each)]
        return []

    return [
        text
        for file in sorted(DATA.rglob("*.toml"))
        for text in texts(tomllib.loads(file.read_text(encoding="utf-8")))
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"Onze klant heeft nummer {NUMBER}.", "citizen_number"),
        ("Haar BSN is 9999.90.019", "citizen_number"),
        ("bsn: 999 990 019", "citizen_number"),
        ("Burgerservicenummer 99999 0019", "citizen_number"),
        (f"Stort het op {ACCOUNT} voor vrijdag", "bank_account"),
        ("rekening nl91abna0417164300", "bank_account"),
        ("Konto DE89 3704 0044 0532 0130 00", "bank_account"),
        ("Zij is geboren op 3-4-1985.", "birth_date"),
        ("geb. 12 maart 1990", "birth_date"),
        ("Geboortedatum: 01/02/1970", "birth_date"),
        ("date of birth 3 May 1985", "birth_date"),
        ("dossier 2024/0815 van mevrouw De Vries", "case_of_person"),
        ("Mevr. Jansen (klantnummer 884512) belt elke week", "case_of_person"),
        ("Zaaknummer: C/05/41234, dhr. P. van der Berg", "case_of_person"),
        ("client no. 77123 is Mrs Brown", "case_of_person"),
    ],
)
def test_find_traces_warns_at_data_of_one_person(text, code):
    assert codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Bel 0570-123456 of 06 12345678, of +31 6 12 34 56 78.",
        "Bel 055 5123456 of (055) 512 34 56 of 0031612345678.",
        "KvK 12345678, btw NL123456789B01, ANBI sinds 2012.",
        "KvK-nummer 27312152",
        "Wij zijn opgericht op 12 maart 1990 en bestaan dus ruim dertig jaar.",
        "Op 3-4-2026 is onze inloop van 9.30 tot 12.00 uur.",
        "Wij helpen 1.250 gezinnen per jaar, met 123.456.789 euro schuld.",
        "Vroegsignalering: 4.000 dossiers per jaar, 350 zaken per maand.",
        "Mevrouw Jansen van het wijkteam helpt bij 12 dossiers.",
        "Wij nemen per klant 2500 euro per jaar aan.",
        "Geboren en getogen in Apeldoorn; sinds 1985 in de wijk.",
        "Artikel 285 Faillissementswet, Stb. 2020, 496.",
        "postcode 7311 AB, huisnummer 123, 999999999",
        "www.example.org/999990019",
        "",
    ],
)
def test_find_traces_stays_quiet_at_what_a_profile_can_hold(text):
    assert codes(text) == []


def test_find_traces_stays_quiet_at_every_text_of_the_example():
    texts = seed_texts()

    assert len(texts) > 500
    assert {text: codes(text) for text in texts if codes(text)} == {}


def test_find_traces_names_the_place_and_what_can_be_confirmed():
    text = f"Eerste regel.\nBSN {NUMBER}\nOns nummer is {NUMBER}, rekening {ACCOUNT}."

    assert find_traces(text) == (
        Trace(TraceCode.CITIZEN_NUMBER, NUMBER, 18, 2, is_certain=True),
        Trace(TraceCode.CITIZEN_NUMBER, NUMBER, 42, 3, is_certain=True),
        Trace(TraceCode.BANK_ACCOUNT, ACCOUNT, 62, 3, is_certain=True),
    )
    assert [trace.is_certain for trace in find_traces(f"RSIN {NUMBER}")] == [False]


def test_eight_digits_are_a_citizen_number_only_when_they_are_called_so():
    eight = next(f"{number}" for number in range(10_000_000, 10_000_099) if passes_eleven_test(f"{number}"))

    assert codes(f"BSN {eight}") == ["citizen_number"]
    assert codes(f"KvK {eight}") == []


@given(st.integers(min_value=100_000_000, max_value=999_999_999))
def test_find_traces_stays_quiet_at_every_telephone_number(number):
    nine = str(number)
    spoken = f"{nine[0]} {nine[1:3]} {nine[3:5]} {nine[5:7]} {nine[7:]}"
    forms = (f"0{nine}", f"+31{nine}", f"+31 {nine}", f"0031 {nine}", f"+31 (0) {nine}", f"+31 {spoken}")
    spaced = (f"0{nine[:1]} {nine[1:]}", f"0{nine[:2]}-{nine[2:]}", f"(0{nine[:3]}) {nine[3:6]} {nine[6:]}")

    assert [form for form in (*forms, *spaced) if codes(f"Bel {form}.")] == []


@given(st.integers(min_value=0, max_value=99_999_999))
def test_find_traces_stays_quiet_at_every_number_of_the_chamber_of_commerce(number):
    assert codes(f"KvK {number:08}, KvK-nummer {number:08}") == []


@pytest.mark.parametrize(("account", "holds"), [(ACCOUNT, True), ("NL91 ABNA 0417 1643 01", False)])
def test_is_iban_checks_the_digits(account, holds):
    assert is_iban(account) is holds


@given(st.text())
def test_find_traces_takes_any_text(text):
    for trace in find_traces(text):
        assert trace.quote in text


@given(st.integers(min_value=10_000_000, max_value=99_999_999), st.integers(min_value=0, max_value=9))
def test_no_digit_but_the_right_one_passes(first_eight, change):
    right = [digit for digit in range(10) if passes_eleven_test(f"{first_eight}{digit}")]

    assert len(right) <= 1
