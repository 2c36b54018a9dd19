"""Which organisations may a Spierbundel name? Those that said themselves that they take part."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.initiative import Initiative

# What stands in a kept text for a name, such as ⟦12⟧.
_NUMBER = re.compile(r"⟦(\d{1,18})⟧")
# A shorter name would be found in ordinary words.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Partners:
    """Who takes part in an initiative now; `unnamed`: people who speak from experience, counted only."""

    names: tuple[str, ...]
    unnamed: int


def partners_of(initiatives: Sequence[Initiative]) -> dict[int, Partners]:
    """Who takes part in each of these initiatives, by its number; a single person is never named."""
    found = {}
    for initiative in initiatives:
        there = [one.organisation for one in initiative.taking_part if one.organisation is not None]
        names = tuple(one.name for one in there if one.experience is None)
        found[initiative.id] = Partners(names, len(there) - len(names))
    return found


def agreed_names(initiatives: Sequence[Initiative]) -> dict[int, str]:
    """The names, by number, of all organisations that take part in one of these initiatives."""
    return {
        one.organisation.id: one.organisation.name
        for initiative in initiatives
        for one in initiative.taking_part
        if one.organisation is not None and one.organisation.experience is None
    }


def numbers_for_names(text: str, names: Mapping[int, str]) -> str:
    """The text with a number for the name of every organisation, so that it can be looked up when shown."""
    numbers = {name: id_ for id_, name in names.items() if len(name) >= _SHORTEST and name in text}
    if not numbers:
        return text
    longest_first = sorted(numbers, key=len, reverse=True)
    pattern = "|".join(re.escape(name) for name in longest_first)
    return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", lambda found: f"⟦{numbers[found[0]]}⟧", text)


def names_for_numbers(text: str, agreed: Mapping[int, str], *, unnamed: str) -> str:
    """The text with the names of who agreed; `unnamed` stands for all others, and for who is gone."""
    return _NUMBER.sub(lambda found: agreed.get(int(found[1]), unnamed), text)
