"""What did organisations tell us: who they are, what they offer, what they need, whom to call?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, false
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from matcher.profiles import StatementRole
from models.base import Base, Identifier, as_created, state_type
from models.experience import Experience
from models.kind import Kind, TargetGroup, Theme
from models.label import OrganisationLabel
from models.names import search_name
from models.person import Person
from models.region import Municipality


class Origin(StrEnum):
    """Where an organisation's profile comes from."""

    ENTERED = "entered"  # by itself or by an organiser
    DOCUMENTED = "documented"  # from a document of the programme, named in `source`
    INVENTED = "invented"  # an example


class StatementState(StrEnum):
    """Whether an offer or need still stands."""

    OPEN = "open"
    BEING_MET = "being_met"  # someone works on it; it still stands
    MET = "met"
    WITHDRAWN = "withdrawn"


STANDING = (StatementState.OPEN, StatementState.BEING_MET)


class OrganisationRole(StrEnum):
    """What a person may do for an organisation."""

    OWNER = "owner"
    EDITOR = "editor"


class Audience(StrEnum):
    """Who may see a contact detail, beside the organisation itself; each includes the ones before."""

    ORGANISERS = "organisers"
    PARTNERS = "partners"  # of a proposal that was approved and published
    MEETING = "meeting"  # every organisation that comes to the same meeting


class Organisation(Base):
    """One organisation with its profile. `version` guards against two people overwriting each other.

    `size`: one of "", "1", "2-9", "10-49", "50-249", "250+" employees and volunteers; empty = not told.
    `moments`: when in their lives it meets people, in its own words.
    `done_steps`: names of the profile steps that were saved, separated by blanks; `organiser_steps`: those an
    organiser filled in and it has not yet looked at. `confirmed_at`: when it last checked its answers.
    `kvk_number`: in the Dutch trade register, eight digits, or empty. `search_name` follows the name.
    `is_public`: it wants its page to open for whoever has the link. `experience`: it is one person who speaks
    from experience; `name` is then the name that this person chose, and never shown to be their own.
    """

    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("origin <> 'documented' OR source <> ''", name="documented_has_source"),
        CheckConstraint("kvk_number = '' OR length(kvk_number) = 8", name="kvk_number_has_eight_digits"),
    )

    id: Mapped[Identifier]
    name: Mapped[str] = mapped_column(index=True)
    search_name: Mapped[str] = mapped_column(default="")
    kvk_number: Mapped[str] = mapped_column(default="", index=True)
    kind_slug: Mapped[str | None] = mapped_column(ForeignKey("kind.slug"), index=True)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"), index=True)
    about: Mapped[str] = mapped_column(default="")
    moments: Mapped[str] = mapped_column(default="", server_default="")
    website: Mapped[str] = mapped_column(default="")
    size: Mapped[str] = mapped_column(default="")
    done_steps: Mapped[str] = mapped_column(default="")
    organiser_steps: Mapped[str] = mapped_column(default="")
    origin: Mapped[Origin] = mapped_column(state_type(Origin, "origin"), default=Origin.ENTERED)
    source: Mapped[str] = mapped_column(default="")
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    is_public: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    experience: Mapped[Experience | None] = relationship(cascade="all, delete-orphan")
    kind: Mapped[Kind | None] = relationship()
    municipality: Mapped[Municipality | None] = relationship()
    area: Mapped[list[Municipality]] = relationship(secondary="organisation_area", order_by=Municipality.name)
    themes: Mapped[list[Theme]] = relationship(secondary="organisation_theme", order_by=Theme.slug)
    groups: Mapped[list[TargetGroup]] = relationship(
        secondary="organisation_group", order_by=TargetGroup.slug
    )
    statements: Mapped[list["Statement"]] = relationship(
        back_populates="organisation",
        cascade="all, delete-orphan",
        order_by="Statement.position",
        foreign_keys="Statement.organisation_id",
    )
    members: Mapped[list["OrganisationMember"]] = relationship(
        back_populates="organisation", cascade="all, delete-orphan", order_by="OrganisationMember.person_id"
    )

    labels: Mapped[list[OrganisationLabel]] = relationship(cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012  # SQLAlchemy reads it as it stands

    @validates("name")
    def _follow_name(self, _key: str, name: str) -> str:
        self.search_name = search_name(name)
        return name

    def statements_in(self, role: StatementRole) -> list["Statement"]:
        """The offers or needs that stand, in the organisation's own order; also those that are set aside."""
        return [s for s in self.statements if s.role is role and s.state in STANDING]

    def matchable_in(self, role: StatementRole) -> list["Statement"]:
        """The offers or needs that take part in matching, in the organisation's own order."""
        return [s for s in self.statements_in(role) if s.set_aside_at is None]


class Statement(Base):
    """One offer or need, in the organisation's own words.

    `met_by_id`, `met_by_name`: by whom it is or was met. `confirmed_at`: when it was last said to hold.
    `set_aside_at`: since when, for want of that, it is not matched. `on_board`: whether the board shows it.
    `assumed`: ticked because it is typical of the kind, and not confirmed yet.
    """

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("trim(text) <> ''", name="has_text"),
        CheckConstraint("met_by_id IS NULL OR met_by_name = ''", name="met_by_one_way"),
        CheckConstraint("set_aside_at IS NULL OR state IN ('open', 'being_met')", name="only_standing_aside"),
        Index("ix_statement_board", "on_board", "state", "confirmed_at"),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    role: Mapped[StatementRole] = mapped_column(state_type(StatementRole, "statement_role"))
    text: Mapped[str]
    state: Mapped[StatementState] = mapped_column(
        state_type(StatementState, "statement_state"), default=StatementState.OPEN
    )
    position: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime] = mapped_column(default=as_created)
    set_aside_at: Mapped[datetime | None]
    on_board: Mapped[bool] = mapped_column(default=True)
    assumed: Mapped[bool] = mapped_column(default=False, server_default=false())
    met_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="SET NULL"), index=True
    )
    met_by_name: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship(
        back_populates="statements", foreign_keys=[organisation_id]
    )
    met_by: Mapped[Organisation | None] = relationship(foreign_keys=[met_by_id])


class OrganisationMember(Base):
    """A person of an organisation: what they may do here, and whether they are a contact at the table.

    `name`, `phone` and `function` (their work) are what this organisation wrote down, not the person's own:
    being added by mail address must not give those away. `may_decide` is None as long as it is not known.
    `name_for`, `email_for`, `phone_for`: to whom each detail may be shown; the function goes with the name.
    """

    __tablename__ = "organisation_member"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[OrganisationRole] = mapped_column(state_type(OrganisationRole, "organisation_role"))
    name: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    function: Mapped[str] = mapped_column(default="")
    may_decide: Mapped[bool | None]
    is_contact: Mapped[bool] = mapped_column(default=True)
    name_for: Mapped[Audience] = mapped_column(
        state_type(Audience, "name_audience"), default=Audience.ORGANISERS, server_default=Audience.ORGANISERS
    )
    email_for: Mapped[Audience] = mapped_column(
        state_type(Audience, "email_audience"),
        default=Audience.ORGANISERS,
        server_default=Audience.ORGANISERS,
    )
    phone_for: Mapped[Audience] = mapped_column(
        state_type(Audience, "phone_audience"),
        default=Audience.ORGANISERS,
        server_default=Audience.ORGANISERS,
    )

    organisation: Mapped[Organisation] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class OrganisationArea(Base):
    """A municipality that an organisation works in."""

    __tablename__ = "organisation_area"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    municipality_code: Mapped[str] = mapped_column(
        ForeignKey("municipality.code"), primary_key=True, index=True
    )


class OrganisationTheme(Base):
    """A theme that an organisation works on."""

    __tablename__ = "organisation_theme"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    theme_slug: Mapped[str] = mapped_column(ForeignKey("theme.slug"), primary_key=True, index=True)


class OrganisationGroup(Base):
    """A target group that an organisation reaches."""

    __tablename__ = "organisation_group"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    group_slug: Mapped[str] = mapped_column(ForeignKey("target_group.slug"), primary_key=True, index=True)
