"""Who sits on the sounding board, what does a region ask it, and what does it answer?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.kind import Theme
from models.organisation import Organisation, Statement
from models.person import Person
from models.region import Region
from models.step import Step

MOST_A_MONTH = 20


class QuestionSource(StrEnum):
    """Why an organiser asks."""

    NEED = "need"  # a need that nobody answers
    STEP = "step"  # a step that is stuck twice
    OWN = "own"  # the organiser's own question


class QuestionState(StrEnum):
    """How far a question is."""

    OPEN = "open"  # nobody has it yet
    ASKED = "asked"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


WITH_ADVISER = (QuestionState.ASKED, QuestionState.ACCEPTED)


class Adviser(Base):
    """A member of the sounding board: an expert who answers questions of regions.

    `about`: from where they know things, in their own words. `monthly`: how many questions they take in
    thirty days. `away_until`: they take none up to and including this day. `shows_name`: their name may stand
    under their answers.
    """

    __tablename__ = "adviser"
    __table_args__ = (CheckConstraint(f"monthly BETWEEN 1 AND {MOST_A_MONTH}", name="monthly_in_range"),)

    id: Mapped[Identifier]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), unique=True)
    about: Mapped[str] = mapped_column(default="")
    monthly: Mapped[int] = mapped_column(default=2)
    away_until: Mapped[date | None]
    shows_name: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[datetime]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    themes: Mapped[list[Theme]] = relationship(secondary="adviser_theme", order_by=Theme.slug)


class AdviserTheme(Base):
    """A subject that an adviser knows of."""

    __tablename__ = "adviser_theme"

    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), primary_key=True)
    theme_slug: Mapped[str] = mapped_column(ForeignKey("theme.slug"), primary_key=True, index=True)


class AdviserInvitation(Base):
    """A mailed link that makes its reader an adviser. Only the SHA-256 of the link's secret is stored."""

    __tablename__ = "adviser_invitation"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("used_at IS NULL OR withdrawn_at IS NULL", name="used_or_withdrawn"),
        Index(
            "uq_adviser_invitation_open",
            "email",
            unique=True,
            sqlite_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Identifier]
    email: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


class SoundingQuestion(Base):
    """A question of a region, in the words of its organiser, and the answer to it.

    `statement_id`, `step_id`: the need or step that it comes from; None for an own question, and once that
    is gone. `names_organisation`: the organisation of that need or step agreed to be named, also where the
    answer is public. `adviser_id`: who has it or answered it; None again once they left the board.
    `may_publish`: the adviser agrees that everyone reads the answer; `published_at`: the organiser does too.
    `returned_at`: since when the organisation reads the answer. `helped`: what the organiser says of it.
    """

    __tablename__ = "sounding_question"
    __table_args__ = (
        CheckConstraint("trim(text) <> ''", name="has_text"),
        CheckConstraint(
            "(statement_id IS NULL OR source = 'need') AND (step_id IS NULL OR source = 'step')",
            name="comes_from_one_source",
        ),
        CheckConstraint(
            "state NOT IN ('asked', 'accepted') OR (adviser_id IS NOT NULL AND assigned_at IS NOT NULL)",
            name="asked_of_someone",
        ),
        CheckConstraint("state <> 'accepted' OR accepted_at IS NOT NULL", name="accepted_has_a_moment"),
        CheckConstraint("(state = 'answered') = (answered_at IS NOT NULL)", name="answered_has_a_moment"),
        CheckConstraint("(state = 'answered') = (trim(answer) <> '')", name="answered_has_an_answer"),
        CheckConstraint(
            "state = 'answered' OR (returned_at IS NULL AND helped IS NULL AND NOT may_publish)",
            name="only_answers_return",
        ),
        CheckConstraint("published_at IS NULL OR may_publish", name="public_when_adviser_agrees"),
        *(
            Index(
                f"uq_sounding_question_{column}",
                column,
                unique=True,
                sqlite_where=text("state <> 'withdrawn'"),
                postgresql_where=text("state <> 'withdrawn'"),
            )
            for column in ("statement_id", "step_id")
        ),
    )

    id: Mapped[Identifier]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    source: Mapped[QuestionSource] = mapped_column(state_type(QuestionSource, "question_source"))
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id", ondelete="SET NULL"))
    step_id: Mapped[int | None] = mapped_column(ForeignKey("step.id", ondelete="SET NULL"))
    text: Mapped[str]
    names_organisation: Mapped[bool] = mapped_column(default=False)
    state: Mapped[QuestionState] = mapped_column(
        state_type(QuestionState, "question_state"), default=QuestionState.OPEN
    )
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    asked_at: Mapped[datetime]
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="SET NULL"), index=True)
    assigned_at: Mapped[datetime | None]
    reminded_at: Mapped[datetime | None]
    accepted_at: Mapped[datetime | None]
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    may_publish: Mapped[bool] = mapped_column(default=False)
    returned_at: Mapped[datetime | None]
    helped: Mapped[bool | None]
    published_at: Mapped[datetime | None]

    region: Mapped[Region] = relationship()
    statement: Mapped[Statement | None] = relationship()
    step: Mapped[Step | None] = relationship()
    adviser: Mapped[Adviser | None] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary="sounding_question_theme", order_by=Theme.slug)
    handed_back: Mapped[list["HandedBack"]] = relationship(
        cascade="all, delete-orphan", order_by="HandedBack.id", passive_deletes=True
    )

    @property
    def organisation(self) -> Organisation | None:
        """Whose need or step it is; None for an own question, and once that is gone."""
        if self.statement is not None:
            return self.statement.organisation
        return self.step.organisation if self.step is not None else None


class QuestionTheme(Base):
    """A subject that a question is about."""

    __tablename__ = "sounding_question_theme"

    question_id: Mapped[int] = mapped_column(
        ForeignKey("sounding_question.id", ondelete="CASCADE"), primary_key=True
    )
    theme_slug: Mapped[str] = mapped_column(ForeignKey("theme.slug"), primary_key=True, index=True)


class HandedBack(Base):
    """An adviser gave a question back, and why; nobody asks them the same question again."""

    __tablename__ = "sounding_handed_back"
    __table_args__ = (CheckConstraint("trim(reason) <> ''", name="has_reason"),)

    id: Mapped[Identifier]
    question_id: Mapped[int] = mapped_column(
        ForeignKey("sounding_question.id", ondelete="CASCADE"), index=True
    )
    adviser_id: Mapped[int | None] = mapped_column(ForeignKey("adviser.id", ondelete="SET NULL"), index=True)
    reason: Mapped[str]
    handed_at: Mapped[datetime]


class SoundingLink(Base):
    """The link in a mail with which an adviser answers one question; stored as SHA-256 only."""

    __tablename__ = "sounding_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("sounding_question.id", ondelete="CASCADE"), index=True
    )
    adviser_id: Mapped[int] = mapped_column(ForeignKey("adviser.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]

    question: Mapped[SoundingQuestion] = relationship()
