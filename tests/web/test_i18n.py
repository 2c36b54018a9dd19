from datetime import UTC, date, datetime

import pytest
from flask import Flask

from models.kind import Sector
from models.person import Language
from web import i18n

SUMMER = datetime(2026, 7, 2, 22, 30, tzinfo=UTC)  # half past midnight of the next day in the Netherlands


@pytest.fixture(params=[Language.DUTCH, Language.ENGLISH])
def chosen(request, app: Flask):
    """A request in this language."""
    with app.test_request_context(headers={"Cookie": f"language={request.param}"}):
        yield request.param


@pytest.fixture
def dutch(app: Flask):
    with app.test_request_context():
        yield


def test_language_is_the_one_that_was_chosen(chosen):
    assert i18n.language() is chosen


def test_numbers_are_parted_as_the_language_does(chosen):
    shown = {Language.DUTCH: "20.000", Language.ENGLISH: "20,000"}[chosen]

    assert (i18n.number(20_000), i18n.number(500)) == (shown, "500")


@pytest.mark.parametrize("cookie", ["", "language=fr", "language=../x"])
def test_language_is_dutch_unless_english_was_chosen(app, cookie):
    with app.test_request_context(headers={"Cookie": cookie, "Accept-Language": "en"}):
        assert i18n.language() is Language.DUTCH


def test_named_gives_the_name_in_the_language_of_the_page(chosen):
    sector = Sector(slug="housing", name_nl="Wonen", name_en="Housing", sphere="market")

    assert i18n.named(sector) == {Language.DUTCH: "Wonen", Language.ENGLISH: "Housing"}[chosen]


def test_moments_are_told_in_dutch_time(dutch):
    assert i18n.moment(SUMMER) == "3 juli 2026 om 00.30 uur"
    assert i18n.clock_time(SUMMER) == "00.30 uur"
    assert i18n.day(SUMMER) == "vrijdag 3 juli 2026"


def test_day_takes_a_date_too(dutch):
    assert i18n.day(date(2016, 12, 13)) == "dinsdag 13 december 2016"


@pytest.mark.parametrize(
    ("value", "fit", "surprise"),
    [
        (0.0, "weinig", "klein"),
        (0.05, "weinig", "klein"),
        (0.2, "redelijk", "klein"),
        (0.3, "goed", "redelijk"),
        (0.5, "goed", "groot"),
        (0.75, "heel goed", "heel groot"),
        (1.0, "heel goed", "heel groot"),
    ],
)
def test_figures_have_words(dutch, value, fit, surprise):
    assert (i18n.fit_word(value), i18n.surprise_word(value)) == (fit, surprise)


def test_code_without_a_sentence_of_its_own_is_still_a_sentence(dutch):
    assert i18n.problem_sentence("never heard of") == "Dit kan nu niet."
