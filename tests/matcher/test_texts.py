"""What is read of a profile."""

from matcher.embedder import Reading
from matcher.profiles import Profile, Statement
from matcher.texts import (
    ABOUT_WEIGHT,
    ASSUMED_WEIGHT,
    LONGEST_ABOUT,
    LONGEST_STATEMENT,
    Told,
    own_words,
    reads,
    told,
    whole,
)
from tests.matcher.builders import profile

FULL = profile(1, "bank", about="Een bank in\n de stad.", offers="rekening; zaal", needs="tolken")
WHO = "Bank. Een bank in de stad."


def test_whole_tells_kind_about_offers_and_needs() -> None:
    assert whole(FULL) == f"{WHO} Biedt: rekening; zaal. Zoekt: tolken."
    assert whole(Profile(1, "", "")) == ""
    assert whole(Profile(1, "no such kind", "", needs=(Statement(1, "tolken"),))) == "Zoekt: tolken."


def test_told_reads_each_statement_with_who_says_it_and_alone() -> None:
    assert told(FULL, Reading.OFFER) == (
        Told(100, f"rekening ({WHO})", "rekening", 1.0),
        Told(101, f"zaal ({WHO})", "zaal", 1.0),
    )
    assert told(Profile(1, "", "", needs=(Statement(5, "tolken"),)), Reading.NEED) == (
        Told(5, "tolken", "tolken", 1.0),
    )


def test_told_lets_about_stand_in_where_nothing_was_stated() -> None:
    assert told(profile(1, "bank", about="Een bank in de stad."), Reading.NEED) == (
        Told(0, WHO, "", ABOUT_WEIGHT),
    )
    assert told(profile(1, "bank"), Reading.NEED) == (Told(0, "", "", 0.0),)


def test_reads_every_text_once_with_its_reading() -> None:
    assert list(reads(FULL)) == [
        (whole(FULL), Reading.PROFILE),
        (f"{WHO} Biedt: zaal. Zoekt: tolken.", Reading.PROFILE),
        (f"{WHO} Biedt: rekening. Zoekt: tolken.", Reading.PROFILE),
        (f"{WHO} Biedt: rekening; zaal.", Reading.PROFILE),
        (f"tolken ({WHO})", Reading.NEED),
        ("tolken", Reading.NEED),
        (f"rekening ({WHO})", Reading.OFFER),
        ("rekening", Reading.OFFER),
        (f"zaal ({WHO})", Reading.OFFER),
        ("zaal", Reading.OFFER),
    ]
    assert list(reads(Profile(1, "", ""))) == []


def test_long_texts_leave_room_for_what_is_offered() -> None:
    long = profile(1, "bank", about="Menu Home Contact " * 2_000, offers="rekening", needs="t" * 20_000)

    assert "Biedt: rekening." in whole(long)
    assert len(whole(long)) < LONGEST_ABOUT + LONGEST_STATEMENT + 50


def test_told_counts_an_assumption_for_less_than_own_words() -> None:
    assumed = Statement(1, "een zaal", assumed=True)
    one = Profile(1, "", "", offers=(assumed, Statement(2, "een bus")))

    assert [each.weight for each in told(one, Reading.OFFER)] == [ASSUMED_WEIGHT, 1.0]


def test_own_words_leave_out_assumptions_and_what_stands_in():
    assumed = (Statement(1, "tolken", assumed=True), Statement(2, "lesruimte"))
    told_of = Profile(1, "school", "education", "Wij leren.", offers=assumed)

    assert [each.statement for each in own_words(told_of, Reading.OFFER)] == [2]
    assert own_words(told_of, Reading.NEED) == ()
