"""Moves between the states of a proposal."""

from itertools import product

import pytest

from matcher.review import MoveNotAllowed, ReviewState, check_move


@pytest.mark.parametrize(("current", "wanted"), list(product(ReviewState, ReviewState)))
def test_check_move_allows_every_change_and_no_standing_still(
    current: ReviewState, wanted: ReviewState
) -> None:
    if current is wanted:
        with pytest.raises(MoveNotAllowed, match=f"{current.value} cannot become {wanted.value}"):
            check_move(current, wanted)
    else:
        check_move(current, wanted)
