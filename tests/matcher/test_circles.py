"""Both sides of a learning circle talk, about cases that are alike; who has nobody hears why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.circles import (
    LARGEST_GROUP,
    Alone,
    AloneCode,
    Circle,
    CircleGuest,
    Side,
    case_labels,
    form_circle,
    nearness,
    side_of,
)

SOCIAL, CASE, OTHER = Side.SOCIAL_WORK, Side.CASE_MANAGEMENT, Side.OTHER


def guest(number, side, label="", organisation=None):
    return CircleGuest(number, organisation or number * 10, side, label)


@pytest.mark.parametrize(
    ("kind", "side"),
    [
        ("wijkteam", SOCIAL),
        ("sociaal_raadslieden", SOCIAL),
        ("sociale_dienst", CASE),
        ("uwv", CASE),
        ("bakker", OTHER),
        ("voedselbank", OTHER),
        ("", OTHER),
    ],
)
def test_side_follows_from_the_kind_of_organisation(kind, side):
    assert side_of(kind) is side


def test_cases_that_are_alike_are_nearer():
    related = nearness("scheiding", "baanverlies")  # both are life events
    found = [nearness("scheiding", "scheiding"), related, nearness("scheiding", "detentie")]
    found += [nearness("scheiding", ""), nearness("", "")]

    assert found == sorted(found, reverse=True)
    assert len(set(found)) == 5


def test_people_with_the_same_kind_of_case_talk():
    guests = [
        guest(1, SOCIAL, "scheiding"),
        guest(2, SOCIAL, "detentie"),
        guest(3, CASE, "detentie"),
        guest(4, CASE, "scheiding"),
    ]

    assert form_circle(guests) == Circle(((1, 4), (2, 3)), ())


def test_as_many_as_possible_talk_before_the_nearest_do():
    guests = [
        guest(1, SOCIAL, "scheiding"),
        guest(2, SOCIAL),
        guest(3, CASE, "scheiding"),
        guest(4, CASE),
    ]

    assert form_circle(guests) == Circle(((1, 4), (2, 3)), ())


def test_who_is_left_becomes_a_third():
    guests = [guest(1, SOCIAL, "scheiding"), guest(2, CASE), guest(3, CASE), guest(4, OTHER)]

    found = form_circle(guests)

    assert (found.groups, found.alone) == (((1, 2, 3),), (Alone(4, AloneCode.FULL),))


@pytest.mark.parametrize(
    ("guests", "code"),
    [
        ([guest(1, SOCIAL, "scheiding"), guest(2, SOCIAL, "scheiding")], AloneCode.NO_OTHER_SIDE),
        ([guest(1, SOCIAL), guest(2, CASE)], AloneCode.NO_CASE),
        (
            [guest(1, SOCIAL, "scheiding", organisation=5), guest(2, CASE, organisation=5)],
            AloneCode.COLLEAGUES,
        ),
        ([guest(1, OTHER), guest(2, OTHER)], AloneCode.NO_OTHER_SIDE),
    ],
)
def test_who_talks_with_nobody_hears_why(guests, code):
    assert form_circle(guests) == Circle((), (Alone(1, code), Alone(2, code)))


def test_a_circle_without_guests_is_empty():
    assert form_circle([]) == Circle((), ())


GUESTS = st.lists(
    st.tuples(
        st.sampled_from(Side),
        st.sampled_from(["", *case_labels()[:4]]),
        st.integers(min_value=1, max_value=6),
    ),
    max_size=14,
).map(
    lambda rows: [
        CircleGuest(number, organisation, side, label)
        for number, (side, label, organisation) in enumerate(rows, start=1)
    ]
)


@given(guests=GUESTS)
def test_groups_are_small_mixed_and_have_a_case(guests):
    by_id = {one.id: one for one in guests}

    found = form_circle(guests)

    placed = [id_ for group in found.groups for id_ in group]
    assert sorted([*placed, *(one.id for one in found.alone)]) == sorted(by_id)
    for group in found.groups:
        members = [by_id[id_] for id_ in group]
        assert 2 <= len(members) <= LARGEST_GROUP
        assert {SOCIAL, CASE} <= {one.side for one in members}
        assert len({one.organisation_id for one in members}) == len(members)
        assert any(one.label for one in members)


@given(guests=GUESTS)
def test_the_order_of_the_guests_does_not_matter(guests):
    assert form_circle(guests[::-1]) == form_circle(guests)
