"""What did someone type when their session had just ended?"""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Identifier


class Draft(Base):
    """A form that came too late, kept for a day for the person whose session had ended; the newest per page.

    `path`: where the form goes. `fields`: {"fields": [[name, value], …]} in the form's own order.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("person_id", "path"),)

    id: Mapped[Identifier]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    path: Mapped[str]
    fields: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
