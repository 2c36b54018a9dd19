"""Which meetings are there, where and when, and who should sit at the table?"""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint, inspect
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Identifier
from models.kind import Theme
from models.region import Municipality, Region


class MeetingKind(Base):
    """A kind of meeting with the parties that it brings together; data that an organiser may edit.

    `set_aside_at`: since then it is no choice for a new meeting.
    """

    __tablename__ = "meeting_kind"

    slug: Mapped[str] = mapped_column(primary_key=True)
    name_nl: Mapped[str]
    name_en: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    description_en: Mapped[str] = mapped_column(default="", server_default="")
    set_aside_at: Mapped[datetime | None]

    parties: Mapped[list["MeetingKindParty"]] = relationship(
        cascade="all, delete-orphan", order_by="MeetingKindParty.position"
    )


class MeetingKindParty(Base):
    """A side that meetings of this kind want at the table; see MeetingParty. `name` is Dutch."""

    __tablename__ = "meeting_kind_party"
    __table_args__ = (
        UniqueConstraint("meeting_kind_slug", "name"),
        CheckConstraint("minimum >= 0", name="minimum_not_negative"),
    )

    id: Mapped[Identifier]
    meeting_kind_slug: Mapped[str] = mapped_column(ForeignKey("meeting_kind.slug", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="", server_default="")
    minimum: Mapped[int] = mapped_column(default=0)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)


class Meeting(Base):
    """One meeting of a region. Its area may differ from the region's municipalities.

    `rsvp_by` is the last day to answer; `final_invitation_by` the last day on which the definitive
    invitation goes out. `courage` is the setting that the organiser last chose (fraction).
    `capacity`: so many persons can come, the others wait; None = no limit. `cancelled_at`: it does not take
    place. `sequence` counts the changes that matter to a calendar.
    `joint_start_minutes`: so long everyone is together before the tables begin; 0 = no joint start.
    `keep_days`: so many days after the meeting personal data of it disappear; None = as its region says.
    """

    __tablename__ = "meeting"
    __table_args__ = (
        # The pair is what registrations point to, so that the database itself refuses a person too many.
        UniqueConstraint("id", "maximum_persons"),
        CheckConstraint("maximum_persons >= 1", name="at_least_one_person"),
        CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        CheckConstraint("courage >= 0 AND courage <= 1", name="courage_is_a_fraction"),
        CheckConstraint(
            "minimum_proposals >= 0 AND maximum_proposals >= minimum_proposals AND maximum_proposals >= 1",
            name="proposals_in_range",
        ),
        CheckConstraint("trim(title) <> ''", name="has_title"),
        CheckConstraint("keep_days >= 1", name="keep_days_positive"),
        CheckConstraint("capacity >= 1", name="capacity_positive"),
        CheckConstraint("joint_start_minutes >= 0", name="joint_start_not_negative"),
    )

    id: Mapped[Identifier]
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), index=True)
    kind_slug: Mapped[str] = mapped_column(ForeignKey("meeting_kind.slug"), index=True)
    title: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    working_form: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    starts_at: Mapped[datetime] = mapped_column(index=True)
    ends_at: Mapped[datetime]
    joint_start_minutes: Mapped[int] = mapped_column(default=0, server_default="0")
    rsvp_by: Mapped[date | None]
    final_invitation_by: Mapped[date | None]
    maximum_persons: Mapped[int] = mapped_column(default=2)
    capacity: Mapped[int | None]
    courage: Mapped[float] = mapped_column(default=0.5)
    minimum_proposals: Mapped[int] = mapped_column(default=2)
    maximum_proposals: Mapped[int] = mapped_column(default=5)
    source: Mapped[str] = mapped_column(default="")
    keep_days: Mapped[int | None]
    cancelled_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    created_at: Mapped[datetime]

    region: Mapped[Region] = relationship(lazy="joined", innerjoin=True)
    kind: Mapped[MeetingKind] = relationship(lazy="joined", innerjoin=True)
    area: Mapped[list[Municipality]] = relationship(secondary="meeting_area", order_by=Municipality.name)
    themes: Mapped[list[Theme]] = relationship(secondary="meeting_theme", order_by=Theme.slug)
    parties: Mapped[list["MeetingParty"]] = relationship(
        cascade="all, delete-orphan", order_by="MeetingParty.position"
    )

    @validates("title", "place", "starts_at", "ends_at", "cancelled_at")
    def _count_change(self, name: str, value: object) -> object:
        """A calendar takes the file with the highest number for the newest one."""
        if inspect(self).persistent and getattr(self, name) != value:
            self.sequence += 1
        return value


class MeetingParty(Base):
    """A side that this meeting wants at the table: organisations of these sectors or of these kinds.

    `minimum` = how many of them every coalition and table needs; 0 = welcome, not required. `name` is Dutch.
    """

    __tablename__ = "meeting_party"
    __table_args__ = (
        UniqueConstraint("meeting_id", "name"),
        CheckConstraint("minimum >= 0", name="minimum_not_negative"),
    )

    id: Mapped[Identifier]
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"))
    position: Mapped[int]
    name: Mapped[str]
    name_en: Mapped[str] = mapped_column(default="", server_default="")
    minimum: Mapped[int] = mapped_column(default=0)
    sectors: Mapped[list[str]] = mapped_column(JSON, default=list)
    kinds: Mapped[list[str]] = mapped_column(JSON, default=list)


class MeetingArea(Base):
    """A municipality that a meeting is for."""

    __tablename__ = "meeting_area"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True, index=True
    )


class MeetingTheme(Base):
    """A theme of a meeting."""

    __tablename__ = "meeting_theme"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    theme_slug: Mapped[str] = mapped_column(ForeignKey("theme.slug"), primary_key=True, index=True)
