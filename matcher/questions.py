"""What can we ask an organisation? Questions whose answers tell whom it should meet."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from matcher.kinds import KNOWLEDGE


class AnswerPart(StrEnum):
    """Where in a profile the answer to a question goes."""

    ABOUT = "about"
    OFFERS = "offers"
    NEEDS = "needs"


@dataclass(frozen=True, slots=True)
class Question:
    """A question in both languages. `answers`: what others typically say, in Dutch; shown to nobody."""

    slug: str
    part: AnswerPart
    nl: str
    en: str
    answers: tuple[str, ...]


@cache
def all_questions() -> tuple[Question, ...]:
    """Every question, in the order of `knowledge/questions.toml`."""
    rows = tomllib.loads((KNOWLEDGE / "questions.toml").read_text(encoding="utf-8"))["question"]
    return tuple(
        Question(row["slug"], AnswerPart(row["part"]), row["nl"], row["en"], tuple(row["answers"]))
        for row in rows
    )


def question_of(slug: str) -> Question | None:
    """The question of this name, or None when there is none (any more)."""
    return next((each for each in all_questions() if each.slug == slug), None)
