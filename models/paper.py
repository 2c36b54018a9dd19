"""Which files with all lists were made, and which forms came back on paper?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.job import Job
from models.meeting import Meeting
from models.person import Language
from models.registration import Registration


class ListFile(Base):
    """All lists of a meeting in one file; the newest takes the place of the one before.

    `large`: in large print. `content`: the file, once it is made; `people`: for so many it has a list.
    """

    __tablename__ = "list_file"
    __table_args__ = (
        CheckConstraint("(finished_at IS NULL) = (content IS NULL)", name="finished_has_content"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), unique=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"))
    requested_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    requested_at: Mapped[datetime]
    language: Mapped[Language] = mapped_column(state_type(Language, "language"))
    large: Mapped[bool] = mapped_column(default=False)
    people: Mapped[int] = mapped_column(default=0)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    finished_at: Mapped[datetime | None]

    meeting: Mapped[Meeting] = relationship()
    job: Mapped[Job | None] = relationship()


class PaperForm(Base):
    """The sheet of one attendee was typed in; a second time changes the moment, and counts nothing twice."""

    __tablename__ = "paper_form"

    registration_id: Mapped[int] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), primary_key=True
    )
    typed_at: Mapped[datetime]
    typed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    registration: Mapped[Registration] = relationship()
