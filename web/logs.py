"""How does the service report what it does? One line of JSON per event, without personal data."""

import logging
import sys
import traceback

import structlog


def init_logs() -> None:
    """Send events to standard error; they carry endpoints, codes and identifiers, nothing of people."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def where(error: BaseException) -> list[str]:
    """The lines of code that led to this error, innermost last; not its message, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
