"""What goes into a seating plan, and what comes out? Guests, wishes and seats, as frozen plain data."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from matcher.constraints import Pair, Party
from matcher.settings import SettingsError

MOST_TABLES, MOST_SEATS, MOST_ROUNDS = 80, 20, 8


class UnseatedCode(StrEnum):
    """Why a guest has no seat in a round."""

    NO_SEAT = "no_seat"  # more guests than seats
    NO_TABLE_FITS = "no_table_fits"  # at every table with room someone sits who must not be beside this guest


class ShortfallCode(StrEnum):
    """Which wish cannot be met, whatever the plan; `figure` says how far it can."""

    NO_SEATS = "no_seats"  # more guests than seats; figure: seats
    MORE_TABLES_THAN_GUESTS = "more_tables_than_guests"  # figure: guests
    REPEATS_UNAVOIDABLE = "repeats_unavoidable"  # figure: the most rounds in which nobody meets twice
    COLLEAGUES_UNAVOIDABLE = "colleagues_unavoidable"  # more guests of one organisation than tables
    PARTY_TOO_SMALL = "party_too_small"  # detail: its name; figure: how many tables can have enough of it
    TOO_FEW_MODERATORS = "too_few_moderators"  # figure: tables without
    COALITION_TOO_LARGE = "coalition_too_large"  # more members than seats at a table; figure: seats
    COALITION_SPLIT = "coalition_split"  # some of its members may not share a table
    TABLE_GONE = "table_gone"  # a lock or a wish names a table that is not there
    TABLE_FULL = "table_full"  # more guests are to sit at a table than it has seats
    LOCK_AGAINST_WISH = "lock_against_wish"  # the lock counts, the wish for a place does not
    LOCK_DROPPED = "lock_dropped"  # two locks that cannot both be kept
    STAYERS_MEET = "stayers_meet"  # these stay at one table, so they meet in every round


@dataclass(frozen=True, slots=True)
class Guest:
    """One person who comes; nothing of them but what seats them.

    `id` and `organisation` are numbers, `sector` and `kind` slugs, possibly empty. `table`: the table that
    they should sit at in every round; `near_door`: at one of the tables by the door; `stays`: at the same
    table in all rounds; `moderator`: leads a table.
    """

    id: int
    organisation: int
    sector: str = ""
    kind: str = ""
    moderator: bool = False
    table: int | None = None
    near_door: bool = False
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Seat:
    """A guest sits at this table in this round; both count from 1."""

    round: int
    guest: int
    table: int


@dataclass(frozen=True, slots=True)
class Unseated:
    """A guest without a seat in a round, and why."""

    round: int
    guest: int
    code: UnseatedCode


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A wish that cannot be met: whom it is about (guest ids), where, and the bound if there is one."""

    code: ShortfallCode
    guests: tuple[int, ...] = ()
    round: int | None = None
    table: int | None = None
    figure: int | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Seating:
    """A plan: seats by round, table and guest; who has none; and what could not be met, whatever the plan."""

    seats: tuple[Seat, ...]
    unseated: tuple[Unseated, ...] = ()
    shortfalls: tuple[Shortfall, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatingRules:
    """What the plan should keep to. Pairs are of organisations, (lower id, higher id).

    `parties`: what every table needs. `apart`: never at one table. `wanted`: should share a table once.
    `coalitions`: organisations that sit together in `SeatingSettings.coalition_rounds`. `worth`: how good it
    is that two meet, a fraction; 0 when not named. `locks`: seats that must stay as they are.
    """

    parties: tuple[Party, ...] = ()
    apart: frozenset[Pair] = frozenset()
    wanted: frozenset[Pair] = frozenset()
    coalitions: tuple[tuple[int, ...], ...] = ()
    worth: Mapping[Pair, float] = field(default_factory=dict)
    locks: tuple[Seat, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatingSettings:
    """How many tables and rounds, and what the organiser wants of them; stored with the plan.

    `seats`: at each table. `door_tables`: the tables from 1 to this one stand by the door.
    `coalition_rounds`: in which coalitions sit together. `moderators_stay`: they never change table.
    `seed`: any integer; the same seed, guests and rules give the same plan.
    """

    tables: int
    seats: int = 8
    rounds: int = 3
    coalition_rounds: tuple[int, ...] = (1,)
    moderators_stay: bool = True
    door_tables: int = 1
    seed: int = 7

    def __post_init__(self) -> None:
        """Refuse what makes no sense; see SettingsError."""
        _require("tables", self.tables, 1, MOST_TABLES)
        _require("seats", self.seats, 2, MOST_SEATS)
        _require("rounds", self.rounds, 1, MOST_ROUNDS)
        _require("door_tables", self.door_tables, 0, self.tables)
        for number in self.coalition_rounds:
            _require("coalition_rounds", number, 1, self.rounds)

    def as_dict(self) -> dict[str, object]:
        """The settings as plain JSON, as stored with a plan; `stored_settings` gives them back."""
        return {**asdict(self), "coalition_rounds": list(self.coalition_rounds)}


def stored_settings(stored: Mapping[str, object]) -> SeatingSettings:
    """The settings out of what `as_dict` gave."""
    rounds = stored["coalition_rounds"]
    assert isinstance(rounds, (list, tuple))  # noqa: S101  # as `as_dict` wrote it
    numbers = {name: value for name, value in stored.items() if name != "coalition_rounds"}
    return SeatingSettings(**numbers, coalition_rounds=tuple(rounds))  # type: ignore[arg-type]  # checked on construction


def _require(name: str, value: int, lowest: int, highest: int) -> None:
    if not lowest <= value <= highest:
        raise SettingsError(f"{name} is {value}, but must lie between {lowest} and {highest}")
