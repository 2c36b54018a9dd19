"""How does an organiser rearrange the coalitions of a run? A card for each, and every move."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.organisation import Organisation
from models.person import Person


class RunFigures(Base):
    """What a run measured between all its organisations, so that any other group of them can be weighed.

    `figures`: as matcher.figures.pack gives them; they hold no text and nothing of a person.
    """

    __tablename__ = "run_figures"

    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"), primary_key=True)
    figures: Mapped[bytes]
    measured_at: Mapped[datetime]


class CoalitionBoard(Base):
    """The coalition board of a run, from the first move on; before that, it shows the run's proposals."""

    __tablename__ = "coalition_board"

    run_id: Mapped[int] = mapped_column(ForeignKey("matching_run.id", ondelete="CASCADE"), primary_key=True)
    created_at: Mapped[datetime]


class CoalitionCard(Base):
    """A card of the board; `number` counts from 1. A card without members is not shown, and never removed."""

    __tablename__ = "coalition_card"
    __table_args__ = (CheckConstraint("number >= 1", name="number_from_one"),)

    run_id: Mapped[int] = mapped_column(
        ForeignKey("coalition_board.run_id", ondelete="CASCADE"), primary_key=True
    )
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)


class CoalitionPlace(Base):
    """On which card an organisation is; `card` None = on none. The key lets it be on one card only."""

    __tablename__ = "coalition_place"
    __table_args__ = (
        ForeignKeyConstraint(
            ["run_id", "card"], ["coalition_card.run_id", "coalition_card.number"], ondelete="CASCADE"
        ),
    )

    run_id: Mapped[int] = mapped_column(
        ForeignKey("coalition_board.run_id", ondelete="CASCADE"), primary_key=True
    )
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    card: Mapped[int | None]


class CoalitionMove(Base):
    """One move on the board; moves are added, never changed. `number` counts from 1, per run.

    `undoes`: the number of the move that this one takes back, if any.
    """

    __tablename__ = "coalition_move"
    __table_args__ = (
        UniqueConstraint("run_id", "number"),
        CheckConstraint("coalesce(from_card, 0) <> coalesce(to_card, 0)", name="goes_somewhere"),
    )

    id: Mapped[Identifier]
    run_id: Mapped[int] = mapped_column(ForeignKey("coalition_board.run_id", ondelete="CASCADE"))
    number: Mapped[int]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    from_card: Mapped[int | None]
    to_card: Mapped[int | None]
    undoes: Mapped[int | None]
    moved_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"), index=True)
    moved_at: Mapped[datetime]

    organisation: Mapped[Organisation] = relationship()
    mover: Mapped[Person | None] = relationship()
