"""Which answers of the sounding board stand among the good practices? Those that both sides made public."""

from collections.abc import Callable
from functools import partial
from textwrap import shorten

from sqlalchemy.orm import Session

from models.queries.booklets import names_of_organisations
from models.queries.sounding import public_answers
from models.sounding import SoundingQuestion
from web.actions.afterwards.practice_values import Answered, Practice, PracticeOrigin, Told
from web.actions.afterwards.shared_practices import told_without_names
from web.clock import HERE

PREFIX = "antwoord-"
LONGEST_NAME = 120  # of the words of the question that stand for a name
NOTHING = Told("", "")


def answered_practices(session: Session) -> tuple[Practice, ...]:
    """The public answers, the newest first.

    The adviser is named only where they agreed; names of organisations are taken out, but for the one that
    the question came from where that agreed.
    """
    public = public_answers(session)
    if not public:
        return ()
    everyone = names_of_organisations(session)
    return tuple(_practice(one, partial(told_without_names, everyone, _agreed(one))) for one in public)


def answer_slug(question_id: int) -> str:
    """What stands in the address of a public answer."""
    return f"{PREFIX}{question_id}"


def _agreed(one: SoundingQuestion) -> dict[int, str]:
    organisation = one.organisation
    named = organisation is not None and organisation.experience is None and one.names_organisation
    return {organisation.id: organisation.name} if organisation is not None and named else {}


def _practice(one: SoundingQuestion, told: Callable[[str], Told]) -> Practice:
    question = told(one.text)
    adviser = one.adviser.person.name if one.adviser is not None and one.adviser.shows_name else ""
    return Practice(
        slug=answer_slug(one.id),
        origin=PracticeOrigin.ANSWER,
        name=Told(_short(question.nl), _short(question.en)),
        place=one.region.name,
        regions=frozenset({one.region_code}),
        year=one.answered_at.astimezone(HERE).year if one.answered_at else None,
        kinds=(),
        themes=tuple(theme.slug for theme in one.themes),
        groups=(),
        did=told(one.answer),
        chance=NOTHING,
        pitfall=NOTHING,
        answered=Answered(question, adviser, one.helped),
    )


def _short(text: str) -> str:
    return shorten(text, LONGEST_NAME, placeholder=" …")
