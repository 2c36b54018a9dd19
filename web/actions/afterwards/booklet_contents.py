"""What stands in a Spierbundel? Sections and facts; kept as figures apart from words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from models.booklet import SectionKind, SectionUse
from models.initiative import InitiativePhase
from models.step import StepState


@dataclass(frozen=True, slots=True)
class MeetingFact:
    """A meeting that took place; `organisations`: how many were registered and did not cancel."""

    title: str
    day: date
    organisations: int


@dataclass(frozen=True, slots=True)
class SectorCount:
    """How many organisations of a sector came to a meeting of the region."""

    sector: str
    count: int


@dataclass(frozen=True, slots=True)
class ResultFact:
    """A counted number, and by what anyone can check it."""

    number: int
    what: str
    measured_on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class InitiativeFact:
    """An initiative in which someone takes part; who, is looked up whenever it is shown."""

    initiative_id: int
    name: str
    goal: str
    chances: str
    pitfalls: str
    first_actions: str
    phase: InitiativePhase
    started_on: date | None
    ended_why: str
    results: tuple[ResultFact, ...]


@dataclass(frozen=True, slots=True)
class StepCount:
    """How many steps are in a state; None = nothing was heard."""

    state: StepState | None
    count: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the records tell of a region. `waiting`: initiatives in which nobody takes part yet.

    `absent`: sectors of which nobody came to any meeting.
    """

    meetings: tuple[MeetingFact, ...]
    organisations: int
    sectors: tuple[SectorCount, ...]
    absent: tuple[str, ...]
    initiatives: tuple[InitiativeFact, ...]
    waiting: int
    steps: tuple[StepCount, ...]

    @property
    def unproven(self) -> int:
        """How many initiatives started and show no number yet."""
        return sum(one.started_on is not None and not one.results for one in self.initiatives)

    @property
    def unheard(self) -> int:
        """Of how many steps nothing was heard."""
        return sum(one.count for one in self.steps if one.state is None)


@dataclass(frozen=True, slots=True)
class Section:
    """What was chosen for a section; `own`: the organiser's words."""

    kind: SectionKind
    use: SectionUse
    own: str


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole Spierbundel; its sections in order."""

    sections: tuple[Section, ...]
    facts: Facts


Change = Callable[[str], str]

_CONTENTS = TypeAdapter(Contents)
# Where people's own words stand; all else is a count, a day or a code.
_WORDS = frozenset(
    {"own", "title", "name", "goal", "chances", "pitfalls", "first_actions", "ended_why", "what", "evidence"}
)


def with_words(contents: Contents, change: Change) -> Contents:
    """The same with every text of people changed like this."""
    return _CONTENTS.validate_python(_changed(_plain(contents), change))


def apart(contents: Contents) -> tuple[dict[str, Any], list[str]]:
    """The figures and, in the order of their places in them, the words."""
    words: list[str] = []

    def put_away(text: str) -> str:
        words.append(text)
        return str(len(words) - 1)

    return _changed(_plain(contents), put_away), words


def together(figures: Mapping[str, Any], words: Mapping[int, str]) -> Contents:
    """What `apart` put apart."""
    return _CONTENTS.validate_python(_changed(dict(figures), lambda place: words[int(place)]))


def _plain(contents: Contents) -> dict[str, Any]:
    plain: dict[str, Any] = _CONTENTS.dump_python(contents, mode="json")
    return plain


def _changed(plain: dict[str, Any], change: Change) -> dict[str, Any]:
    return {key: _changed_value(key, value, change) for key, value in plain.items()}


def _changed_value(key: str, value: object, change: Change) -> object:
    if isinstance(value, dict):
        return _changed(value, change)
    if isinstance(value, list):
        return [_changed_value("", one, change) for one in value]
    return change(value) if key in _WORDS and isinstance(value, str) and value else value
