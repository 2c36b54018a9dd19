"""What is told of a good practice, wherever it comes from?"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from models.initiative import InitiativePhase


class PracticeOrigin(StrEnum):
    """Where a practice comes from."""

    DOCUMENTED = "documented"  # someone wrote of it; told in our own sentences
    INITIATIVE = "initiative"  # it grew on this site; told by its partners
    ANSWER = "answer"  # an adviser of the sounding board answered a region


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence or name in both languages; what people wrote themselves is the same in both."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A number that shows a result, and by what anyone can check it."""

    number: int
    what: Told
    measured_on: date
    evidence: Told


@dataclass(frozen=True, slots=True)
class Grown:
    """What only an initiative has. `names`: who said that they take part; `unnamed`: how many persons."""

    names: tuple[str, ...]
    unnamed: int
    phase: InitiativePhase
    ended_why: Told
    first_actions: Told
    results: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """What only an answer has: the whole question, who answered (blank = not named), whether it helped."""

    question: Told
    adviser: str
    helped: bool | None


@dataclass(frozen=True, slots=True)
class Practice:
    """A coalition to learn from; `kinds`, `themes` and `groups` as slugs, `regions` as codes.

    `slug`: stands in its address. `year` None, `chance` or `pitfall` blank = not told. `ours`: "chance" or
    "pitfall" where that is our own reading. `source`: an address, blank when its partners told it themselves.
    """

    slug: str
    origin: PracticeOrigin
    name: Told
    place: str
    regions: frozenset[str]
    year: int | None
    kinds: tuple[str, ...]
    themes: tuple[str, ...]
    groups: tuple[str, ...]
    did: Told
    chance: Told
    pitfall: Told
    source_name: str = ""
    source: str = ""
    ours: frozenset[str] = field(default=frozenset())
    grown: Grown | None = None
    answered: Answered | None = None
