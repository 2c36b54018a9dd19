"""The questions are whole."""

from matcher.questions import AnswerPart, all_questions, question_of


def test_questions_have_both_languages_and_answers_about_every_part() -> None:
    questions = all_questions()

    assert {each.part for each in questions} == set(AnswerPart)
    assert len({each.slug for each in questions}) == len(questions)
    assert all(each.nl.endswith("?") and each.en.endswith("?") for each in questions)
    assert min(len(each.answers) for each in questions) >= 3


def test_question_of_finds_by_name() -> None:
    question = question_of("sees_first")

    assert question is not None
    assert (question.part, question.en) == (AnswerPart.ABOUT, "What do you see earlier than others?")
    assert question_of("no question") is None
