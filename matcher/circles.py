"""Who talks with whom in a learning circle? Social work beside case management, about one kind of case."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from matcher.kinds import kinds
from matcher.labels import LabelKind, labels_of, themes

Scores = NDArray[np.float64]

LARGEST_GROUP = 3
# What two people are worth to each other: the same kind of case, one theme, one case only. Below it nothing
# could be talked about. Only the order counts.
SAME, RELATED, ONE_CASE = 4.0, 3.0, 1.0
# What two different cases add to one: both have something to ask.
TWO_CASES = 1.0
# A case can be about a moment in life, a law or arrangement, or a group of people.
CASE_KINDS = (LabelKind.MOMENT, LabelKind.SCHEME, LabelKind.GROUP)


class Side(StrEnum):
    """Which experience someone brings."""

    SOCIAL_WORK = "social_work"
    CASE_MANAGEMENT = "case_management"
    OTHER = "other"


class AloneCode(StrEnum):
    """Why someone is in no group."""

    NO_OTHER_SIDE = "no_other_side"  # nobody comes from the other side
    NO_CASE = "no_case"  # neither they nor anyone of the other side brought a case
    COLLEAGUES = "colleagues"  # whoever could talk with them comes from their own organisation
    FULL = "full"  # all groups hold as many as they can


@dataclass(frozen=True, slots=True)
class CircleGuest:
    """Someone who comes. `label`: the slug of what kind their case is, empty = they brought none."""

    id: int
    organisation_id: int
    side: Side
    label: str = ""


@dataclass(frozen=True, slots=True)
class Alone:
    """Someone without a group, and why."""

    id: int
    code: AloneCode


@dataclass(frozen=True, slots=True)
class Circle:
    """The groups of two or three, as ascending ids, in the order of their first; and who has none, by id."""

    groups: tuple[tuple[int, ...], ...]
    alone: tuple[Alone, ...]


def case_labels() -> tuple[str, ...]:
    """The slugs of the kinds that a case can have, in the order of the labels."""
    return tuple(label.slug for kind in CASE_KINDS for label in labels_of(kind))


def side_of(kind: str) -> Side:
    """Which experience an organisation of this kind brings, as a first guess; its people may differ."""
    known = kinds().get(kind)
    sides = {
        "social_work": Side.SOCIAL_WORK,
        "municipality": Side.CASE_MANAGEMENT,
        "executive_agency": Side.CASE_MANAGEMENT,
    }
    return sides.get(known.sector, Side.OTHER) if known else Side.OTHER


def nearness(one: str, other: str) -> float:
    """What two people with cases of these kinds are worth to each other; empty = no case; 0 = nothing."""
    if not one or not other:
        return ONE_CASE if one or other else 0.0
    if one == other:
        return SAME
    share = any({one, other} <= theme.labels for theme in themes())
    return RELATED if share else ONE_CASE + TWO_CASES


def form_circle(guests: Sequence[CircleGuest]) -> Circle:
    """Groups of two that join both sides, worth as much as can be; then a third for whoever is left.

    Two assignments, both solved exactly. Colleagues are never put together, and a group has a case. The order
    of the guests does not matter.
    """
    ordered = sorted(guests, key=lambda guest: guest.id)
    social = [guest for guest in ordered if guest.side is Side.SOCIAL_WORK]
    case = [guest for guest in ordered if guest.side is Side.CASE_MANAGEMENT]
    worth = [[_worth(one, [other]) for other in case] for one in social]
    groups = [[social[row], case[column]] for row, column in _assigned(worth)]
    placed = {guest.id for group in groups for guest in group}
    left = [guest for guest in ordered if guest.id not in placed]
    joining = [[_worth(guest, group) for group in groups] for guest in left]
    for row, column in _assigned(joining):
        groups[column].append(left[row])
        placed.add(left[row].id)
    alone = [Alone(guest.id, why_alone(guest, ordered)) for guest in ordered if guest.id not in placed]
    ids = sorted(tuple(sorted(guest.id for guest in group)) for group in groups)
    return Circle(tuple(ids), tuple(alone))


def why_alone(guest: CircleGuest, everyone: Sequence[CircleGuest]) -> AloneCode:
    """Why this guest is in no group; who is of neither side could join any group."""
    others = [one for one in everyone if _faces(guest, one)]
    if not others:
        return AloneCode.NO_OTHER_SIDE
    if not guest.label and not any(one.label for one in others):
        return AloneCode.NO_CASE
    if all(one.organisation_id == guest.organisation_id for one in others):
        return AloneCode.COLLEAGUES
    return AloneCode.FULL


def _worth(guest: CircleGuest, group: Sequence[CircleGuest]) -> float:
    """What a group gains by this guest; 0 = they cannot join it."""
    if any(guest.organisation_id == other.organisation_id for other in group):
        return 0.0
    return max(nearness(guest.label, other.label) for other in group)


def _assigned(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """Which row gets which column, each once: the greatest sum, without what is worth nothing."""
    from scipy.optimize import linear_sum_assignment  # showing a page must not load SciPy

    if not worth or not worth[0]:
        return []
    scores: Scores = np.array(worth, dtype=np.float64)
    # First as many as possible, then as near as possible.
    weighed = np.where(scores > 0, scores + SAME * min(scores.shape), 0.0)
    rows, columns = linear_sum_assignment(weighed, maximize=True)
    return [
        (int(row), int(column)) for row, column in zip(rows, columns, strict=True) if scores[row, column] > 0
    ]


def _faces(guest: CircleGuest, other: CircleGuest) -> bool:
    if other is guest or other.side is Side.OTHER:
        return False
    return guest.side is Side.OTHER or other.side is not guest.side
