"""What does a decision of an organiser teach? Whether a meeting is useful; not whether it is possible."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.review import RefusalReason, ReviewState

# Who know each other already, live too far apart or have a bad moment might have made a good pair. A free
# reason may say anything. Only this one says that the pair was not worth a meeting.
ON_QUALITY = frozenset({RefusalReason.NOT_USEFUL})


@dataclass(frozen=True, slots=True)
class Decision:
    """A pair that was judged: its signs by name (fractions) as they were in the run, and what was decided.

    `judge`: a number for the organiser who decided, so that the strict and the lenient can be told apart.
    """

    signs: Mapping[str, float]
    approved: bool
    judge: int


def teaches(state: ReviewState, reason: RefusalReason | None) -> bool:
    """Whether a proposal in this state, for this reason, says something of the quality of a pair.

    What is undecided or on hold may go either way, so it teaches nothing.
    """
    if state is ReviewState.APPROVED:
        return True
    return state is ReviewState.REFUSED and reason in ON_QUALITY
