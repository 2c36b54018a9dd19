"""Which kinds of organisation may need one, and what would we ask it? As the job process last found it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.job import Job


class Outlook(Base):
    """What an organisation gets back for what it told; codes only, and nothing of other organisations.

    `found`: {"kinds": [[slug, unexpected, place of its need or null], …], "questions": [slug, …]}, best
    first, as models/exchange.py writes and reads it. `made_at` is None until it was made once.
    """

    __tablename__ = "outlook"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), primary_key=True
    )
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_at: Mapped[datetime | None]

    job: Mapped[Job | None] = relationship()
