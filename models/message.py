"""Which mail waits, which has gone, and which failed? The outbox."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identifier, state_type
from models.person import Language


class MessageState(StrEnum):
    """Where a mail is: waiting for an organiser's release, on its way, gone, failed, or withdrawn."""

    WAITING = "waiting"
    RELEASED = "released"
    SENT = "sent"
    FAILED = "failed"
    WITHDRAWN = "withdrawn"  # it had not left yet when it was no longer needed


class MessageKind(StrEnum):
    """What a mail is for; each kind has one template per language."""

    SIGN_IN = "sign_in"
    MATCH_LIST = "match_list"
    SEATS_CHANGED = "seats_changed"
    LIST_REMINDER = "list_reminder"
    CHANGE_EMAIL = "change_email"
    NO_OWNER = "no_owner"
    RENEWAL = "renewal"
    BOARD_ANSWER = "board_answer"
    INVITATION = "invitation"
    CLAIM = "claim"
    JOIN_REQUEST = "join_request"
    JOIN_ACCEPTED = "join_accepted"
    JOIN_REFUSED = "join_refused"
    MEETING_INVITATION = "meeting_invitation"
    MEETING_REMINDER = "meeting_reminder"
    MEETING_DEFINITIVE = "meeting_definitive"
    MEETING_CHANGE = "meeting_change"
    MEETING_CANCELLATION = "meeting_cancellation"
    LETTER_TEST = "letter_test"
    COMING = "coming"
    WAITING_LIST = "waiting_list"
    PLACE_FREE = "place_free"
    STEP_CHECK = "step_check"
    NAMED = "named"
    PARTNER_ASKED = "partner_asked"
    CASE_ASKED = "case_asked"
    ADVISER_INVITATION = "adviser_invitation"
    SOUNDING_QUESTION = "sounding_question"
    SOUNDING_ANSWER = "sounding_answer"


class Message(Base):
    """One mail to one person. Some texts are emptied once they have gone, see web/actions/outbox.py.

    `calendar`: an attached iCalendar file, or empty; `sequence`: which state of the meeting it shows, see
    models/meeting.py. `problem`: the last failure, without addresses; `retry_at`: when it is tried again.
    `organisation_id`: the organisation that it is about, where that is one.
    """

    __tablename__ = "message"
    __table_args__ = (
        CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name="sent_has_a_moment"),
        CheckConstraint("state <> 'failed' OR problem <> ''", name="failed_has_a_problem"),
    )

    id: Mapped[Identifier]
    kind: Mapped[MessageKind] = mapped_column(state_type(MessageKind, "message_kind"))
    recipient: Mapped[str] = mapped_column(index=True)
    language: Mapped[Language] = mapped_column(state_type(Language, "language"), default=Language.DUTCH)
    subject: Mapped[str]
    body: Mapped[str]
    calendar: Mapped[str] = mapped_column(default="")
    state: Mapped[MessageState] = mapped_column(
        state_type(MessageState, "message_state"), default=MessageState.WAITING, index=True
    )
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[str] = mapped_column(default="")
    retry_at: Mapped[datetime | None]
    sequence: Mapped[int | None]
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
