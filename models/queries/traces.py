"""Where in the tables does a word of a person still stand? Found in every text column, and taken out."""

import re
from collections.abc import Iterable

from sqlalchemy import Column, Enum, String, Table, delete, func, or_, select, update
from sqlalchemy.orm import Session

from models.base import Base
from models.board import BoardAnswer
from models.renewal import Renewal, StatementChange

# What stands in the place of a word that was taken out.
GONE = "…"
# Facts and lists of choices say nothing of people; what is known of other people is theirs, also when they
# have the same name.
_NOT_SEARCHED = frozenset(
    {
        "kind",
        "meeting_kind",
        "meeting_kind_party",
        "municipality",
        "organisation_member",
        "person",
        "region",
        "registration",
        "sector",
        "target_group",
        "theme",
    }
)
# A firm may be named after someone; its own people decide what it is called.
_KEPT = frozenset(
    {
        ("organisation", "name"),
        ("organisation", "search_name"),
        ("organisation", "source"),
        ("organisation_merge", "absorbed_name"),
    }
)
# The database lets nobody change a decision; its note can only become empty.
_EMPTIED = frozenset({("review_decision", "note")})


def take_out(session: Session, words: Iterable[str]) -> int:
    """In how many texts one of these words stood, in small or capital letters; it is replaced by `GONE`."""
    wanted = sorted(filter(None, set(words)), key=len, reverse=True)
    if not wanted:
        return 0
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in wanted), re.IGNORECASE)
    return sum(
        _take_out(session, table, column, wanted, pattern)
        for table in Base.metadata.sorted_tables
        if table.name not in _NOT_SEARCHED
        for column in text_columns(table)
        if (table.name, column.name) not in _KEPT
    )


def take_hand_off(session: Session, person_id: int) -> None:
    """Take the person off what they sent on the notice board, what they changed, and what they were asked."""
    sent = update(BoardAnswer).where(BoardAnswer.person_id == person_id)
    session.execute(sent.values(person_id=None, sender_name="", sender_email="", sender_phone=""))
    changed = update(StatementChange).where(StatementChange.person_id == person_id)
    session.execute(changed.values(person_id=None))
    session.execute(delete(Renewal).where(Renewal.person_id == person_id))


def text_columns(table: Table) -> list[Column[str]]:
    """The columns that hold free text: no keys, no references, no states."""
    return [
        column
        for column in table.columns
        if isinstance(column.type, String)
        and not isinstance(column.type, Enum)
        and not column.primary_key
        and not column.foreign_keys
    ]


def _take_out(
    session: Session, table: Table, column: Column[str], words: list[str], pattern: re.Pattern[str]
) -> int:
    keys = list(table.primary_key.columns)
    holds = or_(*(func.lower(column).contains(word.lower(), autoescape=True) for word in words))
    changed = 0
    for *key, text in session.execute(select(*keys, column).where(holds)).all():
        left = "" if (table.name, column.name) in _EMPTIED else pattern.sub(GONE, text)
        if left == text or not pattern.search(text):
            continue
        here = [part == value for part, value in zip(keys, key, strict=True)]
        session.execute(
            update(table)
            .where(*here)
            .values({column.name: left})
            .execution_options(synchronize_session=False)
        )
        changed += 1
    return changed
