"""What does a meeting miss? As the job process last found it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base
from models.job import Job


class GapReport(Base):
    """The gap view of a meeting; identifiers, figures and the names of parties, no texts.

    `found`: matcher.missing.Gaps as models/gaps_exchange.py writes and reads it, empty until it was made
    once. `seen_at`: when was read who comes and what they say; None until then.
    """

    __tablename__ = "gap_report"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meeting.id", ondelete="CASCADE"), primary_key=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id", ondelete="SET NULL"), index=True)
    found: Mapped[dict[str, Any]] = mapped_column(default=dict)
    seen_at: Mapped[datetime | None]

    job: Mapped[Job | None] = relationship()
