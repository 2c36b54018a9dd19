"""What differs between two sets of proposals, and who gains or loses a partner."""

from matcher.comparing import Difference, Shift, compare, partners


def test_the_same_on_both_sides_is_no_difference() -> None:
    assert compare([(1, 2), (3, 4, 5)], [(3, 4, 5), (1, 2)]) == Difference(
        came=(), went=(), stayed=((1, 2), (3, 4, 5)), shifts=()
    )
    assert compare([], []) == Difference((), (), (), ())


def test_what_came_and_went_is_named_with_everyone_whose_partners_differ() -> None:
    assert compare([(1, 2), (3, 4)], [(1, 2), (1, 3)]) == Difference(
        came=((1, 3),),
        went=((3, 4),),
        stayed=((1, 2),),
        shifts=(
            Shift(1, before=1, after=2, gains=(3,), loses=()),
            Shift(3, before=1, after=1, gains=(1,), loses=(4,)),
            Shift(4, before=1, after=0, gains=(), loses=(3,)),
        ),
    )


def test_a_pair_that_becomes_part_of_a_coalition_keeps_its_partner() -> None:
    difference = compare([(1, 2)], [(1, 2, 3)])

    assert [(shift.organisation, shift.gains, shift.loses) for shift in difference.shifts] == [
        (1, (3,), ()),
        (2, (3,), ()),
        (3, (1, 2), ()),
    ]


def test_partners_of_overlapping_groups_count_once() -> None:
    assert partners([(1, 2), (1, 2, 3)]) == {
        1: frozenset({2, 3}),
        2: frozenset({1, 3}),
        3: frozenset({1, 2}),
    }
