"""Who may sign in, as what, and with which links and sessions?"""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Identifier, state_type


class Language(StrEnum):
    """The languages of the service."""

    DUTCH = "nl"
    ENGLISH = "en"


class Person(Base):
    """Someone who can sign in. `email` is stored in small letters, without blanks around it.

    `stops_mail`: they want no mail but what they ask for themselves. `hides_contact`: no partner and nobody
    at a meeting sees their contact details, whatever their organisations chose. `erased_at`: they were
    erased; the row stays, without anything of them, because a decision points to it.
    `wants_reminders`: whether we may ask them, twice a year, if offers and needs still hold.
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("email = lower(email)", name="email_is_lower_case"),
        CheckConstraint("erased_at IS NULL OR (phone = '' AND name = '–')", name="erased_is_blank"),
    )

    id: Mapped[Identifier]
    email: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    phone: Mapped[str] = mapped_column(default="")
    language: Mapped[Language] = mapped_column(state_type(Language, "language"), default=Language.DUTCH)
    stops_mail: Mapped[bool] = mapped_column(default=False, server_default=false())
    hides_contact: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    wants_reminders: Mapped[bool] = mapped_column(default=True)

    organised_regions: Mapped[list["RegionOrganiser"]] = relationship(cascade="all, delete-orphan")


class RegionOrganiser(Base):
    """A person who organises the meetings of a region."""

    __tablename__ = "region_organiser"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"), primary_key=True, index=True)


class SignInToken(Base):
    """A mailed link: usable once, for a short time. Only the SHA-256 of the token is stored.

    It belongs to a mail address, in small letters: someone new becomes a person when they use it.
    `next_path` is the page of this site that they wanted; empty = their own start page.
    """

    __tablename__ = "sign_in_token"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]
    next_path: Mapped[str] = mapped_column(default="")


class EmailChange(Base):
    """A new mail address of a person that they have not confirmed yet, by the link mailed to it.

    Only the SHA-256 of the link's token is stored; a person has at most one.
    """

    __tablename__ = "email_change"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    new_email: Mapped[str]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person] = relationship()


class SignInAttempt(Base):
    """One request for a sign-in link, counted so that nobody can ask for many.

    `source_hash` is a keyed hash of a network or mail address, never the address itself.
    """

    __tablename__ = "sign_in_attempt"

    id: Mapped[Identifier]
    source_hash: Mapped[str] = mapped_column(index=True)
    attempted_at: Mapped[datetime] = mapped_column(index=True)


class UserSession(Base):
    """A signed-in browser, kept here so that it can be withdrawn. Only the SHA-256 of its key is stored.

    It belongs to a person, or to one registration (a personal link: its own match list and nothing else).
    """

    __tablename__ = "user_session"
    __table_args__ = (
        CheckConstraint("(person_id IS NULL) <> (registration_id IS NULL)", name="person_or_registration"),
    )

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    registration_id: Mapped[int | None] = mapped_column(
        ForeignKey("registration.id", ondelete="CASCADE"), index=True
    )
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    person: Mapped[Person | None] = relationship()
