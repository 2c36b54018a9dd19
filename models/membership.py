"""Who wants to belong to an organisation: invited by mail, or asking for it themselves?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type
from models.organisation import Organisation, OrganisationRole
from models.person import Person


class Invitation(Base):
    """A mailed link that makes its reader a member. Only the SHA-256 of the link's secret is stored.

    `is_claim`: an organiser hands the organisation to its own people; else a colleague invites.
    An organisation has at most one open invitation per address.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("used_at IS NULL OR withdrawn_at IS NULL", name="used_or_withdrawn"),
        Index(
            "uq_invitation_open",
            "organisation_id",
            "email",
            unique=True,
            sqlite_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    email: Mapped[str]
    role: Mapped[OrganisationRole] = mapped_column(state_type(OrganisationRole, "invited_role"))
    is_claim: Mapped[bool] = mapped_column(default=False)
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship()


class JoinState(StrEnum):
    """How far a request to join is."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class JoinRequest(Base):
    """Someone asks to belong to an organisation; a person has at most one open request per organisation.

    `name` and `note` (who they are to this organisation) are for those who decide.
    """

    __tablename__ = "join_request"
    __table_args__ = (
        CheckConstraint("(state = 'asked') = (decided_at IS NULL)", name="decided_has_a_moment"),
        CheckConstraint("trim(name) <> ''", name="has_name"),
        Index(
            "uq_join_request_open",
            "organisation_id",
            "person_id",
            unique=True,
            sqlite_where=text("state = 'asked'"),
            postgresql_where=text("state = 'asked'"),
        ),
    )

    id: Mapped[Identifier]
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    state: Mapped[JoinState] = mapped_column(state_type(JoinState, "join_state"), default=JoinState.ASKED)
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    organisation: Mapped[Organisation] = relationship()
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined", innerjoin=True)


class DecisionLink(Base):
    """A mailed link with which one person decides on one request; stored as SHA-256 only."""

    __tablename__ = "decision_link"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("join_request.id", ondelete="CASCADE"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[datetime]

    request: Mapped[JoinRequest] = relationship()
