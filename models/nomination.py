"""Who is the driving force, as others say? Shown to organisers only once the named one agreed."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.meeting import Meeting
from models.organisation import Organisation
from models.person import Person
from models.registration import Registration


class NominationAnswer(StrEnum):
    """What the named one says."""

    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"  # also who agreed and took it back


class Nomination(Base):
    """A guest names an organisation that came, or a contact of it (`person_id`), as the driving force.

    `asked_at`: when a mail asked the named one, or it was found that no mail can; None = not yet.
    Who declines has the words erased; the row stays, so that nobody is asked twice.
    """

    __tablename__ = "nomination"
    __table_args__ = (
        CheckConstraint("(answer = 'waiting') = (answered_at IS NULL)", name="answer_has_moment"),
        CheckConstraint("(answer = 'declined') = (why = '')", name="declined_leaves_no_words"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    why: Mapped[str]
    named_at: Mapped[datetime]
    asked_at: Mapped[datetime | None]
    answer: Mapped[NominationAnswer] = mapped_column(
        state_type(NominationAnswer, "nomination_answer"), default=NominationAnswer.WAITING
    )
    answered_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    registration: Mapped[Registration] = relationship()
    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person | None] = relationship()

    @property
    def target(self) -> tuple[int, int | None]:
        """Who is named: the organisation, and the person or None."""
        return self.organisation_id, self.person_id

    @property
    def name(self) -> str:
        """How the named one is called: as the organisation wrote a person down, or as they call themself."""
        if self.person is None:
            return self.organisation.name
        member = next((one for one in self.organisation.members if one.person_id == self.person_id), None)
        return (member.name if member else "") or self.person.name
