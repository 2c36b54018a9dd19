"""How do we take what people type or send? As it is, without what no keyboard makes; how long may it be?"""

import unicodedata
from urllib.parse import urlsplit

LONGEST_NAME = 200
LONGEST_LINE = 300
LONGEST_STATEMENT = 500
LONGEST_ABOUT = 20_000

# Control characters and halves of characters: no keyboard makes them, and PostgreSQL cannot store them all.
_NOT_TYPED = frozenset({"Cc", "Cs"})


def tidy_text(value: str | None) -> str:
    """The text without control characters and blanks around it; lines end in a single newline."""
    lines = (value or "").replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in _NOT_TYPED).strip()


def tidy_line(value: str | None) -> str:
    """The text on one line, with single blanks."""
    return " ".join(tidy_text(value).split())


def with_scheme(value: str | None) -> str:
    """The address of a website as browsers want it; people leave out `https://`."""
    typed = tidy_line(value)
    return typed if not typed or "://" in typed else f"https://{typed}"


def is_web_address(value: str) -> bool:
    """Whether this can be the address of a website, with its scheme."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and "." in (parts.hostname or "") and " " not in value
