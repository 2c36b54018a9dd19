"""Who comes to a meeting, for which organisation, and with which personal link?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Language


class Registration(Base):
    """One person who comes for one organisation.

    `place_number` counts the persons of one organisation from 1; `maximum_persons` repeats the meeting's own
    (the database keeps both equal), so that no row for a person too many can exist. A cancelled registration
    gives its place number back. `link_hash`: SHA-256 of the personal link in the newest mail to this person,
    None until one was written; `earlier_link_hash`: that of the mail before, which may be all they have as
    long as the newest one waits. Both links work. `arrived_at`: when they came in at the door.
    """

    __tablename__ = "registration"
    __table_args__ = (
        ForeignKeyConstraint(
            ["meeting_id", "maximum_persons"],
            ["meeting.id", "meeting.maximum_persons"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        UniqueConstraint("meeting_id", "organisation_id", "place_number"),
        UniqueConstraint("link_hash"),
        UniqueConstraint("earlier_link_hash"),
        CheckConstraint("place_number BETWEEN 1 AND maximum_persons", name="no_person_too_many"),
        CheckConstraint("(cancelled_at IS NULL) = (place_number IS NOT NULL)", name="cancelled_has_no_place"),
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("arrived_at IS NULL OR cancelled_at IS NULL", name="cancelled_did_not_arrive"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(index=True)
    maximum_persons: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    place_number: Mapped[int | None]
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")
    language: Mapped[Language] = mapped_column(state_type(Language, "language"), default=Language.DUTCH)
    created_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    link_hash: Mapped[str | None]
    earlier_link_hash: Mapped[str | None]
    arrived_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    meeting: Mapped[Meeting] = relationship(overlaps="maximum_persons")
