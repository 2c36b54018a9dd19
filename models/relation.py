"""With whom does an organisation work already, and with whom not?"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.organisation import Organisation


class NotWith(Base):
    """An organisation does not want to be matched with another one, and perhaps says why.

    Private: only members of `organisation` ever read it. It leaves the table in one other way, as a pair
    that may not be proposed, without saying who asked for it (models/exchange.py).
    """

    __tablename__ = "not_with"
    __table_args__ = (
        UniqueConstraint("organisation_id", "other_id"),
        CheckConstraint("organisation_id <> other_id", name="another_organisation"),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]

    other: Mapped[Organisation] = relationship(foreign_keys=[other_id])


class Collaboration(Base):
    """An organisation works with another one already, as it tells itself.

    `since`: a year, None = not told. `shared`: others may read it on the organisation's page.
    """

    __tablename__ = "collaboration"
    __table_args__ = (
        UniqueConstraint("organisation_id", "other_id"),
        CheckConstraint("organisation_id <> other_id", name="another_organisation"),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    since: Mapped[int | None]
    shared: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]

    other: Mapped[Organisation] = relationship(foreign_keys=[other_id])


class Acquaintance(Base):
    """Two organisations that know each other already; the lower id first, so that a pair stands here once.

    `met_on`: the day on which they met, None = not told.
    """

    __tablename__ = "acquaintance"
    __table_args__ = (
        CheckConstraint("first_id < second_id", name="lower_id_first"),
        UniqueConstraint("first_id", "second_id"),
    )

    id: Mapped[Identifier]
    first_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    second_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"), index=True)
    how: Mapped[str] = mapped_column(default="")
    met_on: Mapped[date | None]
