"""Do two who were asked carefully want to know each other's name?"""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base


class Agreement(Base):
    """What a member of a proposal answered while the names were held back. Private to that organisation.

    Each answers once; an answer can be changed. Who gave it stands in the log.
    """

    __tablename__ = "agreement"

    proposal_id: Mapped[int] = mapped_column(ForeignKey("proposal.id", ondelete="CASCADE"), primary_key=True)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    agrees: Mapped[bool]
    answered_at: Mapped[datetime]
