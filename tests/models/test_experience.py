"""The codes of someone who speaks from experience go into one text and come out again."""

import pytest
from sqlalchemy.exc import IntegrityError

from models.experience import Compensation, Weekday, codes_in, words_of
from tests.builders import an_expert


def test_words_of_keeps_the_order_of_the_week():
    assert words_of({Weekday.SUNDAY, Weekday.MONDAY}, Weekday) == "monday sunday"


def test_codes_in_gives_back_what_words_of_made():
    assert codes_in("monday sunday", Weekday) == (Weekday.MONDAY, Weekday.SUNDAY)
    assert codes_in("", Weekday) == ()


@pytest.mark.both_databases
def test_no_compensation_has_no_agreement(session):
    with pytest.raises(IntegrityError, match="none_agrees_nothing"):
        an_expert(session, compensation=Compensation.NONE, agreed="een bon")
