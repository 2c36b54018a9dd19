"""What does a region put to the sounding board, and to whom does it go? Only as its organiser decides."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.kind import Theme
from models.organisation import Organisation
from models.sounding import WITH_ADVISER, Adviser, QuestionSource, QuestionState, SoundingQuestion
from web.actions.actor import Actor
from web.actions.afterwards.sounding_choice import is_free
from web.actions.afterwards.sounding_mails import ask_adviser
from web.actions.afterwards.sounding_moves import lock, to_open
from web.actions.afterwards.sounding_sources import Candidate
from web.actions.errors import ActionError
from web.actions.log import record
from web.actions.site import Site


class NameStandsThere(ActionError):
    """The text names the organisation, which did not agree to be named."""

    code = "name_stands_there"


class PutToBoardAlready(ActionError):
    """Another organiser put this need or step to the board already."""

    code = "put_to_board_already"


class AdviserNotFree(ActionError):
    """The adviser has no room for it now, or gave this question back."""

    code = "adviser_not_free"


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What the organiser wrote; `themes`: slugs, for `names_organisation` see models/sounding.py."""

    text: str
    themes: tuple[str, ...]
    names_organisation: bool = False


def put_question(
    session: Session,
    code: str,
    draft: QuestionDraft,
    *,
    about: Candidate | None,
    actor: Actor,
    at: datetime,
) -> SoundingQuestion:
    """A new question of this region, which waits for an adviser; `about` None = an own question.

    Raises NameStandsThere and PutToBoardAlready.
    """
    _refuse_name(draft, about.organisation if about else None)
    source = about.source if about else QuestionSource.OWN
    question = SoundingQuestion(
        region_code=code,
        source=source,
        statement_id=about.id if about and source is QuestionSource.NEED else None,
        step_id=about.id if about and source is QuestionSource.STEP else None,
        text=draft.text,
        names_organisation=draft.names_organisation and may_be_named(about.organisation if about else None),
        themes=_themes(session, draft),
        asked_by=actor.person_id,
        asked_at=at,
    )
    try:
        with session.begin_nested():
            session.add(question)
    except IntegrityError as error:
        raise PutToBoardAlready("this need or step lies with the board already; look at the list") from error
    record(session, actor, "put_question", "sounding_question", question.id, at=at, detail=source.value)
    return question


def reword_question(
    session: Session, question: SoundingQuestion, draft: QuestionDraft, *, actor: Actor, at: datetime
) -> None:
    """Change a question that nobody has yet. Raises NameStandsThere and QuestionMoved."""
    lock(session, question, QuestionState.OPEN)
    _refuse_name(draft, question.organisation)
    question.text = draft.text
    question.names_organisation = draft.names_organisation and may_be_named(question.organisation)
    question.themes = _themes(session, draft)
    session.flush()
    record(session, actor, "reword_question", "sounding_question", question.id, at=at)


def withdraw_question(session: Session, question: SoundingQuestion, *, actor: Actor, at: datetime) -> None:
    """Take the question off the board; its need or step can be put to it again. Raises QuestionMoved."""
    lock(session, question, QuestionState.OPEN, *WITH_ADVISER)
    to_open(question)
    question.state = QuestionState.WITHDRAWN
    session.flush()
    record(session, actor, "withdraw_question", "sounding_question", question.id, at=at)


def assign(
    session: Session,
    question: SoundingQuestion,
    adviser: Adviser,
    *,
    site: Site,
    actor: Actor,
    at: datetime,
) -> None:
    """Give the question to this adviser, who gets a mail. Raises QuestionMoved and AdviserNotFree."""
    lock(session, question, QuestionState.OPEN)
    # Whoever asks the same adviser at the same moment waits here, and then counts this question too.
    session.execute(select(Adviser.id).where(Adviser.id == adviser.id).with_for_update())
    session.refresh(adviser)
    if not is_free(session, question, adviser, at=at):
        raise AdviserNotFree(f"adviser {adviser.id} takes no question now; choose another one")
    question.state, question.adviser_id, question.assigned_at = QuestionState.ASKED, adviser.id, at
    session.flush()
    session.refresh(question, ["adviser"])
    ask_adviser(session, question, adviser, site=site, actor=actor, at=at)
    record(session, actor, "assign_question", "sounding_question", question.id, at=at, detail=str(adviser.id))


def take_back(session: Session, question: SoundingQuestion, *, actor: Actor, at: datetime) -> None:
    """Take the question from its adviser, for somebody else. Raises QuestionMoved."""
    lock(session, question, *WITH_ADVISER)
    to_open(question)
    session.flush()
    record(session, actor, "take_back_question", "sounding_question", question.id, at=at)


def may_be_named(organisation: Organisation | None) -> bool:
    """Whether this organisation can agree to be named; a single person who speaks from experience cannot."""
    return organisation is not None and organisation.experience is None


def _refuse_name(draft: QuestionDraft, organisation: Organisation | None) -> None:
    if organisation is None or (draft.names_organisation and may_be_named(organisation)):
        return
    if organisation.name.casefold() in draft.text.casefold():
        raise NameStandsThere(f"the text names organisation {organisation.id}; leave it out, or let it agree")


def _themes(session: Session, draft: QuestionDraft) -> list[Theme]:
    return list(session.scalars(select(Theme).where(Theme.slug.in_(draft.themes)).order_by(Theme.slug)))
