"""How do we show which kinds of organisation may need this one, and what we would ask it?"""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.profiles import StatementRole
from matcher.questions import Question
from matcher.typical import Typical, typical_of
from models.kind import Kind
from models.organisation import Organisation
from models.outlook import Outlook
from models.outlook_exchange import kinds_found, questions_found
from models.queries.outlook import count_kinds_near
from web.actions.organisations.outlook import OutlookState, outlook_state
from web.actions.organisations.profile_steps import Step


@dataclass(frozen=True, slots=True)
class ShownKind:
    """A kind that may need the organisation. `need`: what such organisations often look for; `near`: how many
    of them the region has.
    """

    kind: Kind
    unexpected: bool
    need: Typical | None
    near: int


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question, and the step where its answer goes."""

    question: Question
    step: Step


@dataclass(frozen=True, slots=True)
class ShownOutlook:
    """What the page shows, with how far a newer result is."""

    state: OutlookState
    kinds: tuple[ShownKind, ...]
    questions: tuple[ShownQuestion, ...]


def shown_outlook(session: Session, organisation: Organisation) -> ShownOutlook:
    """The newest outlook of this organisation that was made."""
    outlook = session.get(Outlook, organisation.id)
    if outlook is None:
        return ShownOutlook(outlook_state(None), (), ())
    near = count_kinds_near(session, organisation)
    found = [(session.get(Kind, each.kind), each) for each in kinds_found(outlook)]
    return ShownOutlook(
        state=outlook_state(outlook),
        kinds=tuple(
            ShownKind(kind, each.unexpected, _need(each.kind, each.need), near.get(each.kind, 0))
            for kind, each in found
            if kind is not None
        ),
        questions=tuple(ShownQuestion(each, Step(each.part)) for each in questions_found(outlook)),
    )


def _need(kind: str, place: int | None) -> Typical | None:
    """The typical need at this place; none when the list is shorter by now."""
    needs = typical_of(kind, StatementRole.NEED)
    return needs[place] if place is not None and place < len(needs) else None
