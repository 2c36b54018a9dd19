"""What did an organisation say of the labels that were read from its texts? Its word stands."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class OrganisationLabel(Base):
    """A label of `matcher/knowledge/labels.tsv` that an organisation says to hold for it, or not to hold.

    What was read from its texts and nobody spoke about is not stored: it is read again.
    """

    __tablename__ = "organisation_label"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(primary_key=True)
    holds: Mapped[bool]
