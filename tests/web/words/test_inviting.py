import pytest

from models.guest import LetterKind
from web.actions.organising.guest_list import UNREACHABLE, GuestState
from web.words.inviting import (
    TONES,
    guest_word,
    letter_word,
    mail_problem_sentence,
    unreachable_sentence,
)


@pytest.fixture(autouse=True)
def page(app):
    with app.test_request_context():
        yield


def test_every_state_and_letter_has_words_of_its_own():
    assert len({guest_word(state) for state in GuestState}) == len(GuestState) == len(TONES)
    assert len({letter_word(kind) for kind in LetterKind}) == len(LetterKind)
    assert len({unreachable_sentence(state) for state in UNREACHABLE}) == len(UNREACHABLE)


@pytest.mark.parametrize(
    ("problem", "is_retried", "said"),
    [
        ("SMTPRecipientsRefused", False, "Dit e-mailadres bestaat niet, of neemt onze mail niet aan."),
        ("SMTPRecipientsRefused", True, "De mailserver van de ontvanger wil deze mail pas later."),
        ("ConnectionRefusedError", True, "De mailserver was niet te bereiken."),
        ("TimeoutError", False, "De mailserver was niet te bereiken."),
    ],
)
def test_why_a_mail_did_not_arrive_is_said_in_plain_words(problem, is_retried, said):
    assert mail_problem_sentence(problem, is_retried=is_retried) == said
