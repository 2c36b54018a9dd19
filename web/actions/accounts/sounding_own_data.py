"""What does the sounding board hold of one person, and how is it forgotten again?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from models.person import Person
from models.queries.sounding import adviser_of, questions_of_adviser
from models.sounding import AdviserInvitation, SoundingLink, SoundingQuestion
from web.actions.accounts.sign_in import removed
from web.actions.actor import Actor
from web.actions.afterwards.advisers import leave_board
from web.actions.afterwards.sounding_mails import LINK_LIFETIME

# What an adviser was asked, how far it is, and what they answered.
Asked = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject that someone knows of, in both languages."""

    name_nl: str
    name_en: str


@dataclass(frozen=True, slots=True)
class OnBoard:
    """A seat on the sounding board, in the codes of models/sounding.py; `asked`: see Asked."""

    about: str
    themes: tuple[Subject, ...]
    monthly: int
    away_until: date | None
    shows_name: bool
    since: datetime
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class SoundingData:
    """`seat`: none or one. `invited`: when they were asked to join. `put`: what they put to the board."""

    seat: tuple[OnBoard, ...]
    invited: tuple[datetime, ...]
    put: tuple[str, ...]


def sounding_data(session: Session, person: Person) -> SoundingData:
    """All that the board holds of this person."""
    adviser = adviser_of(session, person.id)
    seat = (
        ()
        if adviser is None
        else (
            OnBoard(
                about=adviser.about,
                themes=tuple(Subject(theme.name_nl, theme.name_en) for theme in adviser.themes),
                monthly=adviser.monthly,
                away_until=adviser.away_until,
                shows_name=adviser.shows_name,
                since=adviser.joined_at,
                asked=tuple(
                    (one.text, one.state.value, one.answer)
                    for one in questions_of_adviser(session, adviser.id)
                ),
            ),
        )
    )
    invited = select(AdviserInvitation.created_at).where(AdviserInvitation.email == person.email)
    put = select(SoundingQuestion.text).where(SoundingQuestion.asked_by == person.id)
    return SoundingData(
        seat=seat,
        invited=tuple(session.scalars(invited.order_by(AdviserInvitation.id))),
        put=tuple(session.scalars(put.order_by(SoundingQuestion.id))),
    )


def forget_on_board(session: Session, person_id: int, *, addresses: Collection[str], at: datetime) -> None:
    """Take the person off the board and off what they asked; answers and questions stay without them."""
    adviser = adviser_of(session, person_id)
    if adviser is not None:
        leave_board(session, adviser, actor=Actor(person_id=person_id), at=at)
    session.execute(delete(AdviserInvitation).where(AdviserInvitation.email.in_(addresses)))
    for column in (AdviserInvitation.invited_by, SoundingQuestion.asked_by):
        session.execute(update(column.class_).where(column == person_id).values({column.key: None}))
    session.flush()


def clean_board(session: Session, *, before: datetime, at: datetime) -> int:
    """How many invitations that ended before then, and old links, are removed."""
    ended = or_(
        AdviserInvitation.used_at <= before,
        AdviserInvitation.withdrawn_at <= before,
        AdviserInvitation.expires_at <= before,
    )
    old = SoundingLink.created_at <= at - LINK_LIFETIME
    return removed(session, delete(AdviserInvitation).where(ended)) + removed(
        session, delete(SoundingLink).where(old)
    )
