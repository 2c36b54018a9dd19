"""What did an organisation say of the labels that were read from its texts? Its word stands."""

from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from matcher.labels import lived_moments
from models.base import Base

if TYPE_CHECKING:
    from models.organisation import Organisation


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


def labels_told(row: "Organisation") -> frozenset[str]:
    """The labels that hold by what was told: tapped by an organisation, or ticked as a moment in life."""
    ticked = {moment.slug for moment in row.experience.moments} if row.experience else set()
    lived = (moment.labels for moment in lived_moments() if moment.slug in ticked)
    return frozenset().union((label.slug for label in row.labels if label.holds), *lived)
