"""How is what may await an organisation kept, and given back as plain data? The only crossing."""

from collections.abc import Sequence

from matcher.questions import Question, question_of
from matcher.typical import WantedBy
from models.outlook import Outlook


def save_outlook(outlook: Outlook, kinds: Sequence[WantedBy], questions: Sequence[Question]) -> None:
    """Remember which kinds may need an organisation, and what to ask it, best first."""
    outlook.found = {
        "kinds": [[each.kind, each.unexpected, each.need] for each in kinds],
        "questions": [each.slug for each in questions],
    }


def kinds_found(outlook: Outlook) -> tuple[WantedBy, ...]:
    """The kinds that may need the organisation, best first."""
    return tuple(
        WantedBy(kind, unexpected, need) for kind, unexpected, need in outlook.found.get("kinds", ())
    )


def questions_found(outlook: Outlook) -> tuple[Question, ...]:
    """The questions to ask the organisation, best first; one that no longer exists is left out."""
    found = (question_of(slug) for slug in outlook.found.get("questions", ()))
    return tuple(question for question in found if question is not None)
