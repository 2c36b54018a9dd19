"""What goes into the matcher? Profiles of organisations, as frozen plain data."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum


class StatementRole(StrEnum):
    """Whether an organisation offers something or needs it."""

    OFFER = "offer"
    NEED = "need"


@dataclass(frozen=True, slots=True)
class Statement:
    """One offer or one need in the organisation's own words.

    `id` is unique over all statements of a run; reasons point to it. `assumed`: it is typical of their kind
    and nobody confirmed it yet, so it counts for less and is never quoted.
    """

    id: int
    text: str
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What the matcher may know of one organisation: never its name, never its contacts.

    `kind` and `sector` are slugs of `knowledge/kinds.tsv` and `knowledge/sectors.tsv`; `municipalities` are
    CBS codes such as `GM0200`; `themes` and `groups` are slugs that the organisation chose; `labels` and
    `not_labels` are those of `knowledge/labels.tsv` that it said to hold, or not to. Anything may be empty: a
    profile without statements still takes part and is told what it lacks.
    """

    id: int
    kind: str
    sector: str
    about: str = ""
    offers: tuple[Statement, ...] = ()
    needs: tuple[Statement, ...] = ()
    themes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    municipalities: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    not_labels: frozenset[str] = frozenset()

    @property
    def texts(self) -> tuple[str, ...]:
        """Every non-blank text that has to be embedded: about, offers, needs."""
        statements = (statement.text for statement in (*self.offers, *self.needs))
        return tuple(text for text in (self.about, *statements) if text.strip())

    def quotable(self, role: StatementRole) -> frozenset[int]:
        """The ids of its offers, or of its needs, that are its own words and no assumption."""
        statements = self.offers if role is StatementRole.OFFER else self.needs
        return frozenset(statement.id for statement in statements if not statement.assumed)

    def without_each(self) -> "Iterator[tuple[Statement, Profile]]":
        """Each offer and need that is not blank, and this profile without it."""
        for statement in (*self.offers, *self.needs):
            if statement.text.strip():
                offers = tuple(each for each in self.offers if each.id != statement.id)
                needs = tuple(each for each in self.needs if each.id != statement.id)
                yield statement, replace(self, offers=offers, needs=needs)
