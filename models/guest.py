"""Who is invited to a meeting, in which words, and who waits for a place?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Language


class LetterKind(StrEnum):
    """A mail to many of which the organiser chooses the words."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    DEFINITIVE = "definitive"  # to who comes: programme and place, some days before
    CHANGE = "change"  # to who comes: another day, hour or place
    CANCELLATION = "cancellation"  # the meeting does not take place


class MeetingInvitation(Base):
    """An organisation is invited to a meeting, by mail or in another way.

    `declined_at`: it said that nobody comes. That it comes is told by registrations and waiting guests alone.
    """

    __tablename__ = "meeting_invitation"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    invited_at: Mapped[datetime]
    declined_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()


class AnswerLink(Base):
    """A mailed link with which an organisation answers for one meeting; stored as SHA-256 only.

    Every link of every mail works until the meeting is over. `person_id`: whom the mail was to, if known;
    `language`: that of the mail.
    """

    __tablename__ = "answer_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    language: Mapped[Language] = mapped_column(state_type(Language, "language"))
    created_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()


class WaitingGuest(Base):
    """Someone who wants to come to a meeting that is full. Who is on this list does not come (yet).

    The lowest id has waited longest. A place makes a registration of it, and takes it off this list.
    """

    __tablename__ = "waiting_guest"
    __table_args__ = (CheckConstraint("trim(name) <> ''", name="has_name"),)

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[Language] = mapped_column(state_type(Language, "language"), default=Language.DUTCH)
    created_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    organisation: Mapped[Organisation] = relationship()


class MeetingLetter(Base):
    """The words that an organiser chose for a mail of this meeting; without a row the usual words hold."""

    __tablename__ = "meeting_letter"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[LetterKind] = mapped_column(state_type(LetterKind, "letter_kind"), primary_key=True)
    language: Mapped[Language] = mapped_column(state_type(Language, "language"), primary_key=True)
    subject: Mapped[str]
    body: Mapped[str]


class MeetingReminder(Base):
    """On this day who has not answered is reminded, without anyone doing anything. `done_at`: it was done."""

    __tablename__ = "meeting_reminder"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    done_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
