"""What does someone tell who knows poverty from their own life: what of, on what terms, and when?"""

from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, state_type

Code = TypeVar("Code", bound=StrEnum)


class ExpertRole(StrEnum):
    """How someone takes part: as an expert by experience, or as an ambassador against poverty."""

    EXPERT = "expert"
    AMBASSADOR = "ambassador"


class Compensation(StrEnum):
    """What someone asks for their time."""

    FEE = "fee"  # an attendance fee, in money
    VOUCHER = "voucher"
    NONE = "none"
    TO_DISCUSS = "to_discuss"  # they would like to hear what is possible


class Weekday(StrEnum):
    """A day of the week."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


class DayPart(StrEnum):
    """A part of a day."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


class Travel(StrEnum):
    """How someone comes to a meeting."""

    BY_THEMSELVES = "by_themselves"
    COSTS_PAID = "costs_paid"  # by themselves, if the costs are paid back
    FETCHED = "fetched"
    UNKNOWN = "unknown"


class Company(StrEnum):
    """Whether someone comes alone."""

    ALONE = "alone"
    BRINGS_SOMEONE = "brings_someone"
    WANTS_SOMEONE = "wants_someone"
    UNKNOWN = "unknown"


class LifeMoment(Base):
    """A moment in life that can lead to poverty, in plain words. Data, as themes are; `position` orders."""

    __tablename__ = "life_moment"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]
    position: Mapped[int]


class Experience(Base):
    """What makes an organisation one person who speaks from experience; no row = an ordinary organisation.

    Attendees see none of it. `not_asked`: what the person does not want to be asked. `days` and `dayparts`:
    codes separated by blanks, empty = not told. `agreed`: what was agreed on the compensation, in free words.
    """

    __tablename__ = "experience"
    __table_args__ = (CheckConstraint("compensation <> 'none' OR agreed = ''", name="none_agrees_nothing"),)

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    role: Mapped[ExpertRole] = mapped_column(state_type(ExpertRole, "expert_role"))
    not_asked: Mapped[str] = mapped_column(default="")
    compensation: Mapped[Compensation] = mapped_column(
        state_type(Compensation, "compensation"), default=Compensation.TO_DISCUSS
    )
    agreed: Mapped[str] = mapped_column(default="")
    days: Mapped[str] = mapped_column(default="")
    dayparts: Mapped[str] = mapped_column(default="")
    travel: Mapped[Travel] = mapped_column(state_type(Travel, "travel"), default=Travel.UNKNOWN)
    company: Mapped[Company] = mapped_column(state_type(Company, "company"), default=Company.UNKNOWN)
    remarks: Mapped[str] = mapped_column(default="")

    moments: Mapped[list[LifeMoment]] = relationship(
        secondary="experience_moment", order_by=LifeMoment.position
    )


class ExperienceMoment(Base):
    """A moment in life that someone went through."""

    __tablename__ = "experience_moment"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("experience.organisation_id", ondelete="CASCADE"), primary_key=True
    )
    moment_slug: Mapped[str] = mapped_column(ForeignKey("life_moment.slug"), primary_key=True, index=True)


def words_of(chosen: Collection[Code], codes: type[Code]) -> str:
    """These codes in one text, in the order of their class."""
    return " ".join(code.value for code in codes if code in chosen)


def codes_in(words: str, codes: type[Code]) -> tuple[Code, ...]:
    """The codes of a text that `words_of` made."""
    return tuple(codes(word) for word in words.split())
