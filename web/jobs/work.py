"""What does a job get, and how does it say that it must be tried again?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session, sessionmaker

from web.settings import Settings


@dataclass(frozen=True, slots=True)
class Work:
    """What the function `run` of a job gets: its arguments, and how to reach the database.

    `attempt` counts from 1. `report(done, total)` tells how far the job is; call it between transactions, for
    it writes in one of its own.
    """

    settings: Settings
    sessions: sessionmaker[Session]
    arguments: Mapping[str, Any]
    attempt: int
    report: Callable[[int, int], None]


class TryAgainLater(Exception):
    """A job could not be done now. `after`: how long to wait; `problem`: the class of what went wrong."""

    def __init__(self, after: timedelta, cause: Exception) -> None:
        super().__init__(f"try again after {after}")
        self.after = after
        self.problem = type(cause).__name__
