"""Whom should each organisation meet? Approved proposals as one ordered list per organisation."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from matcher.proposals import CoalitionProposal, Pairing


class Form(StrEnum):
    """Whether a meeting is between two organisations or within a coalition."""

    PAIRING = "pairing"
    COALITION = "coalition"


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One line of a match list: `partners` are ascending profile ids; `position` 1 is the best."""

    partners: tuple[int, ...]
    form: Form
    position: int
    score: float


def match_lists(
    pairings: Iterable[Pairing], coalitions: Iterable[CoalitionProposal], *, organisations: Iterable[int] = ()
) -> dict[int, tuple[ListEntry, ...]]:
    """The list of every organisation that is in a proposal or in `organisations`, by profile id ascending.

    Best score first, ties by partner ids. An organisation of `organisations` that is in no proposal gets an
    empty tuple: nobody disappears. Give approved proposals only.
    """
    found: dict[int, list[tuple[float, tuple[int, ...], Form]]] = {one: [] for one in organisations}
    meetings: list[tuple[tuple[int, ...], Form, float]] = [
        *(((pairing.first, pairing.second), Form.PAIRING, pairing.score) for pairing in pairings),
        *((coalition.members, Form.COALITION, coalition.score) for coalition in coalitions),
    ]
    for members, form, score in meetings:
        for member in members:
            partners = tuple(sorted(partner for partner in members if partner != member))
            found.setdefault(member, []).append((-score, partners, form))
    return {
        one: tuple(
            ListEntry(partners, form, position, -falling)
            for position, (falling, partners, form) in enumerate(sorted(found[one]), start=1)
        )
        for one in sorted(found)
    }
