"""How are rows kept as plain data, compared, and put back exactly as they were?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Date, Enum, Table, and_, delete, insert, or_, select, update
from sqlalchemy.orm import Session

from models.base import Base, UtcDateTime

# What any change moves along; put back when nobody has changed the row since, and no reason to refuse.
SOFT_COLUMNS = frozenset({"updated_at"})
# Counts changes, so it never goes back.
COUNTING_COLUMNS = frozenset({"version"})

PlainRow = dict[str, Any]
Rows = dict[tuple[str, str], PlainRow]


@dataclass(frozen=True, slots=True)
class RowChange:
    """What became of one row: only the columns that changed, or all when it came or went.

    `key`: the columns of its primary key. `before` None = the row is new; `after` None = the row is gone.
    """

    table: str
    key: PlainRow
    before: PlainRow | None
    after: PlainRow | None

    def as_data(self) -> dict[str, Any]:
        """This change as JSON can hold it."""
        return {"table": self.table, "key": self.key, "before": self.before, "after": self.after}


class RowsChangedMeanwhile(Exception):
    """Rows that should be put back were changed or taken away since; `tables` names where."""

    def __init__(self, tables: Iterable[str]) -> None:
        self.tables = tuple(sorted(set(tables)))
        super().__init__(f"rows of {', '.join(self.tables)} changed meanwhile; they cannot be put back")


def referring_columns(target: Table) -> list[Column[Any]]:
    """Every column of the database that points to the primary key of this table, by table and column."""
    tables = sorted(Base.metadata.tables.values(), key=lambda table: table.name)
    return [
        column
        for table in tables
        for column in table.columns
        if any(key.column.table is target for key in column.foreign_keys)
    ]


def rows_about(session: Session, targets: Mapping[Table, Iterable[int]]) -> Rows:
    """The rows with these ids, and every row that points to one of them, as plain data."""
    found: Rows = {}
    for target, ids in targets.items():
        wanted = list(ids)
        if not wanted:
            continue
        _read(session, target, target.c.id.in_(wanted), found)
        columns = referring_columns(target)
        for table in {column.table.name: column.table for column in columns}.values():
            points_there = or_(*(column.in_(wanted) for column in columns if column.table is table))
            _read(session, table, points_there, found)
    return found


def read_again(session: Session, rows: Rows) -> Rows:
    """These rows as they are now, wherever they point; those that are gone are left out."""
    found: Rows = {}
    for (name, _key_text), row in rows.items():
        table = Base.metadata.tables[name]
        _read(session, table, _is(table, _key(table, row)), found)
    return found


def differences(before: Rows, after: Rows) -> list[RowChange]:
    """What changed between two readings, by table and key."""
    return [
        change
        for name in sorted(before.keys() | after.keys())
        if (change := _difference(name[0], before.get(name), after.get(name))) is not None
    ]


def put_back(session: Session, changes: Iterable[Mapping[str, Any]]) -> None:
    """Make every changed row what it was before. Raises RowsChangedMeanwhile, and then changes nothing."""
    wanted = [RowChange(**change) for change in changes]
    session.flush()
    spoilt = [change.table for change in wanted if not _is_untouched(session, change)]
    if spoilt:
        raise RowsChangedMeanwhile(spoilt)
    for table, change in _in_order(wanted, backwards=True):
        if change.before is None:
            session.execute(delete(table).where(_is(table, change.key)))
    for table, change in _in_order(wanted):
        if change.after is None and change.before is not None:
            session.execute(insert(table).values(_typed(table, change.before)))
    for table, change in _in_order(wanted):
        if change.after is not None and change.before is not None:
            _set_back(session, table, change)
    session.expire_all()


def _read(session: Session, table: Table, condition: Any, found: Rows) -> None:  # noqa: ANN401  # any clause
    for row in session.execute(select(table).where(condition)).mappings():
        plain = {column.name: _plain(row[column]) for column in table.columns}
        found[table.name, repr(_key(table, plain))] = plain


def _difference(name: str, before: PlainRow | None, after: PlainRow | None) -> RowChange | None:
    table = Base.metadata.tables[name]
    if before is None or after is None:
        return RowChange(name, _key(table, before or after or {}), before, after)
    changed = [c for c in before if before[c] != after[c] and c not in COUNTING_COLUMNS]
    if not changed:
        return None
    key = _key(table, before)
    return RowChange(name, key, {c: before[c] for c in changed}, {c: after[c] for c in changed})


def _is_untouched(session: Session, change: RowChange) -> bool:
    table = Base.metadata.tables[change.table]
    row = session.execute(select(table).where(_is(table, change.key))).mappings().one_or_none()
    if row is None or change.after is None:
        return row is None and change.after is None
    return all(_plain(row[table.c[c]]) == v for c, v in change.after.items() if c not in SOFT_COLUMNS)


def _set_back(session: Session, table: Table, change: RowChange) -> None:
    row = session.execute(select(table).where(_is(table, change.key))).mappings().one()
    before, after = change.before or {}, change.after or {}
    told = {c: v for c, v in before.items() if _plain(row[table.c[c]]) == after[c]}
    counted = {c: table.c[c] + 1 for c in COUNTING_COLUMNS if c in table.c}
    session.execute(update(table).where(_is(table, change.key)).values({**_typed(table, told), **counted}))


def _in_order(changes: list[RowChange], *, backwards: bool = False) -> Iterator[tuple[Table, RowChange]]:
    """Each change with its table; what others point to comes first, or last when going backwards."""
    tables = Base.metadata.sorted_tables
    for table in reversed(tables) if backwards else tables:
        for change in changes:
            if change.table == table.name:
                yield table, change


def _is(table: Table, key: PlainRow) -> Any:  # noqa: ANN401  # any clause
    return and_(*(table.c[name] == value for name, value in _typed(table, key).items()))


def _key(table: Table, row: PlainRow) -> PlainRow:
    return {column.name: row[column.name] for column in table.primary_key.columns}


def _plain(value: object) -> Any:  # noqa: ANN401  # whatever JSON can hold
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(table: Table, row: PlainRow) -> PlainRow:
    return {name: _value(table.c[name], value) for name, value in row.items()}


def _value(column: Column[Any], value: Any) -> Any:  # noqa: ANN401  # whatever the column holds
    if value is None:
        return None
    if isinstance(column.type, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    if isinstance(column.type, Enum) and column.type.enum_class is not None:
        return column.type.enum_class(value)
    return value
