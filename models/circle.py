"""What happens in a learning circle? Cases that people bring, who talks with whom, and what was learnt."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from matcher.circles import Side
from models.base import Base, Identifier, state_type
from models.meeting import Meeting
from models.registration import Registration


class CaseState(StrEnum):
    """How far a case is: only what the organiser accepted is read by others."""

    BROUGHT = "brought"
    ACCEPTED = "accepted"
    REWORD = "reword"  # the organiser asks for other words, and says why
    REFUSED = "refused"


class LearningCircle(Base):
    """What was decided about the circle of a meeting; without a row nothing was.

    `shown_at`: since then guests see with whom they talk. `shared_at`: since then organisers of every region
    read what was learnt.
    """

    __tablename__ = "learning_circle"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    shown_at: Mapped[datetime | None]
    shared_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()


class PracticeCase(Base):
    """A case from practice that someone brings to a circle; it speaks of no person.

    `label_slug`: what kind of case, a label of `matcher/knowledge/labels.tsv`. `side`: which experience its
    writer brings. `reason`: why the organiser refused it or asks for other words.
    """

    __tablename__ = "practice_case"
    __table_args__ = (
        CheckConstraint("trim(situation) <> ''", name="has_situation"),
        CheckConstraint(
            "state NOT IN ('reword', 'refused') OR trim(reason) <> ''", name="refusal_has_reason"
        ),
    )

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    label_slug: Mapped[str]
    side: Mapped[Side] = mapped_column(state_type(Side, "circle_side"))
    situation: Mapped[str]
    tried: Mapped[str] = mapped_column(default="")
    question: Mapped[str] = mapped_column(default="")
    state: Mapped[CaseState] = mapped_column(state_type(CaseState, "case_state"), default=CaseState.BROUGHT)
    reason: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime]

    registration: Mapped[Registration] = relationship()
    lesson: Mapped["CaseLesson | None"] = relationship(cascade="all, delete-orphan")


class CircleGroup(Base):
    """Two or three guests who talk with each other about their cases."""

    __tablename__ = "circle_group"

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)

    members: Mapped[list["CircleMember"]] = relationship(
        cascade="all, delete-orphan", order_by="CircleMember.registration_id"
    )


class CircleMember(Base):
    """A guest in a group; the key lets nobody be in two."""

    __tablename__ = "circle_member"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    group_id: Mapped[int] = mapped_column(ForeignKey("circle_group.id", ondelete="CASCADE"), index=True)

    registration: Mapped[Registration] = relationship()


class CaseLesson(Base):
    """What those who talked about a case learnt, would do differently, and what stands in the way."""

    __tablename__ = "case_lesson"
    __table_args__ = (
        CheckConstraint("trim(learnt || differently || obstacle) <> ''", name="says_something"),
    )

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("practice_case.registration_id", ondelete="CASCADE"), primary_key=True
    )
    learnt: Mapped[str] = mapped_column(default="")
    differently: Mapped[str] = mapped_column(default="")
    obstacle: Mapped[str] = mapped_column(default="")
    told_at: Mapped[datetime]
