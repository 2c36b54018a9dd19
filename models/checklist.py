"""What has to be arranged for a meeting, before or after which day, and who did it?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.person import Person


class MeetingPhase(StrEnum):
    """The phases that every meeting goes through, in their order."""

    INVITING = "inviting"
    ANSWERING = "answering"
    PREPARING = "preparing"
    DAY = "day"
    AFTERWARDS = "afterwards"


class Anchor(StrEnum):
    """The day of a meeting from which a task counts."""

    MEETING = "meeting"
    RSVP = "rsvp"
    FINAL_INVITATION = "final_invitation"


class MeetingTask(Base):
    """One thing to arrange for a meeting, on the organiser's check-list.

    `days`: so many days after its anchor it is due, negative = before. `name_en` is empty for what an
    organiser added. `taken_off_at`: it was taken off the list, and can be put back. `done_by` is empty too
    once that person was erased.
    """

    __tablename__ = "meeting_task"
    __table_args__ = (
        CheckConstraint("trim(name_nl) <> ''", name="has_name"),
        CheckConstraint("days BETWEEN -400 AND 400", name="days_in_range"),
        CheckConstraint("done_by IS NULL OR done_at IS NOT NULL", name="doer_has_a_moment"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    phase: Mapped[MeetingPhase] = mapped_column(state_type(MeetingPhase, "meeting_phase"))
    position: Mapped[int]
    name_nl: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="")
    anchor: Mapped[Anchor] = mapped_column(state_type(Anchor, "anchor"), default=Anchor.MEETING)
    days: Mapped[int]
    done_at: Mapped[datetime | None]
    done_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    taken_off_at: Mapped[datetime | None]

    doer: Mapped[Person | None] = relationship()
