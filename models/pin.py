"""What must come back in every run of a meeting, and who must be together?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.organisation import Organisation


class PinKind(StrEnum):
    """What is asked of every run of the meeting."""

    PROPOSAL = "proposal"  # just these are proposed, as a pairing or as a coalition
    TOGETHER = "together"  # these two are a pairing, and no coalition has only one of them


class Pin(Base):
    """Some organisations whom an organiser pinned; who did it stands in the log."""

    __tablename__ = "pin"

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), index=True)
    kind: Mapped[PinKind] = mapped_column(state_type(PinKind, "pin_kind"))
    pinned_at: Mapped[datetime]

    members: Mapped[list["PinMember"]] = relationship(
        cascade="all, delete-orphan", order_by="PinMember.organisation_id"
    )

    @property
    def group(self) -> tuple[int, ...]:
        """The ids of the organisations, ascending."""
        return tuple(member.organisation_id for member in self.members)


class PinMember(Base):
    """An organisation in a pin."""

    __tablename__ = "pin_member"

    pin_id: Mapped[int] = mapped_column(ForeignKey("pin.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    organisation: Mapped[Organisation] = relationship()
