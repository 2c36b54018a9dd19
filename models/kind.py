"""Which kinds of organisation are there, and in which sector? Data that an organiser may edit."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Sector(Base):
    """A part of society, such as health or housing; `sphere` is public, market or civil."""

    __tablename__ = "sector"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]
    sphere: Mapped[str]


class Kind(Base):
    """A kind of organisation, such as a bailiff or a food bank."""

    __tablename__ = "kind"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]
    sbi2008: Mapped[str] = mapped_column(default="")
    sector_slug: Mapped[str] = mapped_column(ForeignKey("sector.slug"), index=True)

    sector: Mapped[Sector] = relationship(lazy="joined", innerjoin=True)


class Theme(Base):
    """A subject that people work on together; the list grows, so it is data."""

    __tablename__ = "theme"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]


class TargetGroup(Base):
    """A group of people that an organisation reaches."""

    __tablename__ = "target_group"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]
