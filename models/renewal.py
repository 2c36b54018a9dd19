"""What became of an offer or a need, and whom did we ask whether it still holds?"""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.organisation import Organisation, Statement, StatementState
from models.person import Person


class ChangeWay(StrEnum):
    """By which door a statement changed."""

    PAGE = "page"  # signed in, on the site
    LINK = "link"  # by the personal link of a mail
    SERVICE = "service"  # by the service itself


class StatementChange(Base):
    """One line in the history of a statement: its state before and after, and with whom it is met.

    `person_id` is None for what the service did, and after the person was erased.
    """

    __tablename__ = "statement_change"

    id: Mapped[Identifier]
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id", ondelete="CASCADE"), index=True)
    before: Mapped[StatementState] = mapped_column(state_type(StatementState, "statement_before"))
    after: Mapped[StatementState] = mapped_column(state_type(StatementState, "statement_after"))
    met_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    met_by_name: Mapped[str] = mapped_column(default="")
    way: Mapped[ChangeWay] = mapped_column(state_type(ChangeWay, "change_way"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    changed_at: Mapped[datetime]

    statement: Mapped[Statement] = relationship()
    met_by: Mapped[Organisation | None] = relationship()


class RenewalKind(StrEnum):
    """Why we wrote."""

    ASK = "ask"  # does this still hold?
    TOLD = "told"  # something was set aside, because nobody answered


class Renewal(Base):
    """One mail to one person of an organisation about its statements, with a personal link.

    `link_hash`: SHA-256 of the link. The link works until it is withdrawn, or its owner leaves. One row per
    person and day, so that nobody is written to twice whatever goes wrong.
    """

    __tablename__ = "renewal"
    __table_args__ = (
        UniqueConstraint("organisation_id", "person_id", "day"),
        UniqueConstraint("link_hash"),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    kind: Mapped[RenewalKind] = mapped_column(state_type(RenewalKind, "renewal_kind"))
    link_hash: Mapped[str]
    day: Mapped[date]
    created_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship()
