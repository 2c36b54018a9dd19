"""What was published for a meeting: which match list did each organisation get, in which version?"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.matching_run import MatchingRun
from models.meeting import Meeting
from models.organisation import Organisation
from models.proposal import Proposal


class Publication(Base):
    """A published version of a meeting's match lists; `number` counts from 1, the highest is in force."""

    __tablename__ = "publication"
    __table_args__ = (UniqueConstraint("meeting_id", "number"),)

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id"))
    number: Mapped[int]
    published_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime]

    meeting: Mapped[Meeting] = relationship()
    run: Mapped[MatchingRun] = relationship()
    entries: Mapped[list["MatchListEntry"]] = relationship(
        cascade="all, delete-orphan", order_by="MatchListEntry.position"
    )


class MatchListEntry(Base):
    """One approved proposal on the match list of one organisation; `position` counts from 1, best first."""

    __tablename__ = "match_list_entry"
    __table_args__ = (
        UniqueConstraint("publication_id", "organisation_id", "position"),
        CheckConstraint("position >= 1", name="position_from_one"),
    )

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id"), primary_key=True, index=True)
    position: Mapped[int]

    organisation: Mapped[Organisation] = relationship()
    proposal: Mapped[Proposal] = relationship()


class Reserve(Base):
    """Whom an organisation can look for when a partner does not turn up.

    `position` counts from 1, best first.
    """

    __tablename__ = "reserve"

    publication_id: Mapped[int] = mapped_column(
        ForeignKey("publication.id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    partner_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)

    partner: Mapped[Organisation] = relationship(foreign_keys=[partner_id])
