"""Who gains a partner and who loses one, by name?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.comparing import Shift


@dataclass(frozen=True, slots=True)
class Changed:
    """An organisation whose partners change: whom it meets from then on, and whom no longer, by name."""

    name: str
    gains: tuple[str, ...]
    loses: tuple[str, ...]
    before: int
    after: int


def named(shifts: Iterable[Shift], names: Mapping[int, str]) -> tuple[Changed, ...]:
    """The same with names, by name; who is not among the names is left out."""
    changed = [
        Changed(
            name=names[shift.organisation],
            gains=tuple(names[one] for one in shift.gains if one in names),
            loses=tuple(names[one] for one in shift.loses if one in names),
            before=shift.before,
            after=shift.after,
        )
        for shift in shifts
        if shift.organisation in names
    ]
    return tuple(sorted(changed, key=lambda one: one.name.lower()))
