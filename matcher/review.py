"""Which states can a proposal be in, and which moves between them are allowed?"""

from enum import StrEnum


class ReviewState(StrEnum):
    """What the organiser thinks of a proposal so far."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    ON_HOLD = "on_hold"


class RefusalReason(StrEnum):
    """Why an organiser refused a proposal or put it on hold; the web turns each into a sentence."""

    KNOWN_ALREADY = "known_already"
    TOO_FAR = "too_far"
    NOT_USEFUL = "not_useful"
    SENSITIVE = "sensitive"
    WRONG_MOMENT = "wrong_moment"
    OTHER = "other"


class MoveNotAllowed(ValueError):
    """A proposal cannot go from the state that it is in to the state that was asked for."""


ALLOWED_MOVES: dict[ReviewState, frozenset[ReviewState]] = {
    ReviewState.PROPOSED: frozenset({ReviewState.APPROVED, ReviewState.REFUSED, ReviewState.ON_HOLD}),
    ReviewState.APPROVED: frozenset({ReviewState.PROPOSED, ReviewState.REFUSED, ReviewState.ON_HOLD}),
    ReviewState.REFUSED: frozenset({ReviewState.PROPOSED, ReviewState.APPROVED, ReviewState.ON_HOLD}),
    ReviewState.ON_HOLD: frozenset({ReviewState.PROPOSED, ReviewState.APPROVED, ReviewState.REFUSED}),
}


def check_move(current: ReviewState, wanted: ReviewState) -> None:
    """Raise MoveNotAllowed unless a proposal may go from `current` to `wanted`."""
    if wanted not in ALLOWED_MOVES[current]:
        raise MoveNotAllowed(f"a proposal that is {current.value} cannot become {wanted.value}")
