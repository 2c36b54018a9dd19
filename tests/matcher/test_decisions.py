"""Which decisions say something of the quality of a pair."""

import pytest

from matcher.decisions import teaches
from matcher.review import RefusalReason, ReviewState


def test_only_approvals_and_refusals_for_quality_teach() -> None:
    told = {(state, reason) for state in ReviewState for reason in RefusalReason if teaches(state, reason)}

    assert told == {
        (ReviewState.REFUSED, RefusalReason.NOT_USEFUL),
        *((ReviewState.APPROVED, reason) for reason in RefusalReason),
    }


@pytest.mark.parametrize(
    ("state", "told"),
    [(ReviewState.APPROVED, True), (ReviewState.PROPOSED, False), (ReviewState.REFUSED, False)],
)
def test_a_decision_without_a_reason_teaches_only_when_it_approves(state: ReviewState, told: bool) -> None:
    assert teaches(state, None) is told
