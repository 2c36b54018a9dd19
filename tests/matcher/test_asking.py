"""Which questions are asked: those whose answers would change most."""

from dataclasses import replace

import numpy as np
import pytest

from matcher.asking import overlap, telling_questions
from matcher.outlook import room_for
from matcher.profiles import Profile
from matcher.questions import AnswerPart
from tests.fakes import FakeEmbedder
from tests.matcher.builders import profile

HERE = profile(1, "mkb_ondernemer", about="wij repareren fietsen")


def asked(one: Profile) -> list[tuple[str, float]]:
    telling = telling_questions(one, room_for(one), FakeEmbedder())
    return [(each.question.slug, each.change) for each in telling]


def test_two_questions_about_different_parts_the_most_telling_first() -> None:
    telling = telling_questions(HERE, room_for(HERE), FakeEmbedder())

    assert len({each.question.part for each in telling}) == len(telling) == 2
    assert 1 >= telling[0].change >= telling[1].change > 0


def test_the_same_profile_gives_the_same_questions() -> None:
    assert asked(HERE) == asked(HERE)


def test_a_full_profile_is_moved_less_than_an_empty_one() -> None:
    full = replace(
        profile(1, "mkb_ondernemer", offers="; ".join("abcd"), needs="; ".join("efgh")), about="x" * 400
    )

    assert asked(full)[0][1] < asked(profile(1, "mkb_ondernemer"))[0][1]


@pytest.mark.parametrize(("part", "told"), [(AnswerPart.OFFERS, "offers"), (AnswerPart.NEEDS, "needs")])
def test_nothing_is_asked_for_a_list_that_is_full(part, told) -> None:
    full = profile(1, "bank", **{told: "een; twee; drie; vier; vijf"})

    telling = telling_questions(full, room_for(full), FakeEmbedder(), most=9)

    assert part not in {each.question.part for each in telling}


def test_without_a_room_there_is_nothing_to_ask() -> None:
    assert telling_questions(HERE, (), FakeEmbedder()) == ()


def test_overlap_is_one_for_the_same_order_and_counts_the_first_places_most() -> None:
    order = np.arange(20)
    first, last = order.copy(), order.copy()
    first[[0, 1]], last[[18, 19]] = [1, 0], [19, 18]

    assert overlap(order, order) == pytest.approx(1)
    assert overlap(order, order[::-1]) < overlap(order, first) < overlap(order, last) < 1
