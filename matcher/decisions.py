"""What does a decision of an organiser teach? Whether a meeting is useful; not whether it is possible."""

from collections.abc import Mapping
from dataclasses import dataclass

from matcher.review import RefusalReason, ReviewState

# Who know each other already, live too far apart or have a bad moment might have made a good pair. A free
# reason may say anything. Only this one says that the pair was not worth a meeting.
ON_QUALITY = frozenset({RefusalReason.NOT_USEFUL})


# Months of work by several people say more than one tap: an initiative counts as so many decisions. What is
# learnt stays as near to what is known as ever, see learning.FARTHEST.
OUTCOME_WEIGHT = 3.0
# Time is a judge too, and a strict one: few pairs begin something, and fewer keep it going.
OUTCOME_JUDGE = -1


@dataclass(frozen=True, slots=True)
class Decision:
    """A pair that was judged: its signs by name (fractions) as they were in the run, and what was decided.

    `judge`: a number for the organiser who decided, so that the strict and the lenient can be told apart.
    `weight`: as how many decisions it counts.
    """

    signs: Mapping[str, float]
    approved: bool
    judge: int
    weight: float = 1.0


def outcome(signs: Mapping[str, float], *, ran: bool, among: int) -> Decision:
    """What became of a pair that led to an initiative; `among`: so many pairs share in that initiative."""
    return Decision(signs, ran, OUTCOME_JUDGE, OUTCOME_WEIGHT / among)


def teaches(state: ReviewState, reason: RefusalReason | None) -> bool:
    """Whether a proposal in this state, for this reason, says something of the quality of a pair.

    What is undecided or on hold may go either way, so it teaches nothing.
    """
    if state is ReviewState.APPROVED:
        return True
    return state is ReviewState.REFUSED and reason in ON_QUALITY
