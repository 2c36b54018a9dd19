"""Which labour-market regions and municipalities are there, and in which year did they belong together?"""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base


class Municipality(Base):
    """A Dutch municipality; `code` is the CBS code, such as GM0232; position in degrees (WGS 84).

    `other_name`: what people say too, such as Den Haag; empty for most.
    """

    __tablename__ = "municipality"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    other_name: Mapped[str] = mapped_column(default="")
    province: Mapped[str]
    latitude: Mapped[float]
    longitude: Mapped[float]


class Region(Base):
    """A labour-market region; `code` is the CBS code, such as AM06; `year` is the year its facts hold for.

    `earlier_names`: other names in use, separated by semicolons, so that people find it by any of them.
    `keep_days`: so many days after its meetings personal data of them disappear; None = as the service says.
    """

    __tablename__ = "region"
    __table_args__ = (CheckConstraint("keep_days >= 1", name="keep_days_positive"),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(unique=True)
    earlier_names: Mapped[str] = mapped_column(default="")
    year: Mapped[int]
    keep_days: Mapped[int | None]

    municipalities: Mapped[list[Municipality]] = relationship(
        secondary="region_municipality", order_by=Municipality.name
    )


class RegionMunicipality(Base):
    """A municipality that belongs to a region."""

    __tablename__ = "region_municipality"

    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True, index=True
    )
