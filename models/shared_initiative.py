"""Which initiatives stand among the good practices, and by which themes and groups are they found?"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier
from models.initiative import Initiative
from models.kind import TargetGroup, Theme


class SharedInitiative(Base):
    """An initiative that its editors put among the good practices; without a row it does not stand there."""

    __tablename__ = "shared_initiative"

    initiative_id: Mapped[Identifier] = mapped_column(
        ForeignKey("initiative.id", ondelete="CASCADE"), autoincrement=False
    )
    shared_at: Mapped[datetime]

    initiative: Mapped[Initiative] = relationship()
    themes: Mapped[list[Theme]] = relationship(secondary="shared_initiative_theme", order_by=Theme.slug)
    groups: Mapped[list[TargetGroup]] = relationship(
        secondary="shared_initiative_group", order_by=TargetGroup.slug
    )


class SharedInitiativeTheme(Base):
    """A theme by which a shared initiative is found."""

    __tablename__ = "shared_initiative_theme"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("shared_initiative.initiative_id", ondelete="CASCADE"), primary_key=True
    )
    theme_slug: Mapped[str] = mapped_column(ForeignKey("theme.slug"), primary_key=True, index=True)


class SharedInitiativeGroup(Base):
    """A group of people by which a shared initiative is found."""

    __tablename__ = "shared_initiative_group"

    initiative_id: Mapped[int] = mapped_column(
        ForeignKey("shared_initiative.initiative_id", ondelete="CASCADE"), primary_key=True
    )
    group_slug: Mapped[str] = mapped_column(ForeignKey("target_group.slug"), primary_key=True, index=True)
